import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { configHouse, type ConfigHouse } from './config-house.ts';

const houses: ConfigHouse[] = [];
const house = async (options: Parameters<typeof configHouse>[0] = {}): Promise<ConfigHouse> => {
  const made = await configHouse(options);
  houses.push(made);
  return made;
};
afterEach(async () => {
  for (const made of houses.splice(0)) await made.leave();
});

const ownFolder = { allowlist: [{ path: '/data/files', read: true, write: true }] };

describe('settings', () => {
  it('hold their defaults until somebody saves them', async () => {
    const { config } = await house({ defaults: { fileSandbox: ownFolder } });

    expect(await config.all()).toMatchObject({
      connectors: { value: { llm: 'mock' }, revision: 0 },
      fileSandbox: { value: ownFolder, revision: 0 },
      appearance: { value: { theme: 'system' }, revision: 0 },
      server: { value: { port: expect.any(Number) }, revision: 0 },
    });
  });

  it('hold what was saved, under another revision each time', async () => {
    const { config } = await house();

    const first = await config.set('appearance', { theme: 'dark' }, 0);
    const second = await config.set('appearance', { theme: 'light' }, first.revision);

    expect(second.revision).not.toBe(first.revision);
    expect(await config.get('appearance')).toEqual({ value: { theme: 'light' }, revision: second.revision });
  });

  it('refuse a save over another one', async () => {
    const { config } = await house();
    await config.set('appearance', { theme: 'dark' }, 0);

    await expect(config.set('appearance', { theme: 'light' }, 0)).rejects.toMatchObject({ code: 'version_conflict' });
    expect((await config.get('appearance')).value).toEqual({ theme: 'dark' });
  });

  it('refuse a save over an edit by hand', async () => {
    const { config, file } = await house();
    const { revision } = await config.set('appearance', { theme: 'dark' }, 0);
    await writeFile(file, (await readFile(file, 'utf8')).replace('dark', 'light'));

    await expect(config.set('appearance', { theme: 'system' }, revision)).rejects.toMatchObject({ code: 'version_conflict' });
    expect((await config.get('appearance')).value).toEqual({ theme: 'light' });
  });

  it('refuse a value that does not fit, name its place, and write nothing', async () => {
    const { config, root } = await house();

    await expect(config.set('server', { port: 70_000 }, 0)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('port') });
    await expect(config.set('server', { port: 80, extra: 1 } as never, 0)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('extra') });
    await expect(config.save([{ section: 'appearance', value: { theme: 'dark' } }, { section: 'server', value: { port: 'x' } }])).rejects.toMatchObject({ code: 'input_invalid' });
    expect(await readdir(root)).not.toContain('config.json');
  });

  it('save several sections or none', async () => {
    const { config } = await house();
    const { revision } = await config.set('appearance', { theme: 'dark' }, 0);

    await expect(config.save([{ section: 'server', value: { port: 5000 } }, { section: 'appearance', value: { theme: 'light' }, expectedRevision: 0 }])).rejects.toMatchObject({ code: 'version_conflict' });
    expect((await config.get('server')).revision).toBe(0);

    await config.save([{ section: 'server', value: { port: 5000 } }, { section: 'appearance', value: { theme: 'light' }, expectedRevision: revision }]);
    expect((await config.all()).server.value).toEqual({ port: 5000 });
    expect((await config.all()).appearance.value).toEqual({ theme: 'light' });
  });

  it('tell who watches which section changed, and only after it was saved', async () => {
    const { config } = await house();
    const heard: string[] = [];
    const leave = config.watch((section) => heard.push(section));

    const { revision } = await config.set('appearance', { theme: 'dark' }, 0);
    await config.set('appearance', { theme: 'dark' }, 9).catch(() => undefined);
    leave();
    await config.set('appearance', { theme: 'light' }, revision);

    expect(heard).toEqual(['appearance']);
  });

  it('tell of what another process saved once it is noticed, without being asked', async () => {
    const { config, other } = await house();
    await config.all();
    const heard = new Promise<string>((resolve) => { config.watch(resolve); });
    const stop = await config.follow();

    await (await other()).set('appearance', { theme: 'dark' }, 0);

    expect(await heard).toBe('appearance');
    expect((await config.get('appearance')).value).toEqual({ theme: 'dark' });
    stop();
  });

  it('keep only what differs from what lies below, in an order that does not depend on who saved', async () => {
    const { config, file } = await house();
    await config.save([{ section: 'server', value: { port: 5000 } }, { section: 'appearance', value: { theme: 'system' } }]);

    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ format: 'aiwm.settings/1', sections: { server: { port: 5000 } } });
    await config.save([{ section: 'server', value: {} }]);
    expect((await config.get('server')).revision).toBe(0);
  });
});

