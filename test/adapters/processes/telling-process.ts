/** Tells what it sees of its surroundings, or takes memory outside the heap until it has 4 GiB. */
import { setTimeout as delay } from 'node:timers/promises';
import { endWithHost } from '../../../src/core/processes/end-with-host.ts';
import { serveJobs } from '../../../src/core/processes/serve-jobs.ts';

endWithHost();
serveJobs({
  environment: () => Promise.resolve(Object.keys(process.env)),
  async fill() {
    const held: Buffer[] = [];
    for (; held.length < 64; await delay(25)) held.push(Buffer.alloc(64 * 1024 * 1024, 1));
    return held.length;
  },
  ask: async (_: never, ask) => [await ask('one'), await ask('two')],
});
