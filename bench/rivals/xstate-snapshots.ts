import Database from 'better-sqlite3';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured, Work } from '../measure.ts';

interface Actor {
  start(): unknown;
  send(event: { readonly type: string; readonly output: string }): void;
  getPersistedSnapshot(): unknown;
  getSnapshot(): { readonly status: string };
}
/** What is used of `xstate`. */
interface XState {
  readonly createMachine: (config: object) => unknown;
  readonly createActor: (machine: unknown, options: { readonly input: { readonly context: string } }) => Actor;
  readonly assign: (change: object) => unknown;
}

/**
 * XState keeping its persisted snapshot after every event, as its subscribers do it: one write for one event, synced in full
 * before the next. It keeps no history: only where each run stands.
 */
export async function runXState(work: Work): Promise<Measured> {
  const name: string = 'xstate';
  const xstate = (await import(name)) as XState;
  const machine = chain(xstate, work.steps);
  const db = new Database(join(work.directory, 'xstate.db'));
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.exec('create table snapshots (id integer primary key, snapshot text not null)');
  const insert = db.prepare('insert into snapshots (id, snapshot) values (?, ?)');
  const update = db.prepare('update snapshots set snapshot = ? where id = ?');

  const measured = await work.measure(async (id) => {
    const actor = xstate.createActor(machine, { input: { context: work.context } });
    actor.start();
    insert.run(id, JSON.stringify(actor.getPersistedSnapshot()));
    for (let step = 1; step <= work.steps; step += 1) {
      actor.send({ type: 'done', output: await work.effect() });
      update.run(JSON.stringify(actor.getPersistedSnapshot()), id);
    }
    if (actor.getSnapshot().status !== 'done') throw new Error('the machine did not come to its end');
  });
  db.close();
  return { ...measured, bytes: statSync(join(work.directory, 'xstate.db')).size };
}

/** `s1 → … → sn → end`, each left by the outcome of its effect. */
function chain({ createMachine, assign }: XState, steps: number): unknown {
  const states = Array.from({ length: steps }, (_, index) => {
    const target = index + 1 === steps ? 'end' : `s${index + 2}`;
    return [`s${index + 1}`, { on: { done: { target, actions: assign({ output: ({ event }: { readonly event: { readonly output: string } }) => event.output }) } } }] as const;
  });
  return createMachine({
    id: 'chain',
    initial: 's1',
    context: ({ input }: { readonly input: { readonly context: string } }) => ({ context: input.context, output: '' }),
    states: { ...Object.fromEntries(states), end: { type: 'final' } },
  });
}
