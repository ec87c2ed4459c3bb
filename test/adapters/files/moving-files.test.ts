import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { chmod, link, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSandbox, type Sandbox } from './sandbox-fixture.ts';

const isPosix = process.platform !== 'win32';
const memory = '/dev/shm';

async function identityOf({ files }: Sandbox, path: string): Promise<string> {
  return (await files.look(path))?.identity ?? 'nothing is there';
}

async function move(sandbox: Sandbox, from: string, { to, overwrite = false }: { readonly to: string; readonly overwrite?: boolean }): Promise<unknown> {
  return sandbox.files.move(from, to, { overwrite, identity: await identityOf(sandbox, from) });
}

describe('copying', () => {
  it('gives a second file of the same bytes and permissions, in directories that are made', async () => {
    await using sandbox = await openSandbox();
    const [from, to] = [join(sandbox.box, 'dir', 'f'), join(sandbox.box, 'копии', 'f 2')];
    await chmod(from, 0o640);

    expect(await sandbox.files.copy(from, to, { overwrite: false })).toMatchObject({ path: to, bytes: 6 });

    expect(await readFile(to, 'utf8')).toBe('inside');
    expect(await readFile(from, 'utf8')).toBe('inside');
    if (isPosix) expect((await stat(to)).mode & 0o777).toBe(0o640);
  });

  it('takes a file with the same bytes for its own earlier work, and any other for a conflict', async () => {
    await using sandbox = await openSandbox();
    const [from, to] = [join(sandbox.box, 'dir', 'f'), join(sandbox.box, 'copy')];
    const copy = (overwrite = false): Promise<unknown> => sandbox.files.copy(from, to, { overwrite });

    await copy();
    await copy();
    await writeFile(to, 'inXide');
    await expect(copy()).rejects.toMatchObject({ code: 'conflict', next: expect.any(String) });
    expect(await readFile(to, 'utf8')).toBe('inXide');
    await copy(true);

    expect(await readFile(to, 'utf8')).toBe('inside');
    expect(await readdir(sandbox.box)).toEqual(['copy', 'dir', 'evil']);
  });

  it('refuses what lies outside on either side, a directory, a hard link, itself, and a path that may only be read', async () => {
    await using sandbox = await openSandbox();
    const inside = join(sandbox.box, 'dir', 'f');
    await link(join(sandbox.out, 'f'), join(sandbox.box, 'twin'));
    const copy = (from: string, to: string): Promise<unknown> => sandbox.files.copy(from, to, { overwrite: true });

    await expect(copy(join(sandbox.out, 'f'), join(sandbox.box, 'x'))).rejects.toMatchObject({ code: 'path_denied' });
    await expect(copy(join(sandbox.box, 'evil', 'f'), join(sandbox.box, 'x'))).rejects.toMatchObject({ code: 'path_denied' });
    await expect(copy(inside, join(sandbox.box, 'evil', 'x'))).rejects.toMatchObject({ code: 'path_denied' });
    await expect(copy(join(sandbox.box, 'twin'), join(sandbox.box, 'x'))).rejects.toMatchObject({ code: 'path_denied', message: expect.stringContaining('hard links') });
    await expect(copy(join(sandbox.box, 'dir'), join(sandbox.box, 'x'))).rejects.toMatchObject({ code: 'path_denied', message: expect.stringContaining('directory') });
    await expect(copy(inside, join(sandbox.box, 'dir', 'sub'))).rejects.toMatchObject({ code: 'path_denied' });
    await expect(copy(inside, join(sandbox.box, '.', 'dir', 'f'))).rejects.toMatchObject({ code: 'input_invalid' });
    await expect(copy(`${inside}\0`, join(sandbox.box, 'x'))).rejects.toMatchObject({ code: 'path_denied' });
    sandbox.directories.splice(0, 1, { path: sandbox.box, read: true, write: false });
    await expect(copy(inside, join(sandbox.box, 'x'))).rejects.toMatchObject({ code: 'path_denied', next: expect.stringContaining('--write') });
    expect((await readdir(sandbox.out)).toSorted()).toEqual(['f', 'sub']);
  });
});

