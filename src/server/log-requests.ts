import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '../core/app/app.ts';
import { isCorrelationId } from '../core/domain/model/caller.ts';
import { present } from '../core/domain/model/present.ts';

/** Notes each request when it is answered or left: what was asked for, the status, how long; nothing that was sent. */
export function logRequest(log: App['log'], request: IncomingMessage, response: ServerResponse): void {
  const began = performance.now();
  response.once('close', () => {
    const { statusCode } = response;
    const level = statusCode >= 500 ? 'warn' : statusCode >= 400 ? 'info' : 'debug';
    if (!log.writes(level)) return;
    const { method = '', url = '', headers } = request;
    const path = (url.split('?', 1)[0] ?? '').slice(0, 200);
    const given = headers['x-correlation-id'];
    const correlationId = typeof given === 'string' && isCorrelationId(given) ? given : undefined;
    const facts = { method, path, status: statusCode, durationMs: Math.round(performance.now() - began), isWhole: response.writableFinished, ...present({ correlationId }) };
    log[level](`${method} ${path} answered ${String(statusCode)}`, facts);
  });
}
