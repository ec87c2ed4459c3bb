import Database from 'better-sqlite3';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured, Work } from './measure.ts';

/**
 * The least a durable step can cost on this machine: one row appended and one row updated in a transaction that is
 * synced before the next step begins, with commits of one turn grouped. It knows no workflow, no values and no recovery;
 * it is what the product is measured against, never a thing to use.
 */
export async function runFloor(work: Work): Promise<Measured> {
  const db = new Database(join(work.directory, 'floor.db'));
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.exec(`
    create table runs (id integer primary key, state text not null, seq integer not null, context text not null);
    create table run_events (run integer not null, seq integer not null, type text not null, data text not null, at integer not null, primary key (run, seq)) without rowid;
  `);
  const insertRun = db.prepare('insert into runs (id, state, seq, context) values (?, ?, 0, ?)');
  const insertEvent = db.prepare('insert into run_events (run, seq, type, data, at) values (?, ?, ?, ?, ?)');
  const updateRun = db.prepare('update runs set state = ?, seq = ? where id = ?');
  const group = createGroup(db);

  async function oneRun(id: number): Promise<void> {
    await group(() => insertRun.run(id, 's0', work.context));
    for (let seq = 1; seq <= work.steps; seq += 1) {
      const output = await work.effect();
      await group(() => {
        insertEvent.run(id, seq, 'step', output, Date.now());
        updateRun.run(`s${seq}`, seq, id);
      });
    }
  }

  const measured = await work.measure(oneRun);
  db.close();
  return { ...measured, bytes: statSync(join(work.directory, 'floor.db')).size };
}

/** Everything asked for within one turn of the event loop shares a transaction. */
function createGroup(db: Database.Database): (write: () => void) => Promise<void> {
  let waiting: { write: () => void; done: () => void }[] = [];
  const flush = db.transaction((members: typeof waiting) => {
    for (const { write } of members) write();
  });
  return (write) =>
    new Promise((done) => {
      waiting.push({ write, done });
      if (waiting.length > 1) return;
      setImmediate(() => {
        const members = waiting;
        waiting = [];
        flush.immediate(members);
        for (const member of members) member.done();
      });
    });
}