describe('moving', () => {
  it('gives the file its new name, and replaces another only when it may', async () => {
    await using sandbox = await openSandbox();
    const [from, to] = [join(sandbox.box, 'dir', 'f'), join(sandbox.box, 'new', 'name')];
    const { ino } = await stat(from);

    expect(await move(sandbox, from, { to })).toMatchObject({ path: to, name: 'name', bytes: 6 });
    expect(existsSync(from)).toBe(false);
    expect((await stat(to)).ino).toBe(ino);

    await writeFile(from, 'second');
    await expect(move(sandbox, from, { to })).rejects.toMatchObject({ code: 'conflict' });
    expect(await readFile(from, 'utf8')).toBe('second');
    await move(sandbox, from, { to, overwrite: true });

    expect(await readFile(to, 'utf8')).toBe('second');
    expect((await stat(to)).nlink).toBe(1);
  });

  it('acts on the file a link inside leads to, and never on a directory, a hard link or what lies outside', async () => {
    await using sandbox = await openSandbox();
    await link(join(sandbox.out, 'f'), join(sandbox.box, 'twin'));
    await symlink(join(sandbox.out, 'f'), join(sandbox.box, 'outward'));
    const to = join(sandbox.box, 'x');
    const denied = { code: 'path_denied' };

    for (const from of [join(sandbox.out, 'f'), join(sandbox.box, 'evil', 'f'), join(sandbox.box, 'outward'), join(sandbox.box, 'twin'), join(sandbox.box, 'dir')]) {
      await expect(move(sandbox, from, { to })).rejects.toMatchObject(denied);
      await expect(sandbox.files.remove(from, { identity: '1:1:1/1:1' }).then((was) => (was ? 'removed' : Promise.reject(new Error('kept'))))).rejects.toThrow();
    }
    await expect(move(sandbox, join(sandbox.box, 'dir', 'f'), { to: join(sandbox.box, 'evil', 'x') })).rejects.toMatchObject(denied);
    await expect(move(sandbox, join(sandbox.box, 'dir', 'f'), { to: join(sandbox.box, 'dir', 'sub'), overwrite: true })).rejects.toMatchObject(denied);

    expect((await readdir(sandbox.out)).toSorted()).toEqual(['f', 'sub']);
    expect(await readFile(join(sandbox.out, 'f'), 'utf8')).toBe('SECRET');
  });

  it('needs a source that may be read and written', async () => {
    await using sandbox = await openSandbox();
    const [from, to] = [join(sandbox.box, 'dir', 'f'), join(sandbox.root, 'second', 'f')];
    await mkdir(join(sandbox.root, 'second'));
    sandbox.directories.push({ path: join(sandbox.root, 'second'), read: true, write: true });
    const identity = await identityOf(sandbox, from);

    for (const rights of [{ read: true, write: false }, { read: false, write: true }]) {
      sandbox.directories.splice(0, 1, { path: sandbox.box, ...rights });
      await expect(sandbox.files.move(from, to, { overwrite: true, identity })).rejects.toMatchObject({ code: 'path_denied' });
    }
    expect(existsSync(from)).toBe(true);
  });

  it.runIf(process.platform === 'linux' && existsSync(memory) && statSync(memory).dev !== statSync('/tmp').dev)('goes to another file system by copying, and keeps bytes, permissions and time', async () => {
    await using sandbox = await openSandbox();
    await using other = await openSandbox(memory);
    sandbox.directories.push({ path: other.box, read: true, write: true });
    const [from, to] = [join(sandbox.box, 'dir', 'f'), join(other.box, 'arrived')];
    await chmod(from, 0o640);
    const before = await stat(from);
    const identity = await identityOf(sandbox, from);

    await sandbox.files.move(from, to, { overwrite: false, identity });

    const after = await stat(to);
    expect([await readFile(to, 'utf8'), after.mode, Math.abs(after.mtimeMs - before.mtimeMs) < 2]).toEqual(['inside', before.mode, true]);
    expect(existsSync(from)).toBe(false);
    expect(await sandbox.files.traceMove(from, to, { identity })).toMatchObject({ kind: 'moved' });
    // Killed after the copy had its name, before the old one was gone.
    await writeFile(from, 'inside');
    await sandbox.files.move(from, to, { overwrite: false, identity: await identityOf(sandbox, from) });
    expect(existsSync(from)).toBe(false);
    expect((await readdir(other.box)).toSorted()).toEqual(['arrived', 'dir', 'evil']);
  });
});

describe('the identity of a file', () => {
  it('is that of the file and not of its name', async () => {
    await using sandbox = await openSandbox();
    const [from, to] = [join(sandbox.box, 'dir', 'f'), join(sandbox.box, 'g')];
    const first = await identityOf(sandbox, from);

    await move(sandbox, from, { to });
    await writeFile(from, 'inside');

    expect((await identityOf(sandbox, to)).split('/')[0]).toBe(first.split('/')[0]);
    expect((await identityOf(sandbox, from)).split('/')[0]).not.toBe(first.split('/')[0]);
    expect(await sandbox.files.look(join(sandbox.box, 'nothing', 'here'))).toBeUndefined();
  });

  it('is another one where the inode was given again', async () => {
    await using sandbox = await openSandbox();
    const file = join(sandbox.box, 'again');
    for (let round = 0; round < 20; round += 1) {
      await writeFile(file, `${round}`);
      const gone = await identityOf(sandbox, file);
      await rm(file);
      await writeFile(file, 'new');

      expect(await sandbox.files.remove(file, { identity: gone })).toBe(false);
    }
    expect(await readFile(file, 'utf8')).toBe('new');
  });

  it.runIf(isPosix)('is none of a pipe', async () => {
    await using sandbox = await openSandbox();
    execFileSync('mkfifo', [join(sandbox.box, 'pipe')]);

    await expect(sandbox.files.look(join(sandbox.box, 'pipe'))).rejects.toMatchObject({ code: 'path_denied' });
    expect(await sandbox.files.resolve(join(sandbox.box, 'pipe'), { access: 'read' })).toMatchObject({ kind: 'other' });
  });
});
