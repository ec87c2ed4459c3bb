import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Host } from '../../../src/core/app/app.ts';
import { createApp } from '../../../src/core/app/create-app.ts';
import { openHost } from '../../../src/core/app/open-host.ts';
import { openProgramLog } from '../../../src/core/app/program-log.ts';
import { prepareDataDirectory } from '../../../src/core/storage/data-directory.ts';
import { storageAdapters } from '../../../src/core/storage/storage-adapters.ts';
import { fixtureSamples, processClient } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

let dataDirectory: string;
beforeEach(async () => {
  dataDirectory = await realpath(await mkdtemp(path.join(tmpdir(), 'aiwm-samples-')));
});
afterEach(() => rm(dataDirectory, { recursive: true, force: true }));

async function open(samples: readonly string[]): Promise<Host> {
  const host = await openHost({ dataDirectory, samples });
  if (host === undefined) throw new Error('somebody else is the host');
  return host;
}

it('samples that the storage does not take end the start with one refusal, and the next start installs them', async () => {
  await (await open([])).close();
  const directory = await prepareDataDirectory(dataDirectory);
  const data = await storageAdapters['local-sqlite'].open({ directory: directory.generation, readonly: true });
  const { app, installSamples } = await createApp({ data, directory, samples: fixtureSamples });

  const failure = await failureOf(installSamples());

  expect(failure).toMatchObject({ code: 'precondition_failed', message: expect.stringContaining('sample workflows could not be installed'), next: expect.stringContaining('goes on') });
  await app.close();
  const host = await open(fixtureSamples);
  const { items } = await processClient(host.app).workflows.list({});
  expect(items.map(({ slug, status }) => `${slug} ${status}`).toSorted()).toEqual(['approval published', 'data-report published']);
  await host.close();
});

it('a sample that a person changed and published is theirs at every start from then on', async () => {
  let host = await open(fixtureSamples);
  let { workflows } = processClient(host.app);
  const changed = async (id: string, change: object) => {
    const { definition, revision } = await workflows.get({ id });
    return workflows.update({ id, definition: { ...definition, ...change }, revision });
  };
  await changed('approval', { description: 'As we do it.' });
  await workflows.publish({ id: 'approval', note: 'Ours' });
  await host.close();

  host = await open(fixtureSamples);
  ({ workflows } = processClient(host.app));
  const kept = await workflows.get({ id: 'approval' });
  expect(kept).toMatchObject({ status: 'published', version: 2, description: 'As we do it.' });
  await host.close();
});

it('a fault that cannot be logged is printed for whoever debugs only', () => {
  const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const log = openProgramLog(path.join(dataDirectory, 'not', 'there'), { now: () => 0 }).onFault;
  vi.stubEnv('AIWM_DEBUG', undefined);
  log(new Error('odd'));
  expect(printed).not.toHaveBeenCalled();
  vi.stubEnv('AIWM_DEBUG', '1');
  log(new Error('odd'));
  expect(printed.mock.calls.join('')).toContain('odd');
  vi.unstubAllEnvs();
  printed.mockRestore();
});
