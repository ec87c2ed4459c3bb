import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { finishedRun, openSampleHost, processClient } from '../../contracts/fixture/sample-host.ts';

describe('where something changed', () => {
  let host: Host;
  let client: AppClient;
  let reader: AbortController;
  let following: AsyncIterator<{ areas: string[] }>;
  beforeEach(async () => {
    host = await openSampleHost();
    client = processClient(host.app);
    reader = new AbortController();
    following = (await client.system.watch({}, { signal: reader.signal }))[Symbol.asyncIterator]();
  });
  afterEach(async () => {
    reader.abort();
    await host.close();
  });

  /** What is told until all of `wanted` was named. */
  async function until(...wanted: readonly string[]): Promise<ReadonlySet<string>> {
    const told = new Set<string>();
    while (!wanted.every((area) => told.has(area))) {
      const { value, done } = await following.next();
      if (done === true) throw new Error(`It ended after ${[...told].join(', ')}.`);
      for (const area of value.areas) told.add(area);
    }
    return told;
  }

  it('names every area at the beginning', async () => {
    expect(await until('overview', 'system')).toContain('docs');
  });

  it('names the area of a command, and no other', async () => {
    await until('system');
    await client.docs.create({ title: 'Notes', format: 'md', text: 'One line.' });
    expect([...(await until('docs'))]).toEqual(['docs']);
  });

  it('names what a run may have changed, budgets and documents with it', async () => {
    await until('system');
    await finishedRun(host);
    await until('runs', 'usage', 'budgets', 'docs', 'artifacts');
  });
});
