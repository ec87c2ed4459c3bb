import type { ReleaseRun } from '../../domain/ports/workflow-data-port.ts';
import type { CommitAnswer } from '../../domain/ports/run-commit.ts';
import type { RunId } from '../../domain/model/ids.ts';
import { currentEpoch } from './commit-run.ts';
import type { Connection } from './connection.ts';
import { blobsOf, dropUses } from './history/run-blobs.ts';
import { keepStartKey } from './repositories/start-keys.ts';

/** Marks a run as handed out: its rows stay to be read, and nothing of it fires or can be answered here any more. */
export function releaseRun(connection: Connection, { runId, epoch, expectedSeq, at }: ReleaseRun): CommitAnswer {
  const current = currentEpoch(connection);
  if (epoch !== current) return { kind: 'fenced', epoch: current };
  const found = connection.prepare<{ readonly seq: number; readonly releasedAt: number | null }>(`select seq, released_at as releasedAt from workflow_runs where id = ?`).get(runId);
  if (found?.seq !== expectedSeq || found.releasedAt !== null) return { kind: 'conflict', seq: found?.seq ?? 0 };
  connection.prepare(`update workflow_runs set released_at = @at where id = @runId`).run({ at, runId });
  connection.prepare(`delete from workflow_run_schedules where run_id = @runId`).run({ runId });
  connection.prepare(`update card_requests set state = 'withdrawn', closed_at = @at where run_id = @runId and state = 'open'`).run({ at, runId });
  connection.prepare(`update approvals set state = 'withdrawn', closed_at = @at where run_id = @runId and state = 'open'`).run({ at, runId });
  return { kind: 'committed', seq: expectedSeq };
}

interface Column {
  readonly name: string;
  readonly key: 'run' | 'run_id';
}

/** Removes a run with everything only it has, in whatever table that stands. Answers whether there was one. */
export function purgeRun(connection: Connection, { runId, epoch }: { readonly runId: RunId; readonly epoch: number }): boolean {
  if (epoch !== currentEpoch(connection)) return false;
  const found = connection.prepare<{ readonly run: number; readonly definitionHash: string }>(`select run, definition_hash as definitionHash from workflow_runs where id = ?`).get(runId);
  if (found === undefined) return false;
  const row = { ...found, id: runId };
  dropUses(connection, found.run, blobsOf(connection, row, 'run'));
  removeRun(connection, row);
  return true;
}

/** Every row of a run, in whatever table it stands, but what it used, and its start key: sums and budgets stay true without it, and nothing starts twice. */
export function removeRun(connection: Connection, { run, id }: { readonly run: number; readonly id: RunId }): void {
  // Rows refer to each other; what counts is that nothing is left over at the end.
  connection.pragma('defer_foreign_keys = on');
  connection.prepare(`delete from card_submissions where card_id in (select id from card_requests where run_id = ?)`).run(id);
  for (const { name, key } of tablesOfRuns(connection)) {
    if (name !== 'workflow_runs') connection.prepare(`delete from "${name}" where ${key} = ?`).run(key === 'run' ? run : id);
  }
  keepStartKey(connection, run);
  connection.prepare(`delete from workflow_runs where run = ?`).run(run);
}

function tablesOfRuns(connection: Connection): readonly Column[] {
  return connection
    .prepare<Column>(
      `select t.name as name, c.name as key
       from sqlite_schema as t, pragma_table_info(t.name) as c
       where t.type = 'table' and t.name <> 'token_usage' and c.name in ('run', 'run_id')
       order by t.name`,
    )
    .all();
}
