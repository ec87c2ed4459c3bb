import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunId } from '../../../src/core/domain/model/ids.ts';
import type { RunKeys, RunSeal } from '../../../src/core/domain/ports/run-keys.ts';
import { systemRandom } from '../../../src/core/platform/system-random.ts';
import { createFileRunKeys } from '../../../src/core/vault/file-run-keys.ts';
import { createMemoryRunKeys } from '../../domain/runtime/executor/support/memory-run-keys.ts';

const run = RunId.parse('01890000-0000-7000-8000-00000000000a');
const twin = RunId.parse('01890000-0000-7000-8000-00000000000b');
const text = new TextEncoder().encode('x');
const sealedBy = (seal: RunSeal | undefined): string => Buffer.from(seal?.seal(text) ?? []).toString('hex');

describe.each(['file', 'memory'] as const)('keys of runs in %s', (kind) => {
  let directory = '';
  let keys: RunKeys;
  beforeEach(async () => {
    directory = join(await mkdtemp(join(tmpdir(), 'aiwm-keys-')), 'run-keys');
    keys = kind === 'file' ? createFileRunKeys({ directory, random: systemRandom }) : createMemoryRunKeys(systemRandom);
  });
  afterEach(async () => { await rm(join(directory, '..'), { recursive: true, force: true }); });

  it('are there until they are removed, one for each run', async () => {
    expect(await keys.unwrap(run)).toBeUndefined();
    const made = await keys.create(run);
    expect(sealedBy(await keys.create(run))).toBe(sealedBy(made));
    expect(sealedBy(await keys.unwrap(run))).toBe(sealedBy(made));
    expect(sealedBy(await keys.create(twin))).not.toBe(sealedBy(made));
    expect((await keys.list()).toSorted()).toEqual([run, twin]);
    await keys.remove(run);
    await keys.remove(run);
    expect(await keys.unwrap(run)).toBeUndefined();
    expect(await keys.list()).toEqual([twin]);
  });

  it('are taken in where they are handed out to', async () => {
    const made = await keys.create(run);
    const there = kind === 'file' ? createFileRunKeys({ directory: `${directory}-there`, random: systemRandom }) : createMemoryRunKeys(systemRandom);
    const taken = await there.takeIn(run, (await keys.handOut(run)) ?? '');
    expect(sealedBy(taken)).toBe(sealedBy(made));
    expect(sealedBy(await there.unwrap(run))).toBe(sealedBy(made));
    expect(await keys.handOut(twin)).toBeUndefined();
  });
});

describe('key files', () => {
  it('are for their owner alone, wrapped, and refused when they were changed', async () => {
    const directory = join(await mkdtemp(join(tmpdir(), 'aiwm-keys-')), 'run-keys');
    const keys = createFileRunKeys({ directory, random: systemRandom });
    await keys.create(run);
    const file = join(directory, `${run}.key`);
    const plain = Buffer.from((await keys.handOut(run)) ?? '', 'base64');
    expect((await readdir(directory)).toSorted()).toEqual([`${run}.key`, 'main.key']);
    expect((await readFile(file)).includes(plain)).toBe(false);
    if (process.platform !== 'win32') for (const path of [file, join(directory, 'main.key')]) expect((await stat(path)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(file);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await writeFile(file, bytes);
    await expect(keys.unwrap(run)).rejects.toMatchObject({ code: 'integrity' });
    await rm(join(directory, '..'), { recursive: true, force: true });
  });
});
