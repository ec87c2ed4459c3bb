import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver outside that counts what reaches it, by idempotency key. It outlives the processes it watches. */
export interface Witness {
  readonly url: string;
  /** Deliveries by key, in the order the keys first came. */
  readonly deliveries: ReadonlyMap<string, number>;
  /** Resolves when this many more deliveries have come. */
  after(count: number): Promise<void>;
  /** Counts what comes but leaves it without an answer, until `release`. */
  hold(): void;
  release(): void;
  close(): Promise<void>;
}

export async function startWitness(): Promise<Witness> {
  const deliveries = new Map<string, number>();
  let waiting: { left: number; readonly done: () => void }[] = [];
  let held: ServerResponse[] | undefined;
  const server = createServer((request, response) => {
    const key = request.headers['idempotency-key'];
    if (typeof key === 'string') deliveries.set(key, (deliveries.get(key) ?? 0) + 1);
    if (held === undefined) response.end('{}');
    else held.push(response);
    for (const waiter of waiting) waiter.left -= 1;
    for (const waiter of waiting.filter(({ left }) => left <= 0)) waiter.done();
    waiting = waiting.filter(({ left }) => left > 0);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    deliveries,
    after: (count) => new Promise((done) => { waiting.push({ left: count, done }); }),
    hold: () => {
      held = [];
    },
    release: () => {
      for (const response of held ?? []) response.end('{}');
      held = undefined;
    },
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}
