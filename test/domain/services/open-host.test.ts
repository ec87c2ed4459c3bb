import { chmod, cp, mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../../src/core/app/app.ts';
import { resolveDataDirectory } from '../../../src/core/app/data-directory.ts';
import { readHostFile, writeHostFile } from '../../../src/core/app/host-file.ts';
import { openHost } from '../../../src/core/app/open-host.ts';
import { openReader } from '../../../src/core/app/open-reader.ts';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { fixtureSamples, processClient, waitingRun } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

let dataDirectory: string;
const hosts: Host[] = [];
beforeEach(async () => {
  dataDirectory = await realpath(await mkdtemp(path.join(tmpdir(), 'aiwm-host-')));
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

async function open(samples: readonly string[] = fixtureSamples): Promise<Host> {
  const host = await openHost({ dataDirectory, samples });
  if (host === undefined) throw new Error('somebody else is the host');
  hosts.push(host);
  return host;
}

async function reopen(samples?: readonly string[]): Promise<Host> {
  await hosts.pop()?.close();
  return open(samples);
}

describe('a host', () => {
  it('is the only one of its directory, and says who it is to its owner alone', async () => {
    const host = await open();
    await host.announce('http://127.0.0.1:4319', 'a-token');

    expect(await openHost({ dataDirectory })).toBeUndefined();
    expect(await readHostFile(dataDirectory)).toMatchObject({ pid: process.pid, address: 'http://127.0.0.1:4319', token: 'a-token' });
    expect((await stat(path.join(dataDirectory, 'host.json'))).mode & 0o777).toBe(0o600);
    expect((await processClient(host.app).system.info({})).host).toMatchObject({ pid: process.pid, address: 'http://127.0.0.1:4319' });
  });

  it('leaves nothing behind that keeps the next one out, and the next one goes on with its runs', async () => {
    const run = await waitingRun(await open());

    const next = await reopen();
    await processClient(next.app).cards.submit({ id: run, values: { decision: 'approved' } });
    await next.app.idle();

    expect((await processClient(next.app).runs.get({ id: run })).status).toBe('completed');
    await hosts.pop()?.close();
    expect(await readHostFile(dataDirectory)).toBeUndefined();
  });

  it('works on a directory that a link leads to', async () => {
    const link = `${dataDirectory}-link`;
    await symlink(dataDirectory, link);
    const host = await openHost({ dataDirectory: link, samples: fixtureSamples });

    const uploaded = await processClient(host?.app ?? (await open()).app).files.upload({ name: 'n.txt', content: 'eA==' });

    expect(uploaded.path.startsWith(path.join(dataDirectory, 'files'))).toBe(true);
    await host?.close();
    await rm(link);
  });

  // The super-user may write everywhere.
  it.skipIf(process.getuid?.() === 0)('refuses a directory it cannot write, with the next step', async () => {
    await chmod(dataDirectory, 0o500);

    expect(await failureOf(openHost({ dataDirectory }))).toMatchObject({ code: 'precondition_failed', message: expect.stringContaining(dataDirectory), next: expect.stringContaining('--data-dir') });
    await chmod(dataDirectory, 0o700);
  });

  it('refuses a path that is a file, and frees what it took', async () => {
    const file = path.join(dataDirectory, 'file');
    await writeFile(file, '');

    expect(await failureOf(openHost({ dataDirectory: file }))).toMatchObject({ code: 'precondition_failed', message: expect.stringContaining(file) });
  });
});

describe('a host file', () => {
  it.each([
    ['is missing', undefined],
    ['is cut short', '{"pid": 1'],
    ['names a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '2026-01-01T00:00:00.000Z' })],
  ])('that %s tells of no host', async (_case, text) => {
    if (text !== undefined) await writeFile(path.join(dataDirectory, 'host.json'), text);

    expect(await readHostFile(dataDirectory)).toBeUndefined();
  });

  it('is replaced whole', async () => {
    const first = { pid: process.pid, startedAt: '2026-01-01T00:00:00.000Z' };
    await writeHostFile(dataDirectory, first);
    await writeHostFile(dataDirectory, { ...first, address: 'http://127.0.0.1:1', token: 't' });

    expect(await readHostFile(dataDirectory)).toEqual({ ...first, address: 'http://127.0.0.1:1', token: 't' });
  });
});

describe('a reader', () => {
  const caller = localUser('process');

  it('finds the samples in a directory nobody used before, and leaves the lock free', async () => {
    const reader = await openReader({ dataDirectory: path.join(dataDirectory, 'new') });

    await expect(reader.call('workflows.list', {}, { caller })).resolves.toBeDefined();
    expect(await failureOf(reader.call('workflows.create', { name: 'Not here' }, { caller }))).toMatchObject({ code: expect.stringMatching(/precondition_failed/u) });
    expect(await failureOf(reader.call('nothing.list', {}, { caller }))).toMatchObject({ code: 'operation_unknown' });
    expect(await failureOf(reader.call('runs.nothing', {}, { caller }))).toMatchObject({ code: 'operation_unknown' });
    await reader.close();
    const host = await openHost({ dataDirectory: path.join(dataDirectory, 'new'), samples: [] });
    expect(host).toBeDefined();
    await host?.close();
  });

  it('answers beside a host, and starts nothing', async () => {
    const run = await waitingRun(await open());
    const reader = await openReader({ dataDirectory });

    expect(await reader.call('runs.get', { id: run }, { caller })).toMatchObject({ status: 'waiting' });
    expect(await failureOf(reader.call('runs.start', { workflow: 'approval', input: { topic: 'x' } }, { caller }))).toMatchObject({ code: 'precondition_failed' });
    await reader.close();
  });
});

describe('samples', () => {
  const sample = async (): Promise<string> => {
    const folder = path.join(dataDirectory, 'examples', 'data-report');
    await mkdir(path.dirname(folder), { recursive: true });
    await cp(fixtureSamples[1] ?? '', folder, { recursive: true });
    return folder;
  };
  const describeAs = async (folder: string, description: string): Promise<void> => {
    const file = path.join(folder, 'workflow.json');
    await writeFile(file, JSON.stringify({ ...(JSON.parse(await readFile(file, 'utf8')) as object), description }));
  };

  it('are published with their files, once', async () => {
    const folder = await sample();
    await open([folder]);
    const host = await reopen([folder]);

    const { items } = await processClient(host.app).workflows.history({ id: 'data-report' });

    expect(items).toMatchObject([{ version: 1, publishedBy: 'user:installation' }]);
    expect(await processClient(host.app).workflows.get({ id: 'data-report' })).toMatchObject({ origin: 'sample', status: 'published', files: [{ name: 'numbers.csv' }] });
  });

  it('of another release become the next version, whether meaning or files differ', async () => {
    const folder = await sample();
    await open([folder]);
    await describeAs(folder, 'Better');
    await reopen([folder]);
    await writeFile(path.join(folder, 'files', 'numbers.csv'), 'date,n\n');

    const host = await reopen([folder]);

    expect(await processClient(host.app).workflows.get({ id: 'data-report' })).toMatchObject({ version: 3, description: 'Better', files: [{ bytes: 7 }] });
  });

  it('that a person changed are left alone', async () => {
    const folder = await sample();
    const client = processClient((await open([folder])).app);
    const { id, definition, revision } = await client.workflows.get({ id: 'data-report' });
    await client.workflows.update({ id, definition: { ...definition, description: 'Mine' }, revision });
    await describeAs(folder, 'Theirs');

    const host = await reopen([folder]);

    expect(await processClient(host.app).workflows.get({ id })).toMatchObject({ description: 'Mine', version: 1, status: 'changed' });
  });

  it('that cannot be installed do not keep the program from starting', async () => {
    const folder = await sample();
    await writeFile(path.join(folder, 'workflow.json'), '{');

    const host = await open([folder, ...fixtureSamples]);

    expect((await processClient(host.app).workflows.list({})).items.map(({ slug }) => slug).toSorted()).toEqual(['approval', 'data-report']);
    expect(await readFile(path.join(dataDirectory, 'logs', 'aiwm-000001.log'), 'utf8')).toContain('not JSON');
  });
});

describe('the data directory', () => {
  it('is the option, else AIWM_HOME, else the platform’s place', () => {
    expect(resolveDataDirectory({ option: 'here', environment: { AIWM_HOME: '/there' } })).toBe(path.resolve('here'));
    expect(resolveDataDirectory({ environment: { AIWM_HOME: '/there' } })).toBe(path.resolve('/there'));
    expect(resolveDataDirectory({ environment: {} })).toMatch(/aiwm/u);
  });
});
