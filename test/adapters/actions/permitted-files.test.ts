import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ActionBench, openActionBench } from './action-bench.ts';

/** A bench with `mine` (permitted, with a link out of it) and `others`, both allowed to the product. */
async function opened(): Promise<ActionBench> {
  const bench = await openActionBench();
  for (const name of ['mine', 'others']) await mkdir(join(bench.folder, name));
  await writeFile(join(bench.folder, 'others', 'f.txt'), 'theirs');
  await symlink(join(bench.folder, 'others'), join(bench.folder, 'mine', 'away'), 'junction');
  return bench;
}

const permissions = { directories: ['mine', 'later/on'] };
const denied = { code: 'path_denied', data: { reason: 'not_permitted' } };

describe('a workflow that says which directories it may reach', () => {
  it.each(['others/f.txt', 'mine/../others/f.txt', 'mine/away/f.txt'])('is refused %s, though the product allows it', async (path) => {
    await using bench = await opened();

    await expect(bench.perform({ kind: 'file.read', request: { file: path } }, { permissions })).rejects.toMatchObject(denied);
    await expect(bench.perform({ kind: 'file.write', request: { path, content: 'x' } }, { permissions })).rejects.toMatchObject(denied);
    await expect(bench.perform({ kind: 'file.list', request: { path: path.replace('/f.txt', '') } }, { permissions })).rejects.toMatchObject(denied);

    expect(await readFile(join(bench.folder, 'others', 'f.txt'), 'utf8')).toBe('theirs');
  });

  it('reads, writes and lists what lies in them, and makes one that is missing', async () => {
    await using bench = await opened();

    await bench.perform({ kind: 'file.write', request: { path: 'mine/a/b.txt', content: 'x' } }, { permissions });
    await bench.perform({ kind: 'file.write', request: { path: 'later/on/c.txt', content: 'y' } }, { permissions });
    const listed = await bench.perform({ kind: 'file.list', request: { path: 'mine', recursive: true } }, { permissions });

    expect(listed.output).toMatchObject({ count: 2 });
    expect(await readFile(join(bench.folder, 'later', 'on', 'c.txt'), 'utf8')).toBe('y');
  });

  it('is refused a name on the way to one that is missing', async () => {
    await using bench = await opened();

    await expect(bench.perform({ kind: 'file.write', request: { path: 'later', content: 'x' } }, { permissions })).rejects.toMatchObject(denied);
    expect(await readdir(bench.folder)).toEqual(['mine', 'others']);
  });

  it('still reaches nothing that the product does not allow', async () => {
    await using bench = await opened();

    await expect(bench.perform({ kind: 'file.read', request: { file: '/etc/hostname' } }, { permissions: { directories: ['/'] } })).rejects.toMatchObject({ code: 'path_denied' });
  });
});
