import { AppError } from '../domain/model/errors.ts';
import type { HttpPort, HttpRequest, HttpResponse } from '../domain/ports/http-port.ts';
import { type ResolveName, resolveBySystem } from './checked-connect.ts';
import { connectionFailure } from './connection-failure.ts';
import { follow } from './follow.ts';
import { checkedHeaders } from './header-rules.ts';
import { createOutgoingFetch } from './outgoing-fetch.ts';
import { outgoingUrl } from './outgoing-url.ts';

const mebibyte = 1024 * 1024;
const maxBodyBytes = 32 * mebibyte;
const usual = { maxRedirects: 5, maxResponseBytes: 10 * mebibyte, timeoutMs: 30_000 } as const;

export interface OutgoingClientDeps {
  /** Private hosts the person allowed, each `host:port`, asked for with every request. */
  readonly allowedPrivateHosts: () => Promise<readonly string[]>;
  /** @default the system's, with its hosts file */
  readonly resolve?: ResolveName;
}

export interface OutgoingClient extends HttpPort {
  /** The same way out for SDKs: answers stream, redirects and addresses are checked alike. */
  readonly fetch: typeof globalThis.fetch;
}

/** The one way out by HTTP: everything this program asks of others passes the checks in this room. */
export function createOutgoingClient({ allowedPrivateHosts, resolve = resolveBySystem }: OutgoingClientDeps): OutgoingClient {
  return {
    request: async (request, signal) => requestWhole(request, { signal, allowed: await allowedPrivateHosts(), resolve }),
    fetch: createOutgoingFetch({ allowedPrivateHosts, resolve }),
  };
}

interface Conditions {
  readonly signal: AbortSignal;
  readonly allowed: readonly string[];
  readonly resolve: ResolveName;
}

async function requestWhole(request: HttpRequest, { signal: asked, ...conditions }: Conditions): Promise<HttpResponse> {
  asked.throwIfAborted();
  const { method, body, allowedHosts: permitted, maxRedirects = usual.maxRedirects, maxResponseBytes: maxBytes = usual.maxResponseBytes, timeoutMs = usual.timeoutMs } = request;
  const url = outgoingUrl(request.url);
  const headers = { 'user-agent': 'aiwm', accept: '*/*', ...checkedHeaders(request.headers ?? {}) };
  if (body !== undefined && body.length > maxBodyBytes) {
    throw new AppError('input_invalid', `The request to ${url.host} has ${body.length} bytes; at most ${maxBodyBytes} are sent.`, { next: 'Send less of it at a time.' });
  }
  const late = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([asked, late]);
  try {
    const { status, headers: answered, body: stream, url: from } = await follow({ method, url, headers, body }, { ...conditions, signal, permitted, maxRedirects, maxBytes, silenceMs: timeoutMs });
    return { status, headers: answered, body: await wholeBody(stream, signal), url: from.href };
  } catch (error) {
    if (late.aborted && !asked.aborted) throw tooSlow(url.host, timeoutMs);
    throw connectionFailure(error, { host: url.host, signal: asked });
  }
}

async function wholeBody(stream: AsyncIterable<Uint8Array> & { destroy(): void }, signal: AbortSignal): Promise<Uint8Array> {
  const stop = (): void => { stream.destroy(); };
  signal.addEventListener('abort', stop, { once: true });
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk);
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', stop);
    stream.destroy();
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function tooSlow(host: string, timeoutMs: number): AppError {
  return new AppError('connector_unavailable', `${host} took longer than ${timeoutMs} ms and was given up.`, { next: 'Try again later, or allow more time.', data: { host, timeoutMs, reason: 'timeout' } });
}
