import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { RunId } from '../../../src/core/domain/model/ids.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const program = join(import.meta.dirname, 'committing-process.ts');
const hasStrace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0;
/** Seeded, so that a failure comes again. */
const chance = sequence(20_261_122);

/** Where batches are written: by the thread that asks, or beside it. */
const places = ['here', 'beside'] as const;

describe.each(places)('what SQLite reported as done, written %s', (place) => {
  it('survives kill -9 at any moment, without a gap', async () => {
    const directory = await temporaryDirectory();
    const acknowledged = new Map<string, number>();
    let acks = 0;

    for (let round = 0; round < 10; round += 1) {
      for (const line of await linesUntilKilled([directory, '8', '1000000', place], 1 + Math.floor(chance() * 400))) {
        const [word, runId = '', seq = ''] = line.split(' ');
        if (word !== 'ack') continue;
        acks += 1;
        acknowledged.set(runId, Math.max(acknowledged.get(runId) ?? 0, Number(seq)));
      }
      await expectWhole(directory, acknowledged);
    }

    expect(acks).toBeGreaterThan(300);
  });

  // Reading the pragma would prove nothing: it says FULL also when the library works with NORMAL.
  it.skipIf(!hasStrace)('was synced to the disk, one commit at a time', async () => {
    const directory = await temporaryDirectory();
    const trace = join(directory, 'trace');

    execFileSync('strace', ['-f', '-e', 'trace=fsync,fdatasync', '-o', trace, process.execPath, program, directory, '1', '50', place]);

    expect(syncs(await readFile(trace, 'utf8'))).toBeGreaterThanOrEqual(50);
  });

  it.skipIf(!hasStrace)('shares its sync with everything of the same moment', async () => {
    const directory = await temporaryDirectory();
    const trace = join(directory, 'trace');

    execFileSync('strace', ['-f', '-e', 'trace=fsync,fdatasync', '-o', trace, process.execPath, program, directory, '100', '1000', place]);

    const count = syncs(await readFile(trace, 'utf8'));
    expect(count).toBeGreaterThanOrEqual(10);
    expect(count).toBeLessThan(100);
  });
});

const failures = [
  { failure: 'a full disk', inject: 'pwrite64:error=ENOSPC:when=40+97' },
  { failure: 'an input/output error while writing', inject: 'pwrite64:error=EIO:when=40+97' },
  { failure: 'an input/output error while syncing', inject: 'fsync,fdatasync:error=EIO:when=20+5' },
];

describe.skipIf(!hasStrace)('when the disk fails', () => {
  it.each(places.flatMap((place) => failures.map((failure) => ({ ...failure, place }))))('$failure, written $place, refuses the step with a code, and the next one is written', async ({ inject, place }) => {
    const directory = await temporaryDirectory();
    // Made before, so that the failures meet commits and not the migrations.
    await (await openLocalSqlite({ directory })).close();

    const output = execFileSync('strace', ['-f', '-o', '/dev/null', '-e', `inject=${inject}`, process.execPath, program, directory, '1', '60', place], { encoding: 'utf8' });

    const lines = output.trim().split('\n');
    const refused = lines.filter((line) => line.startsWith('refused'));
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map((line) => line.split(' ')[1]))).toEqual(new Set(['precondition_failed']));
    const acknowledged = new Map(lines.filter((line) => line.startsWith('ack')).map((line) => [line.split(' ')[1] ?? '', Number(line.split(' ')[2])]));
    expect(acknowledged.size).toBeGreaterThan(0);
    await expectWhole(directory, acknowledged);
  });
});

it.skipIf(!hasStrace).each(places)('a failed sync ends the connection that wrote %s: what it believed to be written may not be', async (place) => {
  const directory = await temporaryDirectory();
  await (await openLocalSqlite({ directory })).close();
  const trace = join(directory, 'trace');

  execFileSync('strace', ['-f', '-o', trace, '-e', 'trace=openat,fsync,fdatasync', '-e', 'inject=fsync,fdatasync:error=EIO:when=10', process.execPath, program, directory, '1', '30', place]);

  const opens = (await readFile(trace, 'utf8')).split('\n').filter((line) => /aiwm\.db-wal", \S*O_RDWR/.test(line));
  // By the log: SQLite keeps the file itself open while another connection has it. Where another thread writes, that one is one more.
  expect(opens).toHaveLength(place === 'here' ? 2 : 3);
});

it.skipIf(!hasStrace)('a disk that is full from the beginning is said to be full', async () => {
  const directory = await temporaryDirectory();
  const { status, stderr } = spawnSync('strace', ['-f', '-o', '/dev/null', '-e', 'inject=pwrite64:error=ENOSPC', process.execPath, program, directory, '1', '1'], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('Free some space and try again.');
});

/** Every acknowledged row is there, every journal counts from 1 without a gap, and the row agrees with it. */
async function expectWhole(directory: string, acknowledged: ReadonlyMap<string, number>): Promise<void> {
  const port = await openLocalSqlite({ directory });
  try {
    expect((await port.inspect())['integrity']).toBe('ok');
    for (const [id, seq] of acknowledged) {
      const runId = RunId.parse(id);
      const events = await port.runs.events(runId, { after: 0, limit: 1_000_000 });
      expect(events.length).toBeGreaterThanOrEqual(seq);
      expect(events.map((event) => event.seq)).toEqual(Array.from(events, (_, index) => index + 1));
      expect((await port.runs.get(runId))?.seq).toBe(events.length);
    }
  } finally {
    await port.close();
  }
}

/** Lets the program acknowledge that many commits and kills it in the middle of whatever it then does. */
async function linesUntilKilled(args: readonly string[], acks: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<string | null>((resolve) => {
    child.once('exit', (_, signal) => {
      resolve(signal);
    });
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === acks) child.kill('SIGKILL');
  }
  expect(await exited).toBe('SIGKILL');
  return lines;
}

function syncs(trace: string): number {
  // A call that is interrupted by another thread takes two lines; only the first names its argument.
  return trace.split('\n').filter((line) => /\b(?:fsync|fdatasync)\(/.test(line)).length;
}

function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
