import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import type { RunSummary } from '../../../src/core/domain/operations/shapes.ts';
import { openSampleHost, processClient, waitingRun } from '../../contracts/fixture/sample-host.ts';

let host: Host;
let client: AppClient;
beforeEach(async () => {
  host = await openSampleHost();
  client = processClient(host.app);
});
afterEach(() => host.close());

/** Reads a followed list until it is as wanted. */
async function follower(input: Parameters<AppClient['runs']['watchlist']>[0]) {
  const reader = new AbortController();
  const pages = (await client.runs.watchlist(input, { signal: reader.signal }))[Symbol.asyncIterator]();
  return {
    until: async (holds: (items: readonly RunSummary[]) => boolean): Promise<readonly RunSummary[]> => {
      for (;;) {
        const { value, done } = await pages.next();
        if (done === true) throw new Error('The list ended.');
        if (holds(value.items)) return value.items;
      }
    },
    stop: () => { reader.abort(); },
  };
}

it('a followed list of runs tells its page at once, and again when a run begins, changes or fits no more', async () => {
  const list = await follower({ statuses: ['waiting'] });
  expect(await list.until(() => true)).toEqual([]);

  const id = await waitingRun(host);
  expect(await list.until((items) => items.length > 0)).toMatchObject([{ id, status: 'waiting' }]);

  await client.cards.submit({ id, values: { decision: 'approved' } });
  expect(await list.until((items) => items.length === 0)).toEqual([]);
  list.stop();
});

it('follows chosen runs with what their model calls used, as a list of them would say', async () => {
  const id = await waitingRun(host);
  const list = await follower({ ids: [id], usage: true });

  expect(await list.until(() => true)).toEqual((await client.runs.list({ ids: [id], usage: true })).items);
  await client.runs.stop({ id });
  expect(await list.until(([run]) => run?.status === 'cancelled')).toHaveLength(1);
  list.stop();
});

it('a list that cannot be is refused as a list of runs is', async () => {
  const list = await follower({ workflow: 'nowhere' });
  await expect(list.until(() => true)).rejects.toMatchObject({ code: 'not_found' });
});
