import { execFileSync } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { explainFileError } from '../../../src/core/files/file-errors.ts';
import { bytesOf, openSandbox } from './sandbox-fixture.ts';

describe('a failed system call', () => {
  it.each([
    ['ENOENT', 'not_found', 'nothing of that name'],
    ['EACCES', 'path_denied', 'operating system refuses'],
    ['EBUSY', 'precondition_failed', 'another program'],
    ['ENOSPC', 'precondition_failed', 'no space'],
    ['EROFS', 'precondition_failed', 'read-only'],
    ['ENAMETOOLONG', 'input_invalid', 'too long'],
    ['EIO', 'precondition_failed', 'disk'],
    ['EPROTO', 'unexpected', 'EPROTO'],
  ])('%s becomes %s', (errno, code, words) => {
    const error = Object.assign(new Error(errno), { code: errno, syscall: 'open' });

    expect(explainFileError(error, 'write', '/data/report.md')).toMatchObject({ code, message: expect.stringContaining(words), cause: error });
  });

  it('of another kind comes back as it was', () => {
    const error = new Error('other');

    expect(explainFileError(error, 'read', '/data/a')).toBe(error);
  });
});

describe.runIf(canMount())('a small disk', () => {
  it('that is full is named, and keeps the old file whole', async () => {
    await using sandbox = await openSandbox();
    using disk = mount(await folderIn(sandbox.box), 'size=64k');
    const file = join(disk.path, 'report');
    await sandbox.files.write(file, bytesOf('old'), { overwrite: true });

    await expect(sandbox.files.write(file, new Uint8Array(1_000_000), { overwrite: true })).rejects.toMatchObject({ code: 'precondition_failed', message: expect.stringContaining('no space') });

    expect((await sandbox.files.read(file, { maxBytes: 10 })).bytes).toEqual(bytesOf('old'));
    expect(await readdir(disk.path)).toEqual(['report']);
  });

  it('that is read-only is named', async () => {
    await using sandbox = await openSandbox();
    using disk = mount(await folderIn(sandbox.box), 'ro');

    await expect(sandbox.files.write(join(disk.path, 'report'), bytesOf('x'), { overwrite: true })).rejects.toMatchObject({ code: 'precondition_failed', message: expect.stringContaining('read-only') });
  });
});

async function folderIn(box: string): Promise<string> {
  const folder = join(box, 'disk');
  await mkdir(folder);
  return folder;
}

/** Mounting needs Linux and its administrator; a container may have neither the one nor the other. */
function canMount(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}

function mount(path: string, options: string): Disposable & { readonly path: string } {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]);
  return { path, [Symbol.dispose]: () => execFileSync('umount', [path]) };
}
