const storageKey = 'aiwm.session';
/** The page this tab showed when its session ended. */
const placeKey = 'aiwm.place';

/** The token of this tab, or nothing. A one-time code in the address is spent for a new token and removed from the address. */
export async function openSession(): Promise<string | undefined> {
  const code = codeInAddress(location.hash);
  if (code !== undefined) {
    history.replaceState(null, '', `${location.pathname}${location.search}${sessionStorage.getItem(placeKey) ?? '#/'}`);
    const token = await spend(code);
    if (token !== undefined) {
      sessionStorage.setItem(storageKey, token);
      sessionStorage.removeItem(placeKey);
    }
  }
  return sessionStorage.getItem(storageKey) ?? undefined;
}

/** Forgets the token, and keeps the page for the next session of this tab. */
export function closeSession(): void {
  sessionStorage.removeItem(storageKey);
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
