import type { Readable } from 'node:stream';
import { AppError } from '../domain/model/errors.ts';
import type { ResolveName } from './checked-connect.ts';
import { follow, type Arrival } from './follow.ts';
import { withoutConnection } from './header-rules.ts';
import { outgoingUrl } from './outgoing-url.ts';

const mebibyte = 1024 * 1024;
const limits = { maxBodyBytes: 64 * mebibyte, maxAnswerBytes: 128 * mebibyte, silenceMs: 300_000, maxRedirects: 5 } as const;

export interface OutgoingFetchDeps {
  readonly allowedPrivateHosts: () => Promise<readonly string[]>;
  readonly resolve: ResolveName;
}

/**
 * `fetch` as SDKs know it, over the same checks as every request. What was refused throws its own error; a connection that
 * failed throws a `TypeError` with the cause, as SDKs expect. Bodies that are sent are read whole first, answers stream.
 */
export function createOutgoingFetch({ allowedPrivateHosts, resolve }: OutgoingFetchDeps): typeof globalThis.fetch {
  return async (input, init) => {
    // Before the platform reads it, whose errors would repeat what stands in the address.
    const url = outgoingUrl(input instanceof Request ? input.url : String(input));
    const request = new Request(input instanceof Request ? input : url, streaming(init));
    const { method, signal, redirect } = request;
    signal.throwIfAborted();
    const headers = withoutConnection(Object.fromEntries(request.headers));
    const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
    if (body !== undefined && body.length > limits.maxBodyBytes) throw new AppError('input_invalid', `The request to ${url.host} has ${body.length} bytes; at most ${limits.maxBodyBytes} are sent.`);
    const journey = { signal, resolve, allowed: await allowedPrivateHosts(), permitted: undefined, maxBytes: limits.maxAnswerBytes, silenceMs: limits.silenceMs, maxRedirects: redirect === 'follow' ? limits.maxRedirects : 0 };
    try {
      const arrival = await follow({ method, url, headers, body }, journey);
      if (redirect === 'error' && arrival.status >= 300 && arrival.status < 400 && arrival.headers['location'] !== undefined) {
        arrival.body.destroy();
        throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
      }
      return asResponse(arrival, { isRedirected: arrival.url.href !== url.href, method });
    } catch (error) {
      throw asFetchThrows(error, signal);
    }
  };
}

/** A body that streams has to be announced as one. */
function streaming(init: RequestInit | undefined): RequestInit | undefined {
  return init?.body instanceof ReadableStream ? Object.assign({}, init, { duplex: 'half' }) : init;
}

function asResponse({ status, headers, body, url }: Arrival, { isRedirected, method }: { readonly isRedirected: boolean; readonly method: string }): Response {
  if (status < 200 || status > 599) {
    body.destroy();
    throw new AppError('connector_unavailable', `${url.host} answered with the status ${status}, which means nothing.`, { next: 'Check the address of the service.' });
  }
  const isEmpty = method === 'HEAD' || status === 204 || status === 205 || status === 304;
  if (isEmpty) body.resume();
  // The bytes are unpacked already.
  const { 'content-encoding': _packed, 'content-length': _length, ...plain } = headers;
  const response = new Response(isEmpty ? null : webStream(body), { status, headers: plain });
  Object.defineProperties(response, { url: { value: url.href }, redirected: { value: isRedirected } });
  return response;
}

/** Each chunk when it is asked for; whoever wants no more closes the connection. */
function webStream(body: Readable): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks: AsyncIterator<Uint8Array<ArrayBuffer>> = body[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel() {
      body.destroy();
    },
  }, { highWaterMark: 0 });
}

function asFetchThrows(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (!(error instanceof AppError) || error.code !== 'connector_unavailable') return error;
  return new TypeError(error.message, { cause: error.cause ?? error });
}
