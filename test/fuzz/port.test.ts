import fc from 'fast-check';
import { describe, it } from 'vitest';
import { type DoorCase, doorCases, goodCalls, type GoodCall } from './support/door-cases.ts';
import { type FencedHost, openFencedHost } from './support/fenced-host.ts';
import { casesOf, longestMs } from './support/how-many.ts';
import { mutatedText } from './support/mutation.ts';
import { type OpenPort, openPort } from './support/open-port.ts';
import { type ProcessWatch, watchProcess } from './support/watch-process.ts';

const all = casesOf(1_000_000);
/** So many calls meet one host: what they leave behind is part of it. */
const perHost = 50_000;
const hosts = Array.from({ length: Math.ceil(all / perHost) }, (_, at) => ({ host: at + 1, calls: Math.min(perHost, all - at * perHost) }));

interface Bench {
  readonly host: FencedHost;
  readonly port: OpenPort;
  readonly watch: ProcessWatch;
}

describe('a page that was taken over sends through its port what it likes', () => {
  it.each(hosts)('host $host, $calls calls', async ({ calls }) => {
    const host = await openFencedHost();
    const good = await goodCalls(host);
    const watch = watchProcess();
    const port = openPort(host);
    const bench = { host, port, watch };
    try {
      await fc.assert(fc.asyncProperty(doorCases(good), (one) => answered(bench, one)), { numRuns: Math.ceil(calls * 0.6) });
      await fc.assert(fc.asyncProperty(messages(good), (message) => survived(bench, message)), { numRuns: Math.floor(calls * 0.4) });
      await host.checkOutside();
    } finally {
      port.close();
      watch.end();
      await host.close();
    }
  }, longestMs);
});

let count = 0;

function written(id: string, { operation, input }: Pick<DoorCase, 'operation' | 'input'>): string {
  return JSON.stringify({ i: id, p: { u: `/${operation.replace('.', '/')}`, b: { json: input } } });
}

/** Bytes of whole messages, changed anywhere. */
function messages(good: readonly GoodCall[]): fc.Arbitrary<string> {
  return mutatedText(good.map((call) => written('bytes', call)));
}

async function answered({ host, port, watch }: Bench, one: DoorCase): Promise<void> {
  const id = `c${++count}`;
  const answer = await port.ask(id, written(id, one));
  if (one.isStream) port.send(JSON.stringify({ i: id, t: 4 }));
  demandOurs(answer, { host, port });
  watch.check();
}

/** Whether it was a call nobody can say; whoever comes after it is answered. */
async function survived({ host, port, watch }: Bench, message: string): Promise<void> {
  const id = `c${++count}`;
  port.send(message);
  port.send(JSON.stringify({ i: 'bytes', t: 4 }));
  demandOurs(await port.ask(id, written(id, { operation: 'profiles.list', input: {} })), { host, port });
  watch.check();
}

function demandOurs(answer: string, { host, port }: Pick<Bench, 'host' | 'port'>): void {
  if (answer.includes('"code":"unexpected"') || /"s":500\b/u.test(answer) || /INTERNAL_SERVER_ERROR/u.test(answer)) throw new Error(`Nobody foresaw it: ${answer.slice(0, 2000)}`);
  if (answer.includes(host.guarded)) throw new Error(`The answer holds what lies outside: ${answer.slice(0, 500)}`);
  if (port.noted.length > 0) throw new Error(`The door noted: ${port.noted.join('; ')}`);
}
