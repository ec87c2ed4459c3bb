import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { isLong } from '../../long.ts';
import { bytesOf, openSandbox, secret, textOf, type Sandbox } from './sandbox-fixture.ts';

/** The long version is one of a hundred thousand reads and writes. */
const attempts = isLong ? { reads: 100_000, writes: 100_000, moves: 20_000, naive: 20_000 } : { reads: 5_000, writes: 1_000, moves: 400, naive: 20_000 };

const longest = isLong ? 3_600_000 : 120_000;

/** Memory is quicker to sync than a disk, and the race is about names. */
const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

describe.skipIf(process.platform !== 'linux')('a folder that is swapped for a link to the outside while it is used', () => {
  it('never gives up an outside file to a read, while a check by path does', { timeout: longest }, async () => {
    await using sandbox = await openSandbox(folder);
    await using racer = await startRacer(sandbox);

    const guarded = await count(attempts.reads, async () => textOf((await sandbox.files.read(join(sandbox.box, 'dir', 'f'), { maxBytes: 100 })).bytes));
    const naive = await countUntil(attempts.naive, secret, () => readByPath(sandbox));

    expect(racer.isRunning()).toBe(true);
    expect(guarded.get(secret) ?? 0).toBe(0);
    expect(guarded.get('inside') ?? 0).toBeGreaterThan(0);
    expect(naive).toBeGreaterThan(0);
  });

  it.each(['dir/new', 'dir/sub/new'])('never lets a write to %s out, while a check by path does', { timeout: longest }, async (target) => {
    await using sandbox = await openSandbox(folder);
    await using racer = await startRacer(sandbox);

    const guarded = await count(attempts.writes, async () => {
      await sandbox.files.write(join(sandbox.box, target), bytesOf('mine'), { overwrite: true });
      return 'written';
    });
    const outside = await readdir(sandbox.out, { recursive: true });
    const naive = await countUntil(attempts.naive, 'out', () => writeByPath(sandbox));

    expect(racer.isRunning()).toBe(true);
    expect(guarded.get('written') ?? 0).toBeGreaterThan(0);
    expect(outside.toSorted()).toEqual(['f', 'sub']);
    expect(readFileSync(join(sandbox.out, 'f'), 'utf8')).toBe(secret);
    expect(naive).toBeGreaterThan(0);
  });

  it('never makes a missing directory outside', { timeout: longest }, async () => {
    await using sandbox = await openSandbox(folder);
    await using racer = await startRacer(sandbox);
    let round = 0;

    const guarded = await count(attempts.writes, async () => {
      round += 1;
      await sandbox.files.write(join(sandbox.box, 'dir', `made ${round}`, 'deeper', 'new'), bytesOf('mine'), { overwrite: true });
      return 'written';
    });

    expect(racer.isRunning()).toBe(true);
    expect(guarded.get('written') ?? 0).toBeGreaterThan(0);
    expect((await readdir(sandbox.out, { recursive: true })).toSorted()).toEqual(['f', 'sub']);
  });

  it('never copies, moves or deletes an outside file, nor lists one, while a listing by path does', { timeout: longest }, async () => {
    await using sandbox = await openSandbox(folder);
    await using racer = await startRacer(sandbox);
    const { box, out, files } = sandbox;
    const inDir = join(box, 'dir', 'f');
    await writeFile(join(out, 'only outside'), secret);
    let round = 0;

    const copied = await count(attempts.moves, async () => {
      const to = join(box, `copy ${(round += 1)}`);
      await files.copy(inDir, to, { overwrite: true });
      return readFileSync(to, 'utf8');
    });
    const moved = await count(attempts.moves, async () => {
      const here = join(box, 'mine');
      writeFileSync(here, 'mine');
      const identity = (await files.look(here))?.identity ?? '';
      await files.move(here, join(box, 'dir', 'moved'), { overwrite: true, identity });
      return 'moved';
    });
    const taken = await count(attempts.moves, async () => {
      const seen = await files.look(inDir);
      await files.move(inDir, join(box, 'taken'), { overwrite: true, identity: seen?.identity ?? '' });
      const text = readFileSync(join(box, 'taken'), 'utf8');
      await files.write(inDir, bytesOf('inside'), { overwrite: true }).catch(() => undefined);
      return text;
    });
    const removed = await count(attempts.moves, async () => {
      const seen = await files.look(join(box, 'dir', 'only outside'));
      return (await files.remove(join(box, 'dir', 'only outside'), { identity: seen?.identity ?? '' })) ? 'removed' : 'kept';
    });
    const listed = await count(attempts.moves, async () => ((await files.list(join(box, 'dir'), { recursive: true, limit: 100 })).some(({ name }) => name === 'only outside') ? secret : 'listed'));
    const naive = await countUntil(attempts.naive, secret, () => listByPath(sandbox));

    expect(racer.isRunning()).toBe(true);
    for (const outcomes of [copied, taken, listed]) expect(outcomes.get(secret) ?? 0).toBe(0);
    expect(removed.get('removed') ?? 0).toBe(0);
    expect([copied.get('inside') ?? 0, moved.get('moved') ?? 0, listed.get('listed') ?? 0].every((times) => times > 0)).toBe(true);
    expect((await readdir(out, { recursive: true })).toSorted()).toEqual(['f', 'only outside', 'sub']);
    expect(readFileSync(join(out, 'f'), 'utf8')).toBe(secret);
    expect(naive).toBeGreaterThan(0);
  });

  it('leaves no temporary file behind', async () => {
    await using sandbox = await openSandbox(folder);
    {
      await using _racer = await startRacer(sandbox);
      await count(200, async () => {
        await sandbox.files.write(join(sandbox.box, 'dir', 'new'), bytesOf('mine'), { overwrite: false });
        return 'written';
      });
    }

    const names = await readdir(sandbox.root, { recursive: true });

    expect(names.filter((name) => name.includes('.aiwm-'))).toEqual([]);
  });
});

