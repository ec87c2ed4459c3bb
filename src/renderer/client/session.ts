import { codeFromOtherTab } from './shared-session.ts';

const storageKey = 'aiwm.session';
/** The page this tab showed when its session ended. */
const placeKey = 'aiwm.place';

/**
 * The token of this tab, or nothing. A one-time code in the address is spent for a new token and removed from the address; a
 * tab that was opened without one asks the other tabs of this browser.
 */
export async function openSession(): Promise<string | undefined> {
  const code = codeInAddress(location.hash);
  if (code !== undefined) {
    const place = placeInAddress(location.hash) ?? sessionStorage.getItem(placeKey) ?? '#/';
    history.replaceState(null, '', `${location.pathname}${location.search}${place}`);
    await keepTokenFor(code);
  }
  const token = keptToken();
  if (token !== undefined) return token;
  const lent = await codeFromOtherTab();
  if (lent !== undefined) await keepTokenFor(lent);
  return keptToken();
}

async function keepTokenFor(code: string): Promise<void> {
  const token = await spend(code);
  if (token === undefined) return;
  sessionStorage.setItem(storageKey, token);
  sessionStorage.removeItem(placeKey);
}

/**
 * A tab has its session for as long as it stands open. A window that the browser installed is opened without a link, so it
 * keeps the one it was given first.
 */
export function keptToken(): string | undefined {
  const token = sessionStorage.getItem(storageKey) ?? (isInstalled() ? localStorage.getItem(storageKey) : null);
  if (token === null) return undefined;
  if (isInstalled()) localStorage.setItem(storageKey, token);
  return token;
}

function isInstalled(): boolean {
  return matchMedia('(display-mode: standalone)').matches;
}

/** Forgets the token, and keeps the page for the next session of this tab. */
export function closeSession(): void {
  sessionStorage.removeItem(storageKey);
  if (isInstalled()) localStorage.removeItem(storageKey);
  keepPlace();
}

/** The next link that is opened in this tab leads to what its address named. */
export function keepPlace(): void {
  sessionStorage.setItem(placeKey, location.hash);
}

/** A link opened in a tab that shows this page already changes the fragment alone, and no browser loads the page for that. */
export function awaitLink(signal: AbortSignal): void {
  window.addEventListener('hashchange', () => { if (codeInAddress(location.hash) !== undefined) location.reload(); }, { signal });
}

/** The code of `#code=…`, wherever it stands among other parameters of the fragment. */
export function codeInAddress(fragment: string): string | undefined {
  return new URLSearchParams(fragment.replace(/^#\/?/u, '')).get('code') ?? undefined;
}

/** The page inside the window that `#code=…&at=/runs/…` leads to. */
export function placeInAddress(fragment: string): string | undefined {
  const at = new URLSearchParams(fragment.replace(/^#\/?/u, '')).get('at');
  return at?.startsWith('/') === true ? `#${at}` : undefined;
}

/** A spent or forged code answers nothing: the page then says where a new link comes from. */
async function spend(code: string): Promise<string | undefined> {
  const response = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  if (!response.ok) return undefined;
  const answer: unknown = await response.json();
  return typeof answer === 'object' && answer !== null && 'token' in answer && typeof answer.token === 'string' ? answer.token : undefined;
}