describe('a file of settings that cannot be used', () => {
  it('is kept aside and told, and counts as it was when it last could be read', async () => {
    const { config, file, root, faults, other } = await house();
    await config.set('appearance', { theme: 'dark' }, 0);
    await writeFile(file, '{"format": "aiwm.settings/1", "sections": {');

    const next = await other();
    const stop = await next.follow();

    expect((await next.get('appearance')).value).toEqual({ theme: 'dark' });
    expect((await next.notes()).get('')).toEqual([expect.stringContaining('cannot be read')]);
    expect(faults.join(' ')).toContain('cannot be read');
    const aside = (await readdir(root)).filter((name) => name.startsWith('config.corrupt-'));
    expect(aside).toHaveLength(1);
    expect(await readFile(path.join(root, aside[0] ?? ''), 'utf8')).toContain('"sections": {');
    stop();
  });

  it.each([
    ['is not JSON', '{ not json', 'not JSON'],
    ['names what is no profile', JSON.stringify({ '../../x': '{}' }), '../../x'],
    ['is a list', '[]', 'no list of files'],
  ])('takes no settings away where it is a change cut off that %s: it is named and kept aside', async (_, text, why) => {
    const { config, root, faults, other } = await house();
    await config.set('appearance', { theme: 'dark' }, 0);
    await writeFile(path.join(root, 'config.pending.json'), text);

    const next = await other();
    expect((await next.get('appearance')).value).toEqual({ theme: 'dark' });
    expect((await next.notes()).get('')).toEqual([expect.stringContaining('config.pending.json')]);
    expect((await next.faults()).join(' ')).toContain(why);

    await next.save([{ section: 'server', value: { port: 5000 } }]);
    expect((await next.get('server')).value).toEqual({ port: 5000 });
    expect(await next.faults()).toEqual([]);
    const aside = (await readdir(root)).filter((name) => name.startsWith('config.pending'));
    expect(aside).toEqual([expect.stringMatching(/^config\.pending\.corrupt-/u)]);
    expect(await readFile(path.join(root, aside[0] ?? ''), 'utf8')).toBe(text);
    expect(await readdir(path.dirname(root))).toEqual(['config']);
    expect(faults.join(' ')).toContain('It is kept as');
  });

  it('loses one section that does not fit and keeps the others', async () => {
    const { config, file } = await house();
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify({ format: 'aiwm.settings/1', sections: { appearance: { theme: 'purple' }, server: { port: 4400 } } }));

    expect((await config.get('appearance')).value).toEqual({ theme: 'system' });
    expect((await config.get('server')).value).toEqual({ port: 4400 });
    expect((await config.notes()).get('appearance')).toEqual([expect.stringContaining('does not fit')]);
  });

  it('is replaced by the next save, which keeps the copy', async () => {
    const { config, file, root } = await house();
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, 'not JSON at all');

    await config.set('appearance', { theme: 'dark' }, (await config.get('appearance')).revision);

    expect((await config.get('appearance')).value).toEqual({ theme: 'dark' });
    expect((await config.notes()).get('')).toEqual([]);
    expect((await readdir(root)).some((name) => name.startsWith('config.corrupt-'))).toBe(true);
  });

  it('of another version is not written over', async () => {
    const { config, file } = await house();
    await mkdir(path.dirname(file), { recursive: true });
    const text = JSON.stringify({ format: 'aiwm.settings/9', sections: {} });
    await writeFile(file, text);

    await expect(config.set('appearance', { theme: 'dark' }, 0)).rejects.toMatchObject({ code: 'precondition_failed' });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('may be written by hand without a version', async () => {
    const { config, file } = await house();
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify({ connectors: { llm: 'local' } }));

    expect((await config.get('connectors')).value.llm).toBe('local');
  });
});

describe('settings that were kept in the database', () => {
  it('are taken over once', async () => {
    const rows = [{ section: 'appearance', value: { theme: 'dark' } }, { section: 'vault', value: { id: 'x' } }];
    const { config, file, other, root } = await house({ rows });

    expect((await config.get('appearance')).value).toEqual({ theme: 'dark' });
    (await config.follow())();
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ format: 'aiwm.settings/1', sections: { appearance: { theme: 'dark' } } });

    await rm(file);
    expect((await (await other()).get('appearance')).value).toEqual({ theme: 'system' });
    expect(await readdir(root)).toContain('history');
  });
});
