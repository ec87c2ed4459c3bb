/** What a call to a model consists of. SDKs add words about this machine, and headers they find in its environment: those stay here. */
const sent: ReadonlySet<string> = new Set(['accept', 'content-type', 'content-length', 'idempotency-key', 'x-client-request-id', 'anthropic-version', 'anthropic-beta']);

/** The way out for an SDK, with the headers that belong to the call, and of keys only the one that was lent. */
export function withOwnHeaders(fetch: typeof globalThis.fetch, key: string | undefined): typeof globalThis.fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    for (const name of [...headers.keys()]) if (!sent.has(name)) headers.delete(name);
    headers.set('user-agent', 'aiwm');
    if (key !== undefined) headers.set('authorization', `Bearer ${key}`);
    return fetch(input, { ...init, headers });
  };
}
