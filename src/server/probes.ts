import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpRefusal } from './http-refusal.ts';

/** What whoever looks after the program wants to know of it. */
export interface Standing {
  /** It is about to stop listening: nothing new should be sent here. */
  readonly isClosing: () => boolean;
  /** Rejects where its data cannot be read. */
  readonly demandData: () => Promise<void>;
}

const probes = ['/health', '/ready'];

export function isProbe(pathname: string): boolean {
  return probes.includes(pathname);
}

/**
 * `/health`: the program answers. `/ready`: it answers, its data can be read, and it does not close. Neither needs a token,
 * since neither says more.
 */
export async function answerProbe({ request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse }, pathname: string, standing: Standing): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new HttpRefusal(405, { code: 'operation_unknown', message: `"${pathname}" can only be read.`, next: 'Use GET.', headers: { allow: 'GET, HEAD' } });
  const reason = pathname === '/ready' ? await reasonToWait(standing) : undefined;
  const body = JSON.stringify(reason === undefined ? { status: 'ok' } : { status: 'unready', reason });
  response.statusCode = reason === undefined ? 200 : 503;
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-type', 'application/json');
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function reasonToWait({ isClosing, demandData }: Standing): Promise<string | undefined> {
  if (isClosing()) return 'closing';
  return demandData().then(() => undefined, () => 'data');
}
