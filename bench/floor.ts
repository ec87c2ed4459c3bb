import Database from 'better-sqlite3';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured, Work } from './measure.ts';

/**
 * The least a durable state machine costs on this machine, which is what the prototype of the engine came to. Per step it
 * appends one row to the journal and updates the run's row in a transaction that is synced before the next step begins;
 * commits of one turn are grouped. The run's row is what a list of runs needs: its workflow, its status and when it was
 * last changed, so that each step moves the entry of the index by status. It knows no definition, no values and no
 * recovery; it is what the product is measured against, never a thing to use.
 */
export async function runFloor(work: Work): Promise<Measured> {
  const file = join(work.directory, 'floor.db');
  const db = openDatabase(file);
  const insertRun = db.prepare('insert into runs (workflow, status, state, seq, context, created, updated) values (?, ?, ?, 0, ?, ?, ?)');
  const insertEvent = db.prepare('insert into run_events (run, seq, type, state, data, at) values (?, ?, ?, ?, ?, ?)');
  const updateRun = db.prepare('update runs set state = ?, seq = ?, status = ?, updated = ? where id = ?');
  const group = createGroup(db);

  async function oneRun(): Promise<void> {
    const id = await group(() => {
      const at = Date.now();
      const run = Number(insertRun.run('chain', 'running', 's0', work.context, at, at).lastInsertRowid);
      insertEvent.run(run, 0, 'run.started', 's0', null, at);
      return run;
    });
    for (let seq = 1; seq <= work.steps; seq += 1) {
      const output = await work.effect();
      const [state, status] = seq === work.steps ? ['done', 'done'] : [`s${seq}`, 'running'];
      await group(() => {
        const at = Date.now();
        insertEvent.run(id, seq, 'step.completed', state, output, at);
        updateRun.run(state, seq, status, at, id);
      });
    }
  }

  const measured = await work.measure(oneRun);
  db.close();
  return { ...measured, bytes: statSync(file).size };
}

/** As the prototype opens it; what is there stays. */
export function openDatabase(file: string): Database.Database {
  const db = new Database(file);
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.pragma('cache_size = -32000');
  db.pragma('temp_store = memory');
  db.exec(`
    create table if not exists runs (id integer primary key, workflow text not null, status text not null, state text not null, seq integer not null, context text, created integer not null, updated integer not null);
    create index if not exists runs_by_status on runs (status, updated desc);
    create index if not exists runs_of_workflow on runs (workflow, created desc);
    create table if not exists run_events (run integer not null, seq integer not null, type text not null, state text, data text, at integer not null, primary key (run, seq)) without rowid;
  `);
  return db;
}

/** Everything asked for within one turn of the event loop shares a transaction. */
export function createGroup(db: Database.Database): <Answer>(write: () => Answer) => Promise<Answer> {
  let waiting: (() => () => void)[] = [];
  const flush = db.transaction((members: typeof waiting) => members.map((write) => write()));
  return (write) =>
    new Promise((done) => {
      waiting.push(() => {
        const answer = write();
        return () => { done(answer); };
      });
      if (waiting.length > 1) return;
      setImmediate(() => {
        const members = waiting;
        waiting = [];
        for (const tell of flush.immediate(members)) tell();
      });
    });
}
