import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { isLong } from '../../long.ts';
import { acknowledgedSteps, compareSteps } from './kept-steps.ts';

const program = join(import.meta.dirname, '../../adapters/storage/committing-process.ts');
const rounds = isLong ? 20 : 3;

let disk: string;
let hasDisk = false;
beforeEach(async () => {
  disk = await realpath(await mkdtemp(join(tmpdir(), 'aiwm-disk-')));
  hasDisk = process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]).status === 0;
});
afterEach(async () => {
  if (hasDisk) spawnSync('umount', ['--lazy', disk]);
  await rm(disk, { recursive: true, force: true });
});

describe('on a disk that is really full', () => {
  it('steps are refused, none that was acknowledged is lost, and freed space is enough to go on', { timeout: 300_000 }, async ({ skip }) => {
    // A disk of this size can only be made by an account that may mount.
    if (!hasDisk) skip('this account cannot mount a small disk');
    for (let round = 0; round < rounds; round += 1) await fillAndFree(join(disk, `round-${String(round)}`));
  });
});

async function fillAndFree(directory: string): Promise<void> {
  const ballast = join(disk, 'ballast');
  await writeFile(ballast, Buffer.alloc(1_500_000));
  const lines = await linesWhile(directory, async () => { await rm(ballast, { force: true }); });

  const refused = lines.findIndex((line) => line.startsWith('refused'));
  expect(refused).toBeGreaterThan(0);
  expect(lines[refused]).toContain('precondition_failed');
  expect(lines.slice(refused).filter((line) => line.startsWith('ack')).length).toBeGreaterThan(0);
  const port = await openLocalSqlite({ directory });
  try {
    expect(await compareSteps(port, acknowledgedSteps(lines))).toEqual({ lost: 0 });
  } finally {
    await port.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** What the process says until it was refused, the space was freed, and it had acknowledged twenty more steps. */
async function linesWhile(directory: string, free: () => Promise<void>): Promise<readonly string[]> {
  const child = spawn(process.execPath, [program, directory, '2', '1000000'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  let sinceFreed: number | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.startsWith('refused') && sinceFreed === undefined) {
      await free();
      sinceFreed = 0;
    }
    if (sinceFreed !== undefined && line.startsWith('ack')) sinceFreed += 1;
    if (sinceFreed === 20) child.kill('SIGKILL');
  }
  return lines;
}
