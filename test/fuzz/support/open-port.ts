import type { MessagePort } from 'node:worker_threads';
import type { Host } from '../../../src/core/app/app.ts';
import { servePort } from '../../../src/main/port-door.ts';
import { createChannel } from '../../desktop/recording-electron.ts';

export interface OpenPort {
  /** The first answer to the call of this id. */
  ask(id: string, message: string): Promise<string>;
  /** What wants no answer, and may be no call at all. */
  send(message: string): void;
  /** What the door noted of itself: faults nobody foresaw. */
  readonly noted: readonly string[];
  close(): void;
}

/** The page's end of a real port to the host. */
export function openPort({ app }: Host): OpenPort {
  const noted: string[] = [];
  const { port1, port2 }: { port1: Parameters<typeof servePort>[0]; port2: MessagePort } = createChannel();
  const closing = new AbortController();
  const log = { warn: (message: string, facts?: { readonly [name: string]: unknown }) => { if (facts?.['code'] === undefined) noted.push(`${message}: ${String(facts?.['reason'])}`); } };
  const calls = servePort(port1, { router: app.router, log }, closing.signal);
  const waiting = new Map<string, (answer: string) => void>();
  port2.on('message', (answer: string) => {
    const id = /^\{"i":"([^"\\]*)"/u.exec(answer)?.[1];
    if (id === undefined) return;
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  return {
    noted,
    ask: (id, message) => new Promise((resolve) => {
      waiting.set(id, resolve);
      port2.postMessage(message);
    }),
    send: (message) => { port2.postMessage(message); },
    close() {
      closing.abort();
      calls.close();
      port2.close();
    },
  };
}
