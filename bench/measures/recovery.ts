import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { createGroup, openDatabase } from '../floor.ts';
import { contextOf, inFreshDirectory, type Measure, median } from '../measure.ts';
import { openProduct } from '../product.ts';

const runs = 10_000;

/**
 * From opening a directory whose host was killed to every run of it recovered, each by a durable row of its own. The other
 * side is the prototype the product is held against, at the same work: it opens its own database with as many unfinished runs
 * of as many steps and as much context, reads the journal of each, folds it to where the run stands, and then appends a row to
 * each and moves the run's own, 500 to a commit. It knows no definition, no values and no effects. Both sides run in this
 * process, so that neither counts the start of a program, and neither is the first to open the log that the killed host left.
 */
export const recovery: Measure = {
  name: '10,000 unfinished runs after kill -9, all resumed',
  goal: '≤ 2 × the prototype: every journal read and folded, a durable row for each run',
  async measure(pairs) {
    const measured: { readonly prototype: number; readonly product: number }[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      measured.push(await inFreshDirectory(async (directory) => {
        await killedHost(directory);
        new Database(join(directory, 'aiwm.db')).close();
        layDownPrototype(directory);
        return { prototype: await resumePrototype(directory), product: await resume(directory) };
      }));
    }
    const ratio = median(measured.map(({ prototype, product }) => product / prototype));
    const ms = (side: 'prototype' | 'product'): string => `${Math.round(median(measured.map((pair) => pair[side])))} ms`;
    return { against: ms('prototype'), product: ms('product'), result: ratio.toFixed(2), met: ratio <= 2 };
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

const prototypeFile = 'prototype.db';

/** The database of the prototype after as many runs of three steps. */
function layDownPrototype(directory: string): void {
  const db = openDatabase(join(directory, prototypeFile));
  const insertRun = db.prepare(`insert into runs (workflow, status, state, seq, context, created, updated) values ('chain', 'running', 's3', 3, ?, ?, ?)`);
  const insertEvent = db.prepare('insert into run_events (run, seq, type, state, data, at) values (?, ?, ?, ?, ?, ?)');
  const context = contextOf(2048);
  db.transaction(() => {
    for (let count = 0; count < runs; count += 1) {
      const run = Number(insertRun.run(context, Date.now(), Date.now()).lastInsertRowid);
      for (let seq = 0; seq <= 3; seq += 1) insertEvent.run(run, seq, seq === 0 ? 'run.started' : 'step.completed', `s${seq}`, seq === 0 ? null : '{"ok":true}', Date.now());
    }
  })();
  db.close();
}

interface Standing {
  readonly id: number;
  readonly seq: number;
  readonly state: string;
}

async function resumePrototype(directory: string): Promise<number> {
  const began = performance.now();
  const db = openDatabase(join(directory, prototypeFile));
  const journal = db.prepare<[number], { seq: number; state: string }>('select seq, state from run_events where run = ? order by seq');
  const found = db.prepare<[], { id: number; workflow: string }>(`select id, workflow from runs where status = 'running'`).all();
  const standing = found.map(({ id }) => journal.all(id).reduce<Standing>((_, { seq, state }) => ({ id, seq, state }), { id, seq: 0, state: '' }));
  const insertEvent = db.prepare('insert into run_events (run, seq, type, state, data, at) values (?, ?, ?, ?, ?, ?)');
  const updateRun = db.prepare('update runs set state = ?, seq = ?, status = ?, updated = ? where id = ?');
  const group = createGroup(db);
  const resumed = ({ id, seq, state }: Standing): Promise<void> => group(() => {
    const at = Date.now();
    insertEvent.run(id, seq + 1, 'run.resumed', state, null, at);
    updateRun.run(state, seq + 1, 'running', at, id);
  });
  for (let from = 0; from < standing.length; from += 500) await Promise.all(standing.slice(from, from + 500).map(resumed));
  if (standing.length !== runs) throw new Error(`${standing.length} of ${runs} runs were found`);
  const took = performance.now() - began;
  db.close();
  return took;
}
