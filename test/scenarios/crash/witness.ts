import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver outside that counts what reaches it, by idempotency key. It outlives the processes it watches. */
export interface Witness {
  readonly url: string;
  /** Deliveries by key, in the order the keys first came. */
  readonly deliveries: ReadonlyMap<string, number>;
  /** Resolves when this many more deliveries have come. */
  after(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function startWitness(): Promise<Witness> {
  const deliveries = new Map<string, number>();
  let waiting: { left: number; readonly done: () => void }[] = [];
  const server = createServer((request, response) => {
    const key = request.headers['idempotency-key'];
    if (typeof key === 'string') deliveries.set(key, (deliveries.get(key) ?? 0) + 1);
    response.end('{}');
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
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}
