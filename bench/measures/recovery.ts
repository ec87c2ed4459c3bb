import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { inFreshDirectory, type Measure, median } from '../measure.ts';
import { openProduct } from '../product.ts';

const runs = 10_000;

/**
 * From opening a directory whose host was killed to every run of it recovered, each by a row of its own. The plain way is
 * that of the prototype the product is held against: it knows no engine, reads every unfinished run with its rows, folds them
 * to the last one's number, appends a row to each and moves the run's own, 500 to a commit. Neither side is the first to open
 * the log that the killed host left.
 */
export const recovery: Measure = {
  name: '10,000 unfinished runs after kill -9, all resumed',
  goal: '≤ 2 × the prototype: all rows read and folded, one appended and one moved each',
  async measure(pairs) {
    const measured: { readonly plain: number; readonly product: number }[] = [];
    for (let pair = 0; pair < Math.min(pairs, 3); pair += 1) {
      measured.push(await inFreshDirectory(async (directory) => {
        await killedHost(directory);
        new Database(join(directory, 'aiwm.db')).close();
        return { plain: resumePlainly(directory), product: await resume(directory) };
      }));
    }
    const ratio = median(measured.map(({ plain, product }) => product / plain));
    const ms = (side: 'plain' | 'product'): string => `${Math.round(median(measured.map((pair) => pair[side])))} ms`;
    return { against: ms('plain'), product: ms('product'), result: ratio.toFixed(2), met: ratio <= 2 };
  },
};

/** A host with that many runs in the middle of an effect, killed. */
async function killedHost(directory: string): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'unfinished-runs.ts'), directory, String(runs)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for await (const line of createInterface({ input: child.stdout })) if (line === 'ready') child.kill('SIGKILL');
  await ended;
}

async function resume(directory: string): Promise<number> {
  const began = performance.now();
  const product = await openProduct({ directory, effect: () => new Promise(() => undefined) });
  const took = performance.now() - began;
  const { driving } = await product.runtime.health();
  if (driving !== runs) throw new Error(`${driving} of ${runs} runs were resumed`);
  await product.close();
  return took;
}

interface Row {
  readonly run: number;
  readonly events: string;
}

function resumePlainly(directory: string): number {
  const began = performance.now();
  const db = new Database(join(directory, 'aiwm.db'));
  db.pragma('synchronous = full');
  db.exec('create table resumed (run integer not null, seq integer not null, type text not null, at integer not null, primary key (run, seq)) without rowid');
  const found = db.prepare<[], { run: number }>(`select run from workflow_runs where status = 'running'`).all();
  const rows = db.prepare<[number], Row>('select run, events from workflow_run_batches where run = ? order by seq');
  const states = found.map(({ run }) => ({ run, seq: rows.all(run).reduce((seq, row) => seq + (JSON.parse(row.events) as unknown[]).length, 0) }));
  const insert = db.prepare('insert into resumed (run, seq, type, at) values (?, ?, ?, ?)');
  const move = db.prepare('update workflow_runs set updated_at = ? where run = ?');
  for (let from = 0; from < states.length; from += 500) {
    db.transaction(() => {
      for (const { run, seq } of states.slice(from, from + 500)) {
        insert.run(run, seq + 1, 'resumed', Date.now());
        move.run(Date.now(), run);
      }
    })();
  }
  if (states.length !== runs) throw new Error(`${states.length} of ${runs} runs were found`);
  const took = performance.now() - began;
  db.exec('drop table resumed');
  db.close();
  return took;
}