/** Every outcome with how often it came; a refusal counts under its code. */
async function count(times: number, act: () => Promise<string>): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  for (let time = 0; time < times; time += 1) {
    const outcome = await act().catch((error: unknown) => String((error as { code?: unknown }).code));
    seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
  }
  return seen;
}

/** How often the outcome came; a few are proof enough. */
async function countUntil(times: number, wanted: string, act: () => Promise<string>): Promise<number> {
  let found = 0;
  for (let time = 0; time < times && found < 3; time += 1) if ((await act().catch(() => 'refused')) === wanted) found += 1;
  return found;
}

async function readByPath({ box }: Sandbox): Promise<string> {
  const file = join(box, 'dir', 'f');
  if (!(await realpath(file)).startsWith(`${box}/`)) return 'refused';
  return readFile(file, 'utf8');
}

async function listByPath({ box }: Sandbox): Promise<string> {
  const directory = join(box, 'dir');
  if (!(await realpath(directory)).startsWith(`${box}/`)) return 'refused';
  return (await readdir(directory)).includes('only outside') ? secret : 'listed';
}

async function writeByPath({ box, out }: Sandbox): Promise<string> {
  const directory = join(box, 'dir');
  if (!(await realpath(directory)).startsWith(`${box}/`)) return 'refused';
  await writeFile(join(directory, 'naive'), 'x');
  return existsSync(join(out, 'naive')) ? 'out' : 'in';
}

async function startRacer({ root, box }: Sandbox): Promise<AsyncDisposable & { isRunning(): boolean }> {
  const [command, ...before] = racerCommand(root);
  const child: ChildProcess = spawn(command, [...before, join(box, 'dir'), join(box, 'evil')], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('the racer has no output');
  await once(child.stdout, 'data');
  return {
    isRunning: () => child.exitCode === null,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function racerCommand(root: string): [string, ...string[]] {
  const program = join(root, 'swap-racer');
  try {
    execFileSync('cc', ['-O2', '-o', program, join(import.meta.dirname, 'swap-racer.c')], { stdio: 'ignore' });
    return [program];
  } catch {
    return [process.execPath, join(import.meta.dirname, 'swap-racer.mjs')];
  }
}
