import { getCACertificates } from 'node:tls';
import { Agent, fetch as fetchBy } from 'undici';

/** A stream that is open says something every few seconds; one that says nothing for so long is dead. */
const longestSilenceMs = 60_000;

/** A `fetch` of its own connections, which believes authorities of its own beside those of this machine. */
export interface TrustingFetch {
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** Redirects are answers and not followed: a token goes where it was meant to go. */
export function createTrustingFetch(authority?: string): TrustingFetch {
  const agent = new Agent({
    bodyTimeout: longestSilenceMs,
    ...(authority === undefined ? {} : { connect: { ca: [...getCACertificates('default'), authority] } }),
  });
  return {
    async fetch(request) {
      const { url, method, headers, signal } = request;
      const body = method === 'GET' || method === 'HEAD' ? undefined : await request.text();
      const answered = await fetchBy(url, { method, headers: [...headers], signal, redirect: 'manual', dispatcher: agent, ...(body === undefined ? {} : { body }) });
      const stream: object | null = answered.body;
      // The platform's stream, under the library's type.
      return new Response(stream as ReadableStream | null, { status: answered.status, headers: [...answered.headers] });
    },
    close: () => agent.destroy(),
  };
}
