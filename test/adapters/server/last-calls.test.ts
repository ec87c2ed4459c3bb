import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openHost } from '../../../src/core/app/open-host.ts';
import { fixtureSamples, processClient } from '../../contracts/fixture/sample-host.ts';

it('a host that closes waits for the calls under way, so that nothing is written into its directory afterwards', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'aiwm-last-calls-'));
  const host = await openHost({ dataDirectory: path.join(folder, 'data'), samples: fixtureSamples });
  if (host === undefined) throw new Error(`"${folder}" has a host already`);
  const client = processClient(host.app);
  const ended: string[] = [];
  const calls = Array.from({ length: 20 }, async (_, at) => client.workflows.create({ name: `Last ${at}` }).then(() => ended.push('done'), () => ended.push('refused')));

  await host.close();

  expect(ended).toHaveLength(20);
  await Promise.all(calls);
  await rm(folder, { recursive: true });
});
