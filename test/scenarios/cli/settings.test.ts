import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aiwm, answerOf, freshHome, start, type Started } from './aiwm-process.ts';

let home: string;
let servers: Started[];
beforeEach(async () => {
  home = await freshHome();
  servers = [];
});
afterEach(async () => {
  for (const { child, ended } of servers) {
    child.kill('SIGTERM');
    await ended;
  }
  await rm(path.dirname(home), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

async function serve(...args: string[]): Promise<Started> {
  const started = start(['serve', '--port', '0', '--no-samples', ...args], { home });
  servers.push(started);
  await expect.poll(() => started.printed.out).toContain('#code=');
  return started;
}

async function ask(...args: string[]): Promise<unknown> {
  const ended = await aiwm([...args, '--json', '-q'], { home });
  if (ended.code !== 0) throw new Error(ended.err);
  return answerOf(ended);
}

describe('settings of a host, a command line and an editor', () => {
  it('are one: each sees at once what the others changed, and who watches is told', async () => {
    await serve();
    const watcher = start(['settings', 'watch', '--json', '-q'], { home });
    servers.push(watcher);
    await expect.poll(() => watcher.printed.out).toContain('"connectors"');

    await ask('settings', 'set', 'appearance', '--value', '{"theme":"dark"}');
    await expect.poll(() => watcher.printed.out).toContain('{"sections":["appearance"]}');

    const file = path.join(home, 'config', 'config.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"sections": {', '"sections": {\n    "server": { "port": 4400 },'));
    await expect.poll(() => watcher.printed.out).toContain('{"sections":["server"]}');
    expect(await ask('settings', 'get', 'server')).toMatchObject({ value: { port: 4400 } });
    expect(await ask('settings', 'get', 'appearance')).toMatchObject({ value: { theme: 'dark' } });

    // The host takes note of what was done by hand a moment after it was done.
    await expect.poll(() => ask('settings', 'history')).toMatchObject({ items: [{ kind: 'edit', paths: ['server'] }, { kind: 'save', by: expect.stringContaining('user:'), paths: ['appearance'] }] });
    await ask('settings', 'restore', '1');
    expect(await ask('settings', 'get', 'server')).toMatchObject({ value: { port: 4319 } });
  }, 180_000);

  it('say where each comes from, the flag before the variable before the profile before the file', async () => {
    await ask('settings', 'set', 'connectors', '--value', '{"llm":"local"}');
    await ask('profiles', 'create', 'try');
    await ask('settings', 'set', 'connectors', '--value', '{"llm":"claude"}', '--into', 'try');
    const env = { AIWM_SETTINGS__connectors__llm: 'chatgpt', AIWM_PROFILE: 'try' };
    const explain = async (args: readonly string[], given: Readonly<Record<string, string>>): Promise<unknown> => {
      const { layer, value } = answerOf(await aiwm(['settings', 'explain', 'connectors.llm', '--json', ...args], { home, env: given })) as { readonly layer: string; readonly value: unknown };
      return [layer, value];
    };

    expect(await explain(['--setting', 'connectors.llm=mock'], env)).toEqual(['flag', 'mock']);
    expect(await explain([], env)).toEqual(['environment', 'chatgpt']);
    expect(await explain(['--profile', 'try'], {})).toEqual(['profile', 'claude']);
    expect(await explain([], {})).toEqual(['user', 'local']);

    const { out } = await aiwm(['settings', 'explain', 'connectors.llm'], { home, env });
    expect(out).toContain('AIWM_SETTINGS__connectors__llm');
    expect(out).toContain(path.join('config', 'profiles', 'try.json'));
    expect(out).toContain(path.join('config', 'config.json'));
  }, 180_000);

  it('that do not fit where a person gave them for this command are refused by name', async () => {
    const variable = await aiwm(['settings', 'get', 'server'], { home, env: { AIWM_SETTINGS__server__port: 'many' } });
    expect(variable).toMatchObject({ code: 2, err: expect.stringContaining('AIWM_SETTINGS__server__port') });

    const flag = await aiwm(['settings', 'get', 'server', '--setting', 'server.prot=1'], { home });
    expect(flag).toMatchObject({ code: 2, err: expect.stringMatching(/server\.prot.*port/su) });

    const profile = await aiwm(['settings', 'get', 'server'], { home, env: { AIWM_PROFILE: 'nowhere' } });
    expect(profile).toMatchObject({ code: 5, err: expect.stringContaining('AIWM_PROFILE') });
  }, 180_000);

  it('of a host are not silently others for a command that asks it to do something', async () => {
    await ask('profiles', 'create', 'try');
    await serve();

    const profile = await aiwm(['profiles', 'create', 'other', '--profile', 'try'], { home });
    expect(profile).toMatchObject({ code: 6, err: expect.stringContaining('"try"') });
    const setting = await aiwm(['profiles', 'create', 'other', '--setting', 'connectors.llm=mock'], { home });
    expect(setting).toMatchObject({ code: 6, err: expect.stringContaining('--setting connectors.llm=mock') });

    expect((await aiwm(['profiles', 'create', 'other', '--profile', 'default'], { home })).code).toBe(0);
    // What is only read is read under them, beside the host.
    expect(answerOf(await aiwm(['profiles', 'list', '--json', '--profile', 'try'], { home }))).toMatchObject({ active: 'try', source: '--profile' });
  }, 180_000);

  it('that cannot be read do not keep the program from starting, and the doctor says so', async () => {
    await ask('settings', 'set', 'connectors', '--value', '{"llm":"local"}');
    const config = path.join(home, 'config');
    await writeFile(path.join(config, 'config.json'), '{"format":"aiwm.settings/1","sections":{"conn');

    await serve();

    expect((await readdir(config)).filter((name) => name.startsWith('config.corrupt-'))).toHaveLength(1);
    expect(await ask('settings', 'list')).toMatchObject({ notes: [expect.stringContaining('cannot be read')] });
    expect(await ask('settings', 'get', 'connectors')).toMatchObject({ value: { llm: 'local' } });
    const doctor = await aiwm(['system', 'doctor', '--json'], { home });
    expect(doctor.code).toBe(1);
    expect(answerOf(doctor)).toMatchObject({ checks: expect.arrayContaining([expect.objectContaining({ id: 'settings', state: 'failed' })]) });
    expect(await readFile(path.join(home, 'logs', 'aiwm-000001.log'), 'utf8')).toContain('cannot be read');
  }, 180_000);

  it('are remembered by a run with the profile it was started under', async () => {
    await ask('profiles', 'create', 'try');
    await ask('profiles', 'use', 'try');

    const run = (await ask('runs', 'start', 'hello')) as { readonly id: string };

    expect(await ask('runs', 'get', run.id)).toMatchObject({ profile: 'try' });
    expect((await aiwm(['profiles', 'remove', 'try'], { home })).code).toBe(6);
  }, 180_000);

  it('travel to another machine in a file that is refused when it was touched', async () => {
    await ask('settings', 'set', 'connectors', '--value', '{"llm":"local"}');
    await ask('profiles', 'create', 'try', '--description', 'For trying');
    const here = path.dirname(home);
    await mkdir(here, { recursive: true });
    await writeFile(path.join(here, 'words'), 'correct horse battery\n');
    expect((await aiwm(['settings', 'export', '--out', 'plain.json', '-q'], { home })).code).toBe(0);
    expect((await aiwm(['connectors', 'config', 'export', '--passphrase-file', 'words', '--out', 'sealed.json', '-q'], { home })).code).toBe(0);
    expect(await readFile(path.join(here, 'sealed.json'), 'utf8')).not.toContain('For trying');

    const other = { home: path.join(here, 'other'), cwd: here };
    const dry = await aiwm(['settings', 'import', 'plain.json', '--dry-run', '--json'], other);
    expect(answerOf(dry)).toMatchObject({ applied: false, differences: [{ where: 'user', path: 'connectors', after: { llm: 'local' } }] });
    expect(await aiwm(['settings', 'import', 'sealed.json'], other)).toMatchObject({ code: 6 });
    await writeFile(path.join(here, 'touched.json'), (await readFile(path.join(here, 'plain.json'), 'utf8')).replace('"local"', '"claude"'));
    expect(await aiwm(['settings', 'import', 'touched.json'], other)).toMatchObject({ code: 8, err: expect.stringContaining('checksum') });
    expect(answerOf(await aiwm(['settings', 'get', 'connectors', '--json'], other))).toMatchObject({ value: { llm: 'mock' } });

    expect((await aiwm(['connectors', 'config', 'apply', 'sealed.json', '--passphrase-file', 'words'], other)).code).toBe(0);
    expect(answerOf(await aiwm(['settings', 'get', 'connectors', '--json'], other))).toMatchObject({ value: { llm: 'local' } });
    expect(answerOf(await aiwm(['profiles', 'get', 'try', '--json'], other))).toMatchObject({ description: 'For trying' });
    expect(await readFile(path.join(other.home, 'config', 'config.json'), 'utf8')).toBe(await readFile(path.join(home, 'config', 'config.json'), 'utf8'));
  }, 240_000);
});
