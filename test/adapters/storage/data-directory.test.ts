import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDataDirectory, prepareDataDirectory } from '../../../src/core/storage/data-directory.ts';
import { temporaryDirectory } from './temporary-directory.ts';

describe('a data directory', () => {
  it('is made with its first generation, and found again', async () => {
    const root = join(await temporaryDirectory(), 'deep', 'data');
    expect(await findDataDirectory(root)).toBeUndefined();

    const made = await prepareDataDirectory(root);

    expect(made).toEqual({ root, generation: join(root, 'gen-0001'), files: join(root, 'files'), logs: join(root, 'logs'), keys: join(root, 'run-keys'), vault: join(root, 'vault'), config: join(root, 'config') });
    expect((await readdir(root)).toSorted()).toEqual(['CURRENT', 'files', 'gen-0001', 'logs']);
    expect(await readFile(join(root, 'CURRENT'), 'utf8')).toBe('gen-0001\n');
    expect(await findDataDirectory(root)).toEqual(made);
    expect(await prepareDataDirectory(root)).toEqual(made);
  });

  it('is looked for without making anything', async () => {
    const root = await temporaryDirectory();
    expect(await findDataDirectory(root)).toBeUndefined();
    expect(await readdir(root)).toEqual([]);
  });

  it('follows its pointer to another generation', async () => {
    const root = await temporaryDirectory();
    await mkdir(join(root, 'gen-0007'));
    await writeFile(join(root, 'CURRENT'), 'gen-0007');
    expect((await prepareDataDirectory(root)).generation).toBe(join(root, 'gen-0007'));
    expect((await findDataDirectory(root))?.generation).toBe(join(root, 'gen-0007'));
  });

  it('whose pointer names a generation that is not there is refused, and none is made in its place', async () => {
    const root = await temporaryDirectory();
    await mkdir(join(root, 'gen-0001'));
    await writeFile(join(root, 'CURRENT'), 'gen-0007');
    const refusal = { code: 'integrity', message: expect.stringContaining('gen-0007') as string, next: expect.stringContaining('gen-0001') as string };
    await expect(prepareDataDirectory(root)).rejects.toMatchObject(refusal);
    await expect(findDataDirectory(root)).rejects.toMatchObject(refusal);
    expect((await readdir(root)).toSorted()).toEqual(['CURRENT', 'gen-0001']);
  });

  it('whose pointer leads elsewhere is refused', async () => {
    const root = await temporaryDirectory();
    await writeFile(join(root, 'CURRENT'), '../outside');
    await expect(prepareDataDirectory(root)).rejects.toMatchObject({ code: 'integrity' });
    await expect(findDataDirectory(root)).rejects.toMatchObject({ code: 'integrity' });
  });

  it('that cannot be made is refused by name', async () => {
    const file = join(await temporaryDirectory(), 'file');
    await writeFile(file, '');
    const root = join(file, 'data');
    await expect(prepareDataDirectory(root)).rejects.toMatchObject({ code: 'precondition_failed', message: expect.stringContaining(root) as string });
  });

  it.skipIf(process.platform !== 'linux')('on a file system that makes no directories is refused, and soon', async () => {
    await expect(prepareDataDirectory('/proc/aiwm/data')).rejects.toMatchObject({ code: 'precondition_failed' });
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('that may not be written is refused by name', async () => {
    const root = await temporaryDirectory();
    await chmod(root, 0o555);
    await expect(prepareDataDirectory(root)).rejects.toMatchObject({ code: 'precondition_failed', message: expect.stringContaining(root) as string });
    expect(await readdir(root)).toEqual([]);
    await chmod(root, 0o755);
  });
});
