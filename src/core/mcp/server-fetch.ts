import { AppError } from '../domain/model/errors.ts';
import type { ConnectDeps } from './connect-deps.ts';

export interface FetchOf {
  readonly server: string;
  readonly url: URL;
  /** Label of its key. */
  readonly credential: string | undefined;
  readonly maxBytes: number;
}

/** `fetch` for one server: with its key, which goes nowhere else, and with an end to what it may answer. */
export function serverFetch({ fetch, use }: Pick<ConnectDeps, 'fetch' | 'use'>, { server, url, credential, maxBytes }: FetchOf): typeof globalThis.fetch {
  return async (input, init) => {
    const target = new URL(input instanceof Request ? input.url : input);
    if (target.origin !== url.origin) throw new AppError('host_denied', `The tool server "${server}" leads to ${target.host}, which is not where it is; nothing was sent.`, { next: 'Use a server that answers where the settings say it is.', data: { connector: server, host: target.host } });
    if (credential === undefined) return bounded(await fetch(input, init), { server, maxBytes });
    return use({ connector: server, label: credential }, async (secret) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${secret}`);
      return bounded(await fetch(input, { ...init, headers }), { server, maxBytes });
    });
  };
}

function bounded(response: Response, { server, maxBytes }: Pick<FetchOf, 'server' | 'maxBytes'>): Response {
  if (response.body === null) return response;
  let bytes = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.length;
        if (bytes > maxBytes) controller.error(new AppError('connector_unavailable', `The tool server "${server}" answered with more than ${maxBytes} bytes.`, { next: 'Ask the tool for less at a time.', data: { connector: server } }));
        else controller.enqueue(chunk);
      },
    }),
  );
  return new Response(counted, { status: response.status, statusText: response.statusText, headers: response.headers });
}
