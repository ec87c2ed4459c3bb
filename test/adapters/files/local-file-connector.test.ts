import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmod, link, mkdir, readdir, readFile, realpath, rename, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { createLocalFileConnector } from '../../../src/core/files/local-file-connector.ts';
import { systemRandom } from '../../../src/core/platform/system-random.ts';
import { bytesOf, openSandbox, secret, textOf } from './sandbox-fixture.ts';

const small = { maxBytes: 1000 };
const isPosix = process.platform !== 'win32';
const isLinux = process.platform === 'linux';

describe('reading', () => {
  it.runIf(isPosix)('gives the bytes and the real path of a file, also through a link inside', async () => {
    await using sandbox = await openSandbox();
    await symlink(join(sandbox.box, 'dir', 'f'), join(sandbox.box, 'alias'));

    const read = await sandbox.files.read(join(sandbox.box, 'alias'), small);

    expect(read).toEqual({ path: join(sandbox.box, 'dir', 'f'), name: 'f', bytes: bytesOf('inside'), sha256: createHash('sha256').update('inside').digest('hex') });
  });

  it.each(['../out/f', 'evil/f', 'dir/../../out/f', 'dir/../evil/f', 'evil/../../etc/passwd'])('refuses the way out %s', async (way) => {
    await using sandbox = await openSandbox();

    await expect(sandbox.files.read(`${sandbox.box}/${way}`, small)).rejects.toMatchObject({ code: 'path_denied' });
  });

  it.each(['dir//f', './dir/./f', 'dir/sub/../f'])('accepts the roundabout way %s', async (way) => {
    await using sandbox = await openSandbox();

    expect(textOf((await sandbox.files.read(`${sandbox.box}/${way}`, small)).bytes)).toBe('inside');
  });

  // Elsewhere a backslash separates, or letters fold.
  it.runIf(isLinux).each(['..\\out\\f', '\u2025/out/f', '%2e%2e/out/f', 'dir/ f', 'DIR/F'])('takes %s as a plain name that is not there', async (way) => {
    await using sandbox = await openSandbox();

    await expect(sandbox.files.read(`${sandbox.box}/${way}`, small)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('does not tell whether a file outside exists', async () => {
    await using sandbox = await openSandbox();
    const there = sandbox.files.read(join(sandbox.out, 'f'), small);
    const missing = sandbox.files.read(join(sandbox.out, 'no', 'such'), small);

    await expect(there).rejects.toMatchObject({ code: 'path_denied' });
    await expect(missing).rejects.toMatchObject({ code: 'path_denied' });
  });

  it('refuses a folder beside the allowed one whose name begins alike', async () => {
    await using sandbox = await openSandbox();
    await mkdir(`${sandbox.box}-two`);
    await writeFile(`${sandbox.box}-two/f`, secret);

    await expect(sandbox.files.read(`${sandbox.box}-two/f`, small)).rejects.toMatchObject({ code: 'path_denied' });
  });

  it('refuses a relative path and a NUL, and says what to do', async () => {
    await using sandbox = await openSandbox();

    await expect(sandbox.files.read('dir/f', small)).rejects.toMatchObject({ code: 'input_invalid', next: expect.stringContaining('whole path') });
    await expect(sandbox.files.read(`${sandbox.box}/dir/f\0.txt`, small)).rejects.toMatchObject({ code: 'path_denied' });
  });

  it('begins relative paths where it was told to, and checks where they lead', async () => {
    await using sandbox = await openSandbox();
    const files = createLocalFileConnector({ guard: sandbox.guard, random: systemRandom, relativeTo: sandbox.box });

    expect((await files.read('dir/f', small)).path).toBe(join(sandbox.box, 'dir', 'f'));
    await expect(files.read('../out/f', small)).rejects.toMatchObject({ code: 'path_denied' });
  });

  it('refuses a directory, a file too large and a hard link', async () => {
    await using sandbox = await openSandbox();
    await link(join(sandbox.out, 'f'), join(sandbox.box, 'twin'));

    await expect(sandbox.files.read(join(sandbox.box, 'dir'), small)).rejects.toMatchObject({ code: 'path_denied', message: expect.stringContaining('directory') });
    await expect(sandbox.files.read(join(sandbox.box, 'dir', 'f'), { maxBytes: 5 })).rejects.toMatchObject({ code: 'input_invalid', data: { maxBytes: 5 } });
    await expect(sandbox.files.read(join(sandbox.box, 'twin'), small)).rejects.toMatchObject({ code: 'path_denied', message: expect.stringContaining('hard links') });
  });

  it.runIf(isPosix)('refuses a pipe and a socket at once', async () => {
    await using sandbox = await openSandbox();
    execFileSync('mkfifo', [join(sandbox.box, 'pipe')]);
    const server = createServer().listen(join(sandbox.box, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));

    await expect(sandbox.files.read(join(sandbox.box, 'pipe'), small)).rejects.toMatchObject({ code: 'path_denied' });
    await expect(sandbox.files.read(join(sandbox.box, 'socket'), small)).rejects.toMatchObject({ code: 'path_denied' });
    await expect(sandbox.files.write(join(sandbox.box, 'pipe'), bytesOf('x'), { overwrite: true })).rejects.toMatchObject({ code: 'path_denied' });

    await new Promise((resolve) => server.close(resolve));
  });

  it('follows the allow-list as it changes', async () => {
    await using sandbox = await openSandbox();
    const file = join(sandbox.out, 'f');
    await expect(sandbox.files.read(file, small)).rejects.toMatchObject({ code: 'path_denied', next: expect.stringContaining(`filesandbox add "${sandbox.out}"`) });

    sandbox.directories.push({ path: sandbox.out, read: true, write: false });

    expect(textOf((await sandbox.files.read(file, small)).bytes)).toBe(secret);
    await expect(sandbox.files.write(file, bytesOf('x'), { overwrite: true })).rejects.toMatchObject({ code: 'path_denied', next: expect.stringContaining('--write') });
  });

  it.runIf(isPosix)('names the real place behind a link, whether it is there or not, and would have that directory allowed', async () => {
    await using sandbox = await openSandbox();
    await symlink(join(sandbox.out, 'f'), join(sandbox.box, 'alias'));
    const ways = { alias: 'f', 'evil/f': 'f', 'evil/no/such': 'no/such' };

    for (const [way, real] of Object.entries(ways)) {
      const [asked, realPath] = [join(sandbox.box, way), join(sandbox.out, real)];
      for (const access of ['read', 'write'] as const) {
        const refused: unknown = await sandbox.guard.check(asked, access).catch((error: unknown) => error);
        expect(refused).toMatchObject({ code: 'path_denied', message: `"${asked}" leads to "${realPath}", which is outside the directories that workflows may ${access}.`, data: { path: asked, realPath, access } });
        expect(refused).toMatchObject({ next: real === 'f' ? expect.stringContaining(`filesandbox add "${sandbox.out}"`) : expect.not.stringContaining('filesandbox add') });
      }
    }
    await expect(sandbox.guard.check(join(sandbox.out, 'f'), 'read')).rejects.toMatchObject({ message: `"${join(sandbox.out, 'f')}" is outside the directories that workflows may read.` });
  });

  it('refuses an allowed directory that has become a link', async () => {
    await using sandbox = await openSandbox();
    await rename(sandbox.box, `${sandbox.box}-moved`);
    await symlink(sandbox.out, sandbox.box);

    await expect(sandbox.files.read(join(sandbox.box, 'f'), small)).rejects.toMatchObject({ code: 'path_denied' });
  });

  it('stops when it is aborted', async () => {
    await using sandbox = await openSandbox();
    const reason = new Error('enough');

    await expect(sandbox.files.read(join(sandbox.box, 'dir', 'f'), { ...small, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('writing', () => {
  it('makes a file and says where it is', async () => {
    await using sandbox = await openSandbox();
    const file = join(sandbox.box, 'report.md');

    const entry = await sandbox.files.write(file, bytesOf('# Report'), { overwrite: false });

    expect(entry).toMatchObject({ path: file, name: 'report.md', kind: 'file', bytes: 8 });
    expect(await readFile(file, 'utf8')).toBe('# Report');
  });

  it('replaces a file only when it may, keeping its permissions', async () => {
    await using sandbox = await openSandbox();
    const file = join(sandbox.box, 'dir', 'f');
    await chmod(file, 0o640);

    await expect(sandbox.files.write(file, bytesOf('new'), { overwrite: false })).rejects.toMatchObject({ code: 'conflict' });
    expect(await readFile(file, 'utf8')).toBe('inside');
    await sandbox.files.write(file, bytesOf('new'), { overwrite: true });

    expect(await readFile(file, 'utf8')).toBe('new');
    if (isPosix) expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await readdir(join(sandbox.box, 'dir'))).toEqual(['f', 'sub']);
  });

  it('lets exactly one of many take a new name', async () => {
    await using sandbox = await openSandbox();
    const file = join(sandbox.box, 'once');
    const contents = Array.from({ length: 20 }, (_, index) => `writer ${index}`);

    const results = await Promise.allSettled(contents.map((content) => sandbox.files.write(file, bytesOf(content), { overwrite: false })));

    const winners = contents.filter((_, index) => results[index]?.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    expect(await readFile(file, 'utf8')).toBe(winners[0]);
    expect(await readdir(sandbox.box)).toEqual(['dir', 'evil', 'once']);
  });

  it('is whole for a reader, however often the file is replaced', async () => {
    await using sandbox = await openSandbox();
    const file = join(sandbox.box, 'busy');
    const contents = ['a', 'b'].map((letter) => letter.repeat(300_000));
    await writeFile(file, contents[0] ?? '');

    const writing = (async () => {
      for (let round = 0; round < 40; round += 1) await sandbox.files.write(file, bytesOf(contents[round % 2] ?? ''), { overwrite: true });
    })();
    for (let round = 0; round < 40; round += 1) expect(contents).toContain(textOf((await sandbox.files.read(file, { maxBytes: 1_000_000 })).bytes));

    await writing;
  });

  it.runIf(isPosix)('refuses a name outside and a link to nothing', async () => {
    await using sandbox = await openSandbox();
    await symlink(join(sandbox.out, 'new'), join(sandbox.box, 'dangling'));
    const write = (file: string): Promise<unknown> => sandbox.files.write(file, bytesOf('x'), { overwrite: true });

    await expect(write(join(sandbox.out, 'new'))).rejects.toMatchObject({ code: 'path_denied' });
    await expect(write(join(sandbox.box, 'evil', 'new'))).rejects.toMatchObject({ code: 'path_denied' });
    await expect(write(join(sandbox.box, 'dangling'))).rejects.toMatchObject({ code: 'path_denied' });
    await expect(write(join(sandbox.box, 'dangling', 'new'))).rejects.toMatchObject({ code: 'path_denied' });
    await expect(write(join(sandbox.box, 'dir'))).rejects.toMatchObject({ code: 'path_denied' });
    expect(await readdir(sandbox.out)).toEqual(['f', 'sub']);
  });

  it('makes the directories that are missing on the way, in any script', async () => {
    await using sandbox = await openSandbox();
    const file = join(sandbox.box, 'отчёты', '2026 年', 'Łódź', 'új.md');

    const written = await sandbox.files.write(file, bytesOf('new'), { overwrite: false });

    expect(written).toMatchObject({ path: file, name: 'új.md', kind: 'file' });
    expect(await readFile(file, 'utf8')).toBe('new');
  });

  it.runIf(isPosix)('makes no directory outside, below a file, or in place of an allowed one that is gone', async () => {
    await using sandbox = await openSandbox();
    sandbox.directories.push({ path: join(sandbox.root, 'gone'), read: true, write: true });
    const write = (file: string): Promise<unknown> => sandbox.files.write(file, bytesOf('x'), { overwrite: true });

    await expect(write(join(sandbox.box, 'evil', 'made', 'new'))).rejects.toMatchObject({ code: 'path_denied' });
    await expect(write(join(sandbox.out, 'made', 'new'))).rejects.toMatchObject({ code: 'path_denied' });
    await expect(write(join(sandbox.root, 'gone', 'new'))).rejects.toMatchObject({ code: 'path_denied' });
    await expect(write(join(sandbox.box, 'dir', 'f', 'made', 'new'))).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('no directory') });
    await expect(write(join(sandbox.box, 'x'.repeat(300), 'new'))).rejects.toMatchObject({ code: 'input_invalid' });
    expect(await readdir(sandbox.out)).toEqual(['f', 'sub']);
    expect((await readdir(sandbox.root)).toSorted()).toEqual(['box', 'out']);
  });

  it('makes the same directory for writes at the same time', async () => {
    await using sandbox = await openSandbox();
    const names = Array.from({ length: 10 }, (_, index) => join(sandbox.box, 'a', 'b', 'c', `${index}`));

    await Promise.all(names.map((name) => sandbox.files.write(name, bytesOf('x'), { overwrite: false })));

    expect(await readdir(join(sandbox.box, 'a', 'b', 'c'))).toHaveLength(10);
  });

  it('leaves nothing behind when it is aborted', async () => {
    await using sandbox = await openSandbox();
    const reason = new Error('enough');
    const stop = new AbortController();

    const writing = sandbox.files.write(join(sandbox.box, 'big'), new Uint8Array(64 * 1024 * 1024), { overwrite: true, signal: stop.signal });
    stop.abort(reason);

    await expect(writing).rejects.toBe(reason);
    expect(await readdir(sandbox.box)).toEqual(['dir', 'evil']);
  });
});

describe('listing', () => {
  it('shows files and directories in the order of their names, without links, pipes and writes in progress', async () => {
    await using sandbox = await openSandbox();
    await writeFile(join(sandbox.box, 'b.csv'), '1,2');
    await writeFile(join(sandbox.box, `.aiwm-${'0'.repeat(24)}.tmp`), 'half');
    await utimes(join(sandbox.box, 'b.csv'), 0, new Date('2026-01-02T03:04:05Z'));

    const entries = await sandbox.files.list(sandbox.box, { recursive: false, limit: 100 });

    expect(entries.map(({ name, kind }) => `${kind} ${name}`)).toEqual(['file b.csv', 'directory dir']);
    expect(entries[0]).toEqual({ path: join(sandbox.box, 'b.csv'), name: 'b.csv', kind: 'file', bytes: 3, modifiedAt: '2026-01-02T03:04:05.000Z' });
  });

  it('goes down and picks by pattern, up to a limit', async () => {
    await using sandbox = await openSandbox();
    for (const file of ['a.csv', 'dir/b.csv', 'dir/c.txt', 'dir/sub/d.csv']) await writeFile(join(sandbox.box, file), '');
    const list = async (glob: string, limit = 100): Promise<string[]> =>
      (await sandbox.files.list(sandbox.box, { recursive: true, limit, glob })).map((entry) => entry.path.slice(sandbox.box.length + 1));

    expect(await list('*.csv')).toEqual(['a.csv', 'dir/b.csv', 'dir/sub/d.csv']);
    expect(await list('*.csv', 2)).toEqual(['a.csv', 'dir/b.csv']);
    expect(await list('dir/*.{csv,txt}')).toEqual(['dir/b.csv', 'dir/c.txt']);
    expect(await list('**/sub/**')).toEqual(['dir/sub', 'dir/sub/d.csv']);
  });

  it('refuses what lies outside, and a file', async () => {
    await using sandbox = await openSandbox();
    const list = (directory: string): Promise<unknown> => sandbox.files.list(directory, { recursive: true, limit: 10 });

    await expect(list(sandbox.out)).rejects.toMatchObject({ code: 'path_denied' });
    await expect(list(join(sandbox.box, 'evil'))).rejects.toMatchObject({ code: 'path_denied' });
    await expect(list(join(sandbox.box, 'dir', 'f'))).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('no directory') });
  });
});

describe('looking at a directory before it is allowed', () => {
  it('gives its real path and what may be done with it', async () => {
    await using sandbox = await openSandbox();

    expect(await sandbox.guard.inspect(join(sandbox.box, 'evil'))).toEqual({ path: await realpath(sandbox.out), readable: true, writable: true });
    await expect(sandbox.guard.inspect(join(sandbox.box, 'nowhere'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(sandbox.guard.inspect(join(sandbox.box, 'dir', 'f'))).rejects.toMatchObject({ code: 'input_invalid' });
  });
});
