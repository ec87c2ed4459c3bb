import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { fixtureSamples, finishedRun, openMemoryHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

let host: Host;
let client: AppClient;
let outside: string;
beforeAll(async () => {
  outside = await realpath(await mkdtemp(path.join(tmpdir(), 'aiwm-outside-')));
  host = await openMemoryHost();
  client = processClient(host.app);
});
afterAll(async () => {
  await host.close();
  await rm(outside, { recursive: true, force: true });
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('allowed directories', () => {
  it('are at first the files of the data directory and the folders of the samples', async () => {
    expect((await client.filesandbox.list({})).items).toEqual([
      { path: path.join(host.dataDirectory, 'files'), read: true, write: true, origin: 'data', state: 'ok' },
      ...fixtureSamples.map((sample) => ({ path: sample, read: true, write: false, origin: 'sample', state: 'ok' })),
    ]);
  });

  it('one that is added counts at once by its real place, and no longer once it is removed', async () => {
    const real = path.join(outside, 'elsewhere');
    const link = path.join(outside, 'link');
    await mkdir(real);
    await symlink(real, link);
    expect(await failureOf(client.files.list({ path: real }))).toMatchObject({ code: 'path_denied' });

    expect(await client.filesandbox.add({ path: link })).toEqual({ path: real, read: true, write: false, origin: 'user', state: 'ok' });
    expect((await client.files.list({ path: real })).items).toEqual([]);
    expect(await failureOf(client.filesandbox.check({ path: path.join(real, 'new.txt'), access: 'write' }))).toMatchObject({ code: 'path_denied' });
    expect(await client.filesandbox.add({ path: real, write: true })).toMatchObject({ write: true });

    await client.filesandbox.remove({ path: `${real}/` });
    expect(await failureOf(client.files.list({ path: real }))).toMatchObject({ code: 'path_denied' });
  });

  it('one that is gone is shown as missing, one that never was cannot be added, one of the product stays', async () => {
    const gone = path.join(outside, 'soon-gone');
    await mkdir(gone);
    await client.filesandbox.add({ path: gone });
    await rm(gone, { recursive: true });

    expect((await client.filesandbox.list({})).items).toContainEqual(expect.objectContaining({ path: gone, state: 'missing' }));
    await client.filesandbox.remove({ path: gone });
    expect(await failureOf(client.filesandbox.add({ path: gone }))).toMatchObject({ code: 'not_found' });
    expect(await failureOf(client.filesandbox.remove({ path: path.join(host.dataDirectory, 'files') }))).toMatchObject({ code: 'precondition_failed' });
  });
});

describe('a directory that is too wide or belongs to the product', () => {
  const tooWide = (): string[] => ['/', '/etc', homedir(), path.dirname(host.dataDirectory), host.dataDirectory, path.join(host.dataDirectory, 'logs')];

  it('cannot be allowed, and the next step is a narrower one', async () => {
    for (const directory of tooWide()) {
      expect(await failureOf(client.filesandbox.add({ path: directory }))).toMatchObject({ code: 'precondition_failed', next: expect.stringContaining('workflow-files') });
    }
    expect((await client.filesandbox.list({})).items.every(({ origin }) => origin !== 'user')).toBe(true);
  });

  it('opens nothing of the product where the settings name it all the same', async () => {
    const key = path.join(host.dataDirectory, 'host.json');
    await writeFile(key, '{}');
    await client.settings.set({ section: 'fileSandbox', value: { allowlist: [{ path: path.dirname(host.dataDirectory), read: true, write: true }] } });

    expect(await failureOf(client.filesandbox.check({ path: key, access: 'read' }))).toMatchObject({ code: 'path_denied', next: expect.stringContaining(path.join(host.dataDirectory, 'files')) });
    await client.settings.set({ section: 'fileSandbox', value: { allowlist: [] } });
  });
});

describe('uploads', () => {
  it('equal bytes under one name are one file, other bytes another', async () => {
    const first = await client.files.upload({ name: 'n.csv', content: base64('n\n1\n') });

    expect(await client.files.upload({ name: 'n.csv', content: base64('n\n1\n') })).toEqual(first);
    expect((await client.files.upload({ name: 'n.csv', content: base64('n\n2\n') })).path).not.toBe(first.path);
    expect((await client.files.list({ glob: '*.csv', recursive: true })).items).toHaveLength(2);
    expect(await client.runs.start({ workflow: 'data-report', input: { csv: first.path } })).toMatchObject({ duplicate: false });
  });

  it.each([
    ['../out.txt', '“/”'],
    [String.raw`a\b.txt`, String.raw`“\”`],
    ['.hidden', 'begins with a dot'],
    ['con', 'name of a device'],
    ['what?.txt', '“?”'],
    ['a\u0001b.txt', 'U+0001'],
  ])('the name %j is refused, and what is wrong with it is named', async (name, said) => {
    expect(await failureOf(client.files.upload({ name, content: base64('x') }))).toMatchObject({ code: 'input_invalid', message: expect.stringContaining(said) });
  });
});

describe('artifacts', () => {
  it('come back with the bytes they were left with', async () => {
    const [artifact] = (await client.artifacts.list({ run: await finishedRun(host) })).items;

    const { content, ...facts } = await client.artifacts.get({ id: artifact?.id ?? '' });

    expect(facts).toEqual(artifact);
    expect(Buffer.from(content, 'base64').toString()).toContain('# A report');
    expect(await failureOf(client.artifacts.list({ run: 'nothing' }))).toMatchObject({ code: 'not_found' });
  });
});

describe('settings', () => {
  it('a section is saved whole, checked, and only on the revision that was read', async () => {
    const { revision } = await client.settings.get({ section: 'appearance' });
    const saved = await client.settings.set({ section: 'appearance', value: { theme: 'dark' }, revision });

    expect(saved).toMatchObject({ value: { theme: 'dark' }, schema: { properties: { theme: { enum: ['system', 'light', 'dark'] } } } });
    expect(saved.revision).not.toBe(revision);
    expect(await failureOf(client.settings.set({ section: 'appearance', value: { theme: 'light' }, revision }))).toMatchObject({ code: 'version_conflict' });
    expect(await failureOf(client.settings.set({ section: 'appearance', value: { theme: 'pink' } }))).toMatchObject({ code: 'input_invalid' });
    expect(await failureOf(client.settings.get({ section: 'colours' }))).toMatchObject({ code: 'not_found', next: expect.stringContaining('appearance') });
  });

  it('the choice of the model connector takes effect while the program runs', async () => {
    await client.settings.set({ section: 'connectors', value: { llm: 'claude' } });
    expect((await client.connectors.list({ category: 'llm' })).items).toContainEqual(expect.objectContaining({ id: 'mock', active: false }));

    await client.settings.set({ section: 'connectors', value: { llm: 'mock' } });
    expect((await client.connectors.list({ category: 'llm' })).items).toContainEqual(expect.objectContaining({ id: 'mock', active: true, state: 'ready' }));
    expect(await client.connectors.test({ id: 'mock' })).toMatchObject({ ok: true, items: [{ id: 'mock', outcome: 'ok' }] });
    expect(await failureOf(client.connectors.test({ id: 'nobody' }))).toMatchObject({ code: 'not_found' });
  });
});
