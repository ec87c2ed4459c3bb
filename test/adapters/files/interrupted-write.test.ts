import { link, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { bytesOf, openSandbox, textOf, type Sandbox } from './sandbox-fixture.ts';

const leftover = (digit: string): string => `.aiwm-${digit.repeat(24)}.tmp`;
const small = { maxBytes: 1000 };
const hardLinked = { code: 'path_denied', message: expect.stringContaining('hard links') };

/** What a kill leaves between the two steps of taking a new name: the file under its own name and under the temporary one. */
async function killedWhilePublishing({ box }: Sandbox): Promise<string> {
  const file = join(box, 'report.md');
  await writeFile(join(box, leftover('a')), 'first');
  await link(join(box, leftover('a')), file);
  return file;
}

describe('a file whose write was killed before its temporary name was gone', () => {
  it('is read, under its one name again', async () => {
    await using sandbox = await openSandbox();
    const file = await killedWhilePublishing(sandbox);

    expect(textOf((await sandbox.files.read(file, small)).bytes)).toBe('first');

    expect(await readdir(sandbox.box)).toEqual(['dir', 'evil', 'report.md']);
    expect((await stat(file)).nlink).toBe(1);
  });

  it('is replaced by a write that may', async () => {
    await using sandbox = await openSandbox();
    const file = await killedWhilePublishing(sandbox);

    await sandbox.files.write(file, bytesOf('second'), { overwrite: true });

    expect(await readFile(file, 'utf8')).toBe('second');
    expect(await readdir(sandbox.box)).toEqual(['dir', 'evil', 'report.md']);
  });

  it('is there already for a write that may not, and no hard link to it', async () => {
    await using sandbox = await openSandbox();
    const file = await killedWhilePublishing(sandbox);

    await expect(sandbox.files.write(file, bytesOf('second'), { overwrite: false })).rejects.toMatchObject({ code: 'conflict' });

    expect(textOf((await sandbox.files.read(file, small)).bytes)).toBe('first');
    expect(await readdir(sandbox.box)).toEqual(['dir', 'evil', 'report.md']);
  });

  it('stays refused in a directory that may only be read, where nothing is removed', async () => {
    await using sandbox = await openSandbox();
    const file = await killedWhilePublishing(sandbox);
    sandbox.directories.splice(0, 1, { path: sandbox.box, read: true, write: false });

    await expect(sandbox.files.read(file, small)).rejects.toMatchObject(hardLinked);

    expect(await readdir(sandbox.box)).toContain(leftover('a'));
  });
});

describe('a hard link to the outside', () => {
  it.each([
    { what: 'beside a temporary file of another write', beside: (box: string) => writeFile(join(box, leftover('b')), 'half') },
    { what: 'with a temporary name as its third', beside: (box: string) => link(join(box, 'twin'), join(box, leftover('b'))) },
  ])('is no leftover $what', async ({ beside }) => {
    await using sandbox = await openSandbox();
    const twin = join(sandbox.box, 'twin');
    await link(join(sandbox.out, 'f'), twin);
    await beside(sandbox.box);

    await expect(sandbox.files.read(twin, small)).rejects.toMatchObject(hardLinked);
    await expect(sandbox.files.write(twin, bytesOf('x'), { overwrite: true })).rejects.toMatchObject(hardLinked);
  });
});

describe('a write', () => {
  it('clears away the temporary files that no write can still be at, and leaves the others', async () => {
    await using sandbox = await openSandbox();
    const hoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    for (const name of [leftover('0'), leftover('1'), '.aiwm-mine.tmp']) await writeFile(join(sandbox.box, name), 'half');
    for (const name of [leftover('0'), '.aiwm-mine.tmp']) await utimes(join(sandbox.box, name), hoursAgo, hoursAgo);

    await sandbox.files.write(join(sandbox.box, 'new'), bytesOf('x'), { overwrite: false });

    expect(await readdir(sandbox.box)).toEqual([leftover('1'), '.aiwm-mine.tmp', 'dir', 'evil', 'new']);
  });
});
