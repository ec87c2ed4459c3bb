import { AppError } from '../../../domain/model/errors.ts';
import type { RunId } from '../../../domain/model/ids.ts';
import type { DamagedRun } from '../../../domain/ports/workflow-run-repository.ts';
import type { Connection } from '../connection.ts';

interface Record extends Standing {
  readonly id: RunId;
  /** Batches after the image that are no JSON. */
  readonly torn: number;
  readonly isImageTorn: number;
  /** Rows after the image, by the batches that can be read. */
  readonly later: number;
  /** Where those rows begin. */
  readonly after: number;
}

/** Where a run's row stands, and where its journal ends. */
interface Standing {
  readonly seq: number;
  readonly journalSeq: number;
}

/**
 * Which of these runs cannot go on from what is kept of them, told by what SQLite sees without handing it out: no row is read
 * into memory. What only an attempt to go on finds, such as a row of an unknown kind, is not among it.
 */
export function findDamaged(connection: Connection, ids: readonly RunId[]): readonly DamagedRun[] {
  return connection.prepare<Record>(standings).all(JSON.stringify(ids)).flatMap((record) => {
    const why = whyDamaged(record);
    return why === undefined ? [] : [{ id: record.id, why }];
  });
}

function whyDamaged(record: Record): string | undefined {
  const { id, seq, torn, isImageTorn, later, after } = record;
  if (torn > 0) return 'A batch of its journal is not readable.';
  if (isImageTorn > 0) return 'The image of its state is not readable.';
  if (record.journalSeq === seq && later >= seq - after) return undefined;
  return gapInJournal(id, record).message;
}

/** The image and the segments say the rows up to `after`; a batch may reach across. */
const standings = `
  select id, seq, journalSeq, after, isImageTorn,
    (select count(*) from workflow_run_batches as batch where batch.run = run.run and batch.seq > after and not json_valid(events)) as torn,
    (select coalesce(sum(case when json_valid(events) then json_array_length(events) end), 0) from workflow_run_batches as batch where batch.run = run.run and batch.seq > after) as later
  from (
    select run, id, seq,
      coalesce((select max(seq) from workflow_run_batches where run = workflow_runs.run), sealed) as journalSeq,
      max(sealed, coalesce((select seq from workflow_run_images where run = workflow_runs.run), 0)) as after,
      coalesce((select not json_valid(image) from workflow_run_images where run = workflow_runs.run), 0) as isImageTorn
    from workflow_runs
    where id in (select value from json_each(?)) and pruned < 2
  ) as run`;

/** What is said of a run whose row and journal do not agree. */
export function gapInJournal(id: RunId, { seq, journalSeq }: Standing): AppError {
  const what = journalSeq === seq ? `rows are missing before row ${String(seq)}` : `its row says ${String(seq)} rows, and its journal ends at row ${String(journalSeq)}`;
  return new AppError('integrity', `The journal of run ${id} is not whole: ${what}.`, { next: 'Restore the database from a backup.' });
}
