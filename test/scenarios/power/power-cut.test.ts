import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { isLong } from '../../long.ts';
import { type DiskOperation, recordDisk } from './disk-recording.ts';
import { acknowledgedSteps, compareSteps, sequence } from './kept-steps.ts';
import { type AfterPowerCut, cutPower, writeFiles } from './power-cut.ts';

const program = join(import.meta.dirname, '../../adapters/storage/committing-process.ts');
const lazySync = join(import.meta.dirname, 'lazy-sync.mjs');
const hasStrace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0;
const cuts = isLong ? 2000 : 100;

let directory: string;
beforeEach(async () => { directory = await realpath(await mkdtemp(join(tmpdir(), 'aiwm-power-'))); });
afterEach(async () => { await rm(directory, { recursive: true, force: true }); });

// What is recorded are system calls of Linux, so that it needs its tracer.
describe.skipIf(!hasStrace)('when the power is cut', () => {
  it(`${String(cuts)} states of the disk are whole, and hold every step that was acknowledged`, { timeout: 600_000 }, async () => {
    const states = await statesAfterCuts([]);
    expect(states.filter(({ damage }) => damage !== undefined)).toEqual([]);
    expect(states.filter(({ lost }) => lost > 0)).toEqual([]);
    // Cuts that met no acknowledged step would show nothing.
    expect(states.filter(({ acknowledged }) => acknowledged > 50).length).toBeGreaterThan(cuts / 4);
  });

  it('a database that syncs less loses steps: the control', { timeout: 600_000 }, async () => {
    const states = await statesAfterCuts(['--import', lazySync]);
    expect(states.filter(({ lost }) => lost > 0).length).toBeGreaterThan(cuts / 10);
  });
});

interface StateFound {
  readonly seed: number;
  readonly cut: number;
  readonly acknowledged: number;
  /** Acknowledged steps that are not there. */
  readonly lost: number;
  readonly damage?: string;
}

async function statesAfterCuts(nodeOptions: readonly string[]): Promise<readonly StateFound[]> {
  const live = join(directory, 'live');
  // Made before, so that the cuts meet commits and not the migrations.
  await (await openLocalSqlite({ directory: live })).close();
  const made = await filesOf(live);
  const operations = [...made, ...(await recordDisk({ directory: live, command: [...nodeOptions, program, live, '3', '400'] }))];
  const found: StateFound[] = [];
  for (let seed = 1; seed <= cuts; seed += 1) {
    const chance = sequence(seed);
    const cut = made.length + Math.floor(chance() * (operations.length - made.length));
    found.push({ seed, cut, ...(await examine(cutPower(operations, cut, chance), seed)) });
  }
  return found;
}

/** The files as they stood before the recording, all of them on the disk. */
async function filesOf(live: string): Promise<readonly DiskOperation[]> {
  const names = (await readdir(live, { withFileTypes: true })).filter((entry) => entry.isFile() && !entry.name.endsWith('-shm')).map(({ name }) => name);
  const all = await Promise.all(names.map(async (file): Promise<readonly DiskOperation[]> => [{ kind: 'write', file, at: 0, bytes: await readFile(join(live, file)) }, { kind: 'sync', file }]));
  return all.flat();
}

async function examine(state: AfterPowerCut, seed: number): Promise<Pick<StateFound, 'acknowledged' | 'lost' | 'damage'>> {
  const place = join(directory, `state-${String(seed)}`);
  const acknowledged = acknowledgedSteps(state.said);
  await writeFiles(place, state.files);
  try {
    const port = await openLocalSqlite({ directory: place });
    try {
      return { acknowledged: state.said.length, ...(await compareSteps(port, acknowledged)) };
    } finally {
      await port.close();
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { acknowledged: state.said.length, lost: 0, damage: error.message };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
