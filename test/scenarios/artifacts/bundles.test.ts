import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aiwm, answerOf, freshHome, start } from '../cli/aiwm-process.ts';

let home = '';
let desk = '';
let run = '';
beforeAll(async () => {
  home = await freshHome();
  desk = await realpath(await mkdtemp(path.join(tmpdir(), 'aiwm-desk-')));
  run = await copyingRun(6);
});
afterAll(async () => {
  for (const folder of [path.dirname(home), desk]) await rm(folder, { recursive: true, force: true });
});

const say = (...args: readonly string[]) => aiwm(args, { home, cwd: desk });

/** A run that leaves files of three megabytes that no packing makes smaller, one like the other in name. */
async function copyingRun(count: number): Promise<string> {
  const folder = path.join(home, 'files', 'copying');
  await mkdir(folder, { recursive: true });
  const entry = [];
  for (let file = 0; file < count; file += 1) {
    await writeFile(path.join(home, 'files', `source-${file}.bin`), noise(file, 3_000_000));
    entry.push({ id: `read_${file}`, type: 'file.read', config: { file: path.join(home, 'files', `source-${file}.bin`) } });
    entry.push({ id: `write_${file}`, type: 'file.write', config: { path: `made/${file}/Ménge.bin`, content: `{{ nodes.work.read_${file} }}` } });
  }
  const root = {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, { id: 'work', type: 'workStep', entry }, { id: 'done', type: 'end' }],
    transitions: [{ id: 't1', from: 'start', to: 'work', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'work', to: 'done', triggers: [{ type: 'task-complete' }] }],
  };
  await writeFile(path.join(folder, 'workflow.json'), JSON.stringify({ format: 'aiwm.workflow/1', name: 'Copying', root }));
  const imported = await say('workflows', 'import', folder, '--slug', 'copying', '--publish', '--json');
  if (imported.code !== 0) throw new Error(imported.err);
  const ended = await say('run', 'copying', '--json');
  const last = JSON.parse(ended.out.trim().split('\n').at(-1) ?? '') as { readonly id: string; readonly status: string };
  if (last.status !== 'completed') throw new Error(ended.out + ended.err);
  return last.id;
}

/** Bytes that are the same every time and look like none in particular. */
function noise(seed: number, size: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, block) => createHash('sha256').update(`${seed} ${block}`).digest());
  return Buffer.concat(blocks).subarray(0, size);
}

const filesOnDesk = async (): Promise<readonly string[]> => (await readdir(desk)).filter((name) => name.endsWith('.zip') || name.startsWith('.'));

it('is checked by unzip, by Python and by sha256sum, and by the program itself; a byte changed is found', async () => {
  const made = await say('artifacts', 'bundle', '--run', run, '--out', 'bundle.zip');
  expect(made).toMatchObject({ code: 0, out: `${path.join(desk, 'bundle.zip')}\n`, err: expect.stringContaining('[2/12] documents/Menge-2.bin') });

  execFileSync('unzip', ['-tq', 'bundle.zip'], { cwd: desk });
  execFileSync('python3', ['-m', 'zipfile', '-e', 'bundle.zip', 'unpacked'], { cwd: desk });
  const checked = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: path.join(desk, 'unpacked'), encoding: 'utf8' });
  expect(checked.split('\n').filter((line) => line.endsWith('.bin: OK'))).toHaveLength(6);
  expect(await readFile(path.join(desk, 'unpacked', 'documents', 'Menge-3.bin'))).toEqual(noise(2, 3_000_000));
  expect(await say('artifacts', 'verify', 'bundle.zip')).toMatchObject({ code: 0, out: expect.stringContaining(run) });
  expect(await say('artifacts', 'bundle', '--run', run, '--out', 'bundle.zip')).toMatchObject({ code: 6 });

  const bytes = await readFile(path.join(desk, 'bundle.zip'));
  bytes[5_000_000] = (bytes[5_000_000] ?? 0) ^ 1;
  await writeFile(path.join(desk, 'changed.zip'), bytes);
  expect(await say('artifacts', 'verify', 'changed.zip')).toMatchObject({ code: 8, err: expect.stringMatching(/checksum.*\(integrity\)/u) });
  await rm(path.join(desk, 'changed.zip'));
  await rm(path.join(desk, 'bundle.zip'));
});

it('is nothing at all under its name when its command is killed, and leaves nothing when it is interrupted', async () => {
  const killed = start(['artifacts', 'bundle', '--run', run, '--out', 'killed.zip'], { home, cwd: desk });
  await expect.poll(() => killed.printed.err, { interval: 5 }).toContain('documents/');
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect(await readdir(desk)).not.toContain('killed.zip');
  for (const left of await filesOnDesk()) await rm(path.join(desk, left));

  const interrupted = start(['artifacts', 'bundle', '--run', run, '--out', 'stopped.zip'], { home, cwd: desk });
  await expect.poll(() => interrupted.printed.err, { interval: 5 }).toContain('documents/');
  interrupted.child.kill('SIGINT');
  const { code } = await interrupted.ended;
  expect(code).toBe(130);
  expect(await filesOnDesk()).toEqual([]);
  const { items } = answerOf(await say('audit', 'list', '--operation', 'artifacts.bundle', '--json')) as { readonly items: readonly { readonly outcome: string }[] };
  expect(items.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['interrupted', 'interrupted']);
});

it('says what it left out, how it is checked where its name needs quotes, and why it cannot be written', async () => {
  const name = 'für Ada 3.zip';
  const made = await say('artifacts', 'bundle', '--run', run, '--formats', 'pdf', '--include', 'documents', '--out', name);
  expect(made).toMatchObject({ code: 0, out: `${path.join(desk, name)}\n` });
  expect(made.err).toContain('No document of these formats; the run made bin.');
  const [, command = ''] = /`aiwm (artifacts verify [^`]*)`/u.exec(made.err) ?? [];
  expect(command).toBe(`artifacts verify '${path.join(desk, name)}'`);
  expect(await say('artifacts', 'bundle', '--run', run, '--out', 'nowhere/b.zip')).toMatchObject({ code: 6, out: '', err: expect.stringMatching(/nowhere.*does not exist/u) });
  expect(await say('artifacts', 'bundle', '--run', run, '--out', path.join(name, 'b.zip'))).toMatchObject({ code: 6, err: expect.stringMatching(/what should be its directory is a file/u) });
  expect(await filesOnDesk()).toEqual([name]);
  await rm(path.join(desk, name));
});
