import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RunId } from '../../../src/core/domain/model/ids.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { isLong } from '../../long.ts';
import { acknowledgedSteps, compareSteps, sequence } from './kept-steps.ts';

const program = join(import.meta.dirname, '../../adapters/storage/committing-process.ts');
const damages = isLong ? 2000 : 100;

let directory: string;
beforeEach(async () => { directory = await realpath(await mkdtemp(join(tmpdir(), 'aiwm-log-'))); });
afterEach(async () => { await rm(directory, { recursive: true, force: true }); });

it(`a write-ahead log cut off or changed in ${String(damages)} ways leaves a clean beginning of what was written`, { timeout: 600_000 }, async () => {
  const live = join(directory, 'live');
  // The database is made and its log emptied before: what is damaged then are steps.
  await (await openLocalSqlite({ directory: live })).close();
  const said = await linesUntilKilled(live, 150);
  const log = await readFile(join(live, 'aiwm.db-wal'));
  expect(log.length).toBeGreaterThan(100_000);

  const wrong: unknown[] = [];
  let shortened = 0;
  for (let seed = 1; seed <= damages; seed += 1) {
    const { damage, lost, isBeginning } = await openWith(damaged(log, sequence(seed)), { live, said, seed });
    if (lost > 0) shortened += 1;
    if (damage !== undefined || !isBeginning) wrong.push({ seed, damage, isBeginning });
  }
  expect(wrong).toEqual([]);
  // Damage that never cost a step would have hit nothing.
  expect(shortened).toBeGreaterThan(damages / 4);
});

interface Damaged {
  readonly live: string;
  readonly said: readonly string[];
  readonly seed: number;
}

async function openWith(log: Buffer, { live, said, seed }: Damaged) {
  const place = join(directory, `state-${String(seed)}`);
  await cp(live, place, { recursive: true, filter: (source) => !source.endsWith('-shm') });
  await writeFile(join(place, 'aiwm.db-wal'), log);
  const port = await openLocalSqlite({ directory: place });
  try {
    const kept = await Promise.all(said.map(async (line) => {
      const [, run = '', seq = ''] = line.split(' ');
      return ((await port.runs.get(RunId.parse(run)))?.seq ?? 0) >= Number(seq);
    }));
    const isBeginning = kept.every((is, index) => !is || index === 0 || kept[index - 1] === true);
    return { ...(await compareSteps(port, acknowledgedSteps(said))), isBeginning };
  } finally {
    await port.close();
    await rm(place, { recursive: true, force: true });
  }
}

/** The log cut off somewhere, or with up to five bits the other way round. */
function damaged(log: Buffer, chance: () => number): Buffer {
  if (chance() < 0.5) return log.subarray(0, Math.floor(chance() * log.length));
  const changed = Buffer.from(log);
  for (let flips = 1 + Math.floor(chance() * 5); flips > 0; flips -= 1) {
    const at = Math.floor(chance() * changed.length);
    changed.writeUInt8(changed.readUInt8(at) ^ (1 << Math.floor(chance() * 8)), at);
  }
  return changed;
}

/** The acknowledgements of a process that was killed, so that its log was never emptied. */
async function linesUntilKilled(place: string, acks: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [program, place, '1', '1000000'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('ack')) lines.push(line);
    if (lines.length === acks) child.kill('SIGKILL');
  }
  return lines;
}
