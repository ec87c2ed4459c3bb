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
  let ended = '';
  // Making a key out of a password takes a while, and writes a file at its end.
  const setUp = async (): Promise<void> => {
    try {
      await client.vault.setup({ kind: 'password', password: 'long enough for a test' });
      ended = 'done';
    } catch {
      ended = 'refused';
    }
  };
  const call = setUp();

  await host.close();

  expect(ended).not.toBe('');
  await call;
  await rm(folder, { recursive: true });
});
