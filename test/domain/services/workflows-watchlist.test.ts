import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { openSampleHost, processClient } from '../../contracts/fixture/sample-host.ts';

let host: Host;
let client: AppClient;
beforeEach(async () => {
  host = await openSampleHost();
  client = processClient(host.app);
});
afterEach(() => host.close());

it('a followed list of workflows is told of one that comes, is doubled, changes and goes', async () => {
  const reader = new AbortController();
  const lists = (await client.workflows.watchlist({ search: 'Follow' }, { signal: reader.signal }))[Symbol.asyncIterator]();
  const until = async (wanted: readonly string[]): Promise<void> => {
    for (let names: readonly string[] | undefined; names?.join() !== wanted.join();) {
      const { value, done } = await lists.next();
      if (done === true) throw new Error('The list ended.');
      names = value.items.map(({ name }: { readonly name: string }) => name).toSorted();
    }
  };
  await until([]);
  const { id } = await client.workflows.create({ name: 'Follow me' });
  await until(['Follow me']);
  const { workflow: other } = await client.workflows.duplicate({ id, name: 'Follow us' });
  await until(['Follow me', 'Follow us']);
  await client.workflows.delete({ id: other.id });
  await until(['Follow me']);
  const { slug } = await client.workflows.get({ id });
  expect(slug).toBe('follow-me');
  reader.abort();
});
