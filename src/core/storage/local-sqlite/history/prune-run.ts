import type { RunId } from '../../../domain/model/ids.ts';
import type { RunPart } from '../../../domain/model/run-parts.ts';
import type { PrunableRun, PruneFilter } from '../../../domain/ports/run-history.ts';
import type { Connection } from '../connection.ts';
import { removeRun } from '../leave-run.ts';
import { blobUse } from './blob-uses.ts';
import { blobsOf, dropUses } from './run-blobs.ts';

/** A run that may lose something, as its row says. */
export interface Candidate extends Omit<PrunableRun, 'bytes'> {
  readonly run: number;
  readonly definitionHash: string;
}

/** How much each stage of pruning has taken before it; the number a row keeps. */
const levels: { readonly [Part in RunPart]: number } = { payloads: 1, events: 2, run: 3 };

/** Runs that go on, are handed out, pinned, kept as a test, or the parent of one that goes on lose nothing, whatever is asked. */
const mayLose = `
  ended_at is not null and status in ('completed', 'failed', 'cancelled') and released_at is null
  and pinned is not 1 and not (status = 'failed' and pinned is null and @keepFailed = 1)
  and (archived_at is not null or @archivedOnly = 0)
  and (@workflowId is null or workflow_id = @workflowId)
  and not exists (select 1 from workflow_tests where run_id = workflow_runs.id)
  and not exists (select 1 from workflow_runs as fork where fork.parent_run_id = workflow_runs.id and fork.ended_at is null and fork.released_at is null)`;

const columns = `run, id, workflow_id as workflowId, ended_at as endedAt, definition_hash as definitionHash`;

/** A page of candidates, longest ended first, read along the index of ended runs. */
export function candidates(connection: Connection, filter: PruneFilter & { readonly after?: Pick<PrunableRun, 'id' | 'endedAt'>; readonly limit: number }): readonly Candidate[] {
  const { after, limit } = filter;
  return connection
    .prepare<Candidate>(candidatesStatement(filter.part, { continued: after !== undefined }))
    .all({ ...parameters(filter), limit, ...(after === undefined ? {} : { afterAt: after.endedAt, afterId: after.id }) });
}

export function candidatesStatement(part: RunPart, { continued }: { readonly continued: boolean }): string {
  const stages = Array.from({ length: levels[part] }, (_, level) => level);
  // The run before may be gone: then those that ended with it are looked at again.
  const after = continued ? 'and (ended_at, run) > (@afterAt, coalesce((select run from workflow_runs where id = @afterId), -1))' : '';
  const branch = (level: number): string => `select ${columns} from workflow_runs where pruned = ${String(level)} and ended_at < @endedBefore ${after} and ${mayLose}`;
  return `${stages.map(branch).join(' union all ')} order by endedAt, run limit @limit`;
}

/** The run, if it may still lose the part. */
export function candidate(connection: Connection, id: RunId, filter: PruneFilter): Candidate | undefined {
  return connection
    .prepare<Candidate>(`select ${columns} from workflow_runs where id = @id and pruned < ${String(levels[filter.part])} and ended_at < @endedBefore and ${mayLose}`)
    .get({ ...parameters(filter), id });
}

function parameters({ endedBefore, workflowId, keepFailed, archivedOnly }: PruneFilter): Record<string, string | number | null> {
  return { endedBefore, workflowId: workflowId ?? null, keepFailed: Number(keepFailed), archivedOnly: Number(archivedOnly) };
}

interface Holding {
  /** Blobs the run alone uses and that may go with the part. */
  readonly own: readonly { readonly sha256: string; readonly bytes: number; readonly isFile: boolean }[];
  readonly shared: readonly string[];
  readonly bytes: number;
}

/** What would be free without the part. */
export function holdingOf(connection: Connection, found: Candidate, part: RunPart): Holding {
  const blobs = blobsOf(connection, found, part);
  const own = blobs.flatMap((sha256) => {
    const blob = connection.prepare<{ readonly bytes: number; readonly isFile: number; readonly kept: number }>(`select bytes, content is null as isFile, kept from blobs where sha256 = ?`).get(sha256);
    const other = connection.prepare(`select 1 from blob_uses where address = ? and used_by <> ? limit 1`).get(blobUse(sha256), found.run);
    return blob === undefined || blob.kept === 1 || other !== undefined ? [] : [{ sha256, bytes: blob.bytes, isFile: blob.isFile === 1 }];
  });
  const rows = connection
    .prepare<{ readonly bytes: number }>(
      `select coalesce((select length(image) from workflow_run_images where run = @run), 0)
         + @journal * (coalesce((select sum(length(events)) from workflow_run_batches where run = @run), 0)
           + coalesce((select sum(length(batches)) from workflow_run_segments where run = @run), 0))
         + @row * 1024 as bytes`,
    )
    .get({ run: found.run, journal: Number(part !== 'payloads'), row: Number(part === 'run') });
  return { own, shared: blobs, bytes: (rows?.bytes ?? 0) + own.reduce((sum, { bytes }) => sum + bytes, 0) };
}

export interface Taken {
  readonly bytes: number;
  /** Blob files nobody names any more: remove them once the transaction is durable. */
  readonly files: readonly string[];
}

/** Takes the part from the run, and everything that comes before it, inside the open transaction. */
export function takePart(connection: Connection, found: Candidate, part: RunPart): Taken {
  const { own, shared, bytes } = holdingOf(connection, found, part);
  dropUses(connection, found.run, shared);
  for (const { sha256 } of own) connection.prepare(`delete from blobs where sha256 = ?`).run(sha256);
  if (part === 'run') removeRun(connection, found);
  else {
    connection.prepare(`delete from workflow_run_images where run = ?`).run(found.run);
    if (part === 'events') for (const table of ['workflow_run_batches', 'workflow_run_segments'] as const) connection.prepare(`delete from ${table} where run = ?`).run(found.run);
    connection.prepare(`update workflow_runs set pruned = ? where run = ?`).run(levels[part], found.run);
  }
  return { bytes, files: own.filter(({ isFile }) => isFile).map(({ sha256 }) => sha256) };
}
