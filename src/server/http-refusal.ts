import { ORPCError } from '@orpc/server';
import type { ServerResponse } from 'node:http';
import type { ErrorCode, ErrorWire } from '../core/domain/model/errors.ts';

export interface HttpRefusalOptions {
  readonly code: ErrorCode;
  readonly message: string;
  readonly next: string;
  readonly headers?: { readonly [name: string]: string };
}

/** A request that reaches no operation: the HTTP status says which check it failed, the code what to do about it. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;
  readonly wire: ErrorWire;
  readonly headers: { readonly [name: string]: string };

  constructor(status: number, { code, message, next, headers = {} }: HttpRefusalOptions) {
    super(message);
    this.status = status;
    this.wire = { code, message, next };
    this.headers = headers;
  }
}

/** How a door writes failures: `/rpc` in oRPC's envelope, a page as text, everything else as plain JSON. */
export type FailureForm = 'rpc' | 'json' | 'text';

/** The form a client of this path reads. */
export function failureFormOf(pathname: string): FailureForm {
  if (pathname === '/rpc' || pathname.startsWith('/rpc/')) return 'rpc';
  return pathname === '/mcp' || pathname === '/session' || pathname.startsWith('/session/') || pathname === '/api' || pathname.startsWith('/api/') ? 'json' : 'text';
}

/** Answers a refusal. A body that was not read is not waited for: the connection ends with the answer. */
export function sendRefusal(response: ServerResponse, refusal: HttpRefusal, form: FailureForm): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (!response.req.complete) response.setHeader('connection', 'close');
  for (const [name, value] of Object.entries(refusal.headers)) response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-type', form === 'text' ? 'text/plain; charset=utf-8' : 'application/json');
  response.statusCode = refusal.status;
  response.end(written(refusal, form));
}

function written({ status, wire }: HttpRefusal, form: FailureForm): string {
  if (form === 'text') return `${wire.message}\n${wire.next ?? ''}\n`;
  if (form === 'json') return JSON.stringify(wire);
  return JSON.stringify({ json: new ORPCError(wire.code, { status, message: wire.message, data: wire }).toJSON() });
}

/** The answer to what went wrong in a way nobody thought of; what it was goes to standard error. */
export function unforeseen(error: unknown): HttpRefusal {
  process.stderr.write(`An HTTP request failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return new HttpRefusal(500, { code: 'unexpected', message: 'The request failed in a way nobody foresaw.', next: 'Try again; `aiwm system doctor` checks the installation.' });
}
