import type { Readable } from 'node:stream';
import { Client } from 'undici';
import { acceptedEncodings, answerBody, answerTooLarge } from './answer-body.ts';
import { checkedConnect, type ResolveName } from './checked-connect.ts';
import { answeredHeaders, type HeaderRecord } from './header-rules.ts';
import { connectionFailure } from './connection-failure.ts';

export interface ExchangeRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: HeaderRecord;
  readonly body: Uint8Array | undefined;
  readonly maxBytes: number;
  /** Longest silence, of the connection and of the answer. */
  readonly silenceMs: number;
  readonly isAllowed: boolean;
  readonly allowed: readonly string[];
  readonly resolve: ResolveName;
  readonly signal: AbortSignal;
}

export interface ExchangeAnswer {
  readonly status: number;
  readonly headers: HeaderRecord;
  /** Unpacked. Destroying it closes the connection. */
  readonly body: Readable;
}

/**
 * One request and its answer, over a connection of its own that nothing else ever uses: no later request rides on what was
 * checked for this one. Throws the signal's reason when aborted, and {@link connectionFailure}s.
 */
export async function exchange(request: ExchangeRequest): Promise<ExchangeAnswer> {
  const { url, signal, silenceMs, maxBytes } = request;
  const client = new Client(url.origin, {
    connect: checkedConnect({ resolve: request.resolve, isAllowed: request.isAllowed, allowed: request.allowed, timeoutMs: Math.min(silenceMs, 10_000) }),
    pipelining: 0,
    allowH2: false,
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    maxHeaderSize: 32 * 1024,
  });
  const close = (): void => void client.destroy().catch(() => undefined);
  try {
    signal.throwIfAborted();
    const { statusCode, headers: raw, body: wire } = await client.request({
      method: request.method,
      path: `${url.pathname}${url.search}`,
      headers: { 'accept-encoding': acceptedEncodings, ...request.headers },
      body: request.body ?? null,
      signal,
    });
    // Whoever reads is told of errors; one that comes when nobody reads any more means nothing.
    wire.on('error', () => undefined);
    const headers = answeredHeaders(raw);
    const hasBody = request.method !== 'HEAD' && statusCode !== 204 && statusCode !== 304;
    if (hasBody && Number(headers['content-length'] ?? 0) > maxBytes) throw answerTooLarge(url.host, maxBytes);
    const body = answerBody(wire, { encoding: hasBody ? headers['content-encoding'] : undefined, maxBytes, host: url.host });
    body.on('error', () => undefined).once('close', close);
    return { status: statusCode, headers, body };
  } catch (error) {
    close();
    throw connectionFailure(error, { host: url.host, signal });
  }
}
