import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesOf, openSandbox, type Sandbox } from './sandbox-fixture.ts';

async function identityOf({ files }: Sandbox, path: string): Promise<string> {
  return (await files.look(path))?.identity ?? 'nothing is there';
}

async function* manyPieces(pieces: number): AsyncGenerator<Uint8Array, void, void> {
  for (let piece = 0; piece < pieces; piece += 1) yield new Uint8Array(64 * 1024);
}

describe('a failure of a copy, a move or a deletion', () => {
  it.each([
    { what: 'a directory', target: 'dir', code: 'path_denied', words: 'is a directory' },
    { what: 'a name that is too long', target: 'x'.repeat(300), code: 'input_invalid', words: 'too long' },
    { what: 'a file where a directory is meant', target: 'dir/f/g', code: 'not_found', words: 'no directory' },
  ])('at $what says what happened and what to do', async ({ target, code, words }) => {
    await using sandbox = await openSandbox();
    const from = join(sandbox.box, 'mine');
    await writeFile(from, 'mine');
    const error = { code, message: expect.stringContaining(words), next: expect.any(String) };
    const to = join(sandbox.box, target);

    await expect(sandbox.files.copy(from, to, { overwrite: true })).rejects.toMatchObject(error);
    await expect(sandbox.files.move(from, to, { overwrite: true, identity: await identityOf(sandbox, from) })).rejects.toMatchObject(error);

    expect(await readFile(from, 'utf8')).toBe('mine');
  });

  it('names the path it is about', async () => {
    await using sandbox = await openSandbox();
    const [from, to] = [join(sandbox.box, 'dir', 'f'), join(sandbox.box, 'y'.repeat(300))];

    await expect(sandbox.files.copy(from, to, { overwrite: true })).rejects.toMatchObject({ data: { path: to } });
    await expect(sandbox.files.copy(join(sandbox.box, 'none'), from, { overwrite: true })).rejects.toMatchObject({ code: 'not_found', data: { path: join(sandbox.box, 'none') }, next: expect.any(String) });
  });
});

describe.runIf(canMount())('a small disk', () => {
  it('that is full keeps the old file, the source and nothing half', async () => {
    await using sandbox = await openSandbox();
    using disk = mount(await folderIn(sandbox), ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs']);
    const [from, to] = [join(sandbox.box, 'large'), join(disk.path, 'report')];
    await writeFile(from, new Uint8Array(1_000_000));
    await sandbox.files.write(to, bytesOf('old'), { overwrite: true });
    const full = { code: 'precondition_failed', message: expect.stringContaining('no space'), next: expect.any(String) };

    await expect(sandbox.files.copy(from, to, { overwrite: true })).rejects.toMatchObject({ ...full, data: { path: from, to, errno: 'ENOSPC' } });
    await expect(sandbox.files.move(from, to, { overwrite: true, identity: await identityOf(sandbox, from) })).rejects.toMatchObject(full);
    await expect(sandbox.files.writeStream(to, manyPieces(20), { overwrite: true })).rejects.toMatchObject(full);

    expect([await readFile(to, 'utf8'), await readdir(disk.path), (await stat(from)).size]).toEqual(['old', ['report'], 1_000_000]);
  });

  it('that is read-only gives nothing away and takes nothing in', async () => {
    await using sandbox = await openSandbox();
    const folder = await folderIn(sandbox);
    await writeFile(join(folder, 'kept'), 'kept');
    using _bound = mount(folder, ['--bind', folder]);
    execFileSync('mount', ['-o', 'remount,ro,bind', folder]);
    const kept = join(folder, 'kept');
    const identity = await identityOf(sandbox, kept);
    const readOnly = { code: 'precondition_failed', message: expect.stringContaining('read-only'), next: expect.any(String) };

    await expect(sandbox.files.remove(kept, { identity })).rejects.toMatchObject(readOnly);
    await expect(sandbox.files.copy(join(sandbox.box, 'dir', 'f'), join(folder, 'new'), { overwrite: true })).rejects.toMatchObject(readOnly);
    await sandbox.files.copy(kept, join(sandbox.box, 'copy'), { overwrite: true });

    expect(await readFile(kept, 'utf8')).toBe('kept');
  });

  it('file that the system holds is neither deleted nor replaced', async () => {
    await using sandbox = await openSandbox();
    const held = join(await folderIn(sandbox), 'held');
    await writeFile(held, 'held');
    using _bound = mount(held, ['--bind', join(sandbox.box, 'dir', 'f')]);
    const busy = { code: 'precondition_failed', message: expect.stringContaining('another program'), next: expect.any(String) };

    await expect(sandbox.files.remove(held, { identity: await identityOf(sandbox, held) })).rejects.toMatchObject(busy);
    await expect(sandbox.files.write(held, bytesOf('new'), { overwrite: true })).rejects.toMatchObject(busy);
  });
});

async function folderIn({ box }: Sandbox): Promise<string> {
  const folder = join(box, 'disk');
  await mkdir(folder);
  return folder;
}

/** Mounting needs Linux and its administrator; a container may have neither the one nor the other. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function mount(path: string, how: readonly string[]): Disposable & { readonly path: string } {
  execFileSync('mount', [...how, path]);
  return { path, [Symbol.dispose]: () => execFileSync('umount', [path]) };
}
