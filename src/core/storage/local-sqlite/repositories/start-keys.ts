import type { RunId } from '../../../domain/model/ids.ts';
import { startKeyLifeMs } from '../../start-key-life.ts';
import type { Connection } from '../connection.ts';

/** The run that was started with the key, whether or not it is still kept. */
export function startedWith(connection: Connection, key: string): RunId | undefined {
  const kept = connection.prepare<{ readonly id: RunId }>(`select id from workflow_runs where start_key = ?`).get(key);
  return (kept ?? connection.prepare<{ readonly id: RunId }>(`select id from run_start_keys where key = ?`).get(key))?.id;
}

/** Call it before a run's row is removed: its key is known for some time yet. */
export function keepStartKey(connection: Connection, run: number): void {
  connection.prepare(`insert into run_start_keys (key, id, started_at) select start_key, id, started_at from workflow_runs where run = ? on conflict do nothing`).run(run);
}

/** Forgets the keys of runs that are gone and began too long before `now`. */
export function forgetStartKeys(connection: Connection, now: number): void {
  connection.prepare(`delete from run_start_keys where started_at < ?`).run(now - startKeyLifeMs);
}
