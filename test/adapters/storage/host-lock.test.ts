import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openHostLock } from '../../../src/core/storage/host-lock.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const lockModule = join(import.meta.dirname, '../../../src/core/storage/host-lock.ts');

describe('the lock of a data directory', () => {
  it('is held by one at a time and free when released', async () => {
    const directory = await temporaryDirectory();
    const first = await openHostLock(directory);
    expect(first).toBeDefined();
    expect(await openHostLock(directory)).toBeUndefined();

    first?.release();

    const second = await openHostLock(directory);
    expect(second).toBeDefined();
    second?.release();
  });

  it('is refused while another process lives, and free as soon as it was killed', async () => {
    const directory = await temporaryDirectory();
    const holder = await holdingProcess(directory);
    expect(await openHostLock(directory)).toBeUndefined();

    holder.kill('SIGKILL');
    await once(holder, 'exit');

    const taken = await openHostLock(directory);
    expect(taken).toBeDefined();
    taken?.release();
  });

  it('lasts when its holder keeps nothing of it and memory is cleaned up', async () => {
    const directory = await temporaryDirectory();
    await holdingProcess(directory, { forgets: true });

    expect(await openHostLock(directory)).toBeUndefined();
  });

  it('of a directory that is not there cannot be had', async () => {
    const directory = join(await temporaryDirectory(), 'missing');
    await expect(openHostLock(directory)).rejects.toMatchObject({ code: 'precondition_failed', message: expect.stringContaining(directory) as string });
  });
});

async function holdingProcess(directory: string, { forgets = false } = {}): Promise<ChildProcess> {
  const code = `const { openHostLock } = await import(process.argv[1]);
    globalThis.lock = await openHostLock(process.argv[2]);
    const isHeld = globalThis.lock !== undefined;
    if (${String(forgets)}) delete globalThis.lock;
    for (let round = 0; round < 5; round += 1) await new Promise((resolve) => { setImmediate(() => { gc(); resolve(); }); });
    console.log(isHeld ? 'held' : 'refused');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', code, lockModule, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  expect(chunk.toString().trim()).toBe('held');
  return child;
}
