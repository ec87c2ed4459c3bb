const storageKey = 'aiwm.session';

/** The token of this tab, or nothing. A one-time code in the address is spent for a new token and removed from the address. */
export async function openSession(): Promise<string | undefined> {
  const code = codeInAddress(location.hash);
  if (code !== undefined) {
    history.replaceState(null, '', `${location.pathname}${location.search}#/`);
    const token = await spend(code);
    if (token !== undefined) sessionStorage.setItem(storageKey, token);
  }
  return sessionStorage.getItem(storageKey) ?? undefined;
}

export function closeSession(): void {
  sessionStorage.removeItem(storageKey);
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
