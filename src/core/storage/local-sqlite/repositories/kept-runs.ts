import type { RunId } from '../../../domain/model/ids.ts';
import type { RunEvent } from '../../../domain/model/run-event.ts';
import type { KeptRun, KeptState, StandingRow } from '../../../domain/ports/workflow-run-repository.ts';
import type { Connection } from '../connection.ts';
import { segmentsAfter } from '../history/segments.ts';
import { readJsonObject } from '../stored-values.ts';
import { type BatchRecord, readBatch } from './batch-rows.ts';
import { gapInJournal } from './damaged-runs.ts';
import { prunedPart, runColumns, toRunRow, type RunRecord } from './run-records.ts';

interface KeptRecord extends RunRecord, Kept {}

/** Where a run's journal and image stand. */
interface Kept {
  readonly run: number;
  readonly seq: number;
  readonly image: string | null;
  readonly imageSeq: number | null;
  /** Of the last row that stands in the journal. */
  readonly journalSeq: number;
}

const keptColumns = `
    run,
    (select image from workflow_run_images where run = workflow_runs.run) as image,
    (select seq from workflow_run_images where run = workflow_runs.run) as imageSeq,
    coalesce((select max(seq) from workflow_run_batches where run = workflow_runs.run), sealed) as journalSeq
  from workflow_runs`;

/** A run's row, its image and the rows after that. */
export function readKeptRun(connection: Connection, id: RunId): KeptRun | undefined {
  const record = connection.prepare<KeptRecord>(`select ${runColumns}, ${keptColumns} where id = ?`).get(id);
  if (record === undefined) return undefined;
  return { row: toRunRow(record), ...keptImage(record.image), later: demandJournal(record, readLater(connection, record)) };
}

type StandingRecord = Kept & Pick<RunRecord, 'id' | 'workflowId' | 'definitionHash' | 'releasedAt' | 'pruned'>;

/** What a run is made from is no run where rows are missing: whoever went on from it would leave a gap. */
function demandJournal({ id, seq, imageSeq, journalSeq, pruned }: Pick<StandingRecord, 'id' | 'pruned'> & Kept, later: readonly RunEvent[]): readonly RunEvent[] {
  // Retention took the journal, and nobody goes on from there.
  if (pruned > 1 || (journalSeq === seq && later.length === seq - (imageSeq ?? 0))) return later;
  throw gapInJournal(id, { seq, journalSeq });
}

/** What many runs need to go on, with a statement for all rows and one for all journals. */
export function readKeptStates(connection: Connection, ids: readonly RunId[]): readonly KeptState[] {
  const records = connection.prepare<StandingRecord>(standingRecords).all(JSON.stringify(ids));
  const stretches = JSON.stringify(records.map(({ run, imageSeq, seq }) => [run, imageSeq ?? 0, seq]));
  const later = new Map(records.map(({ run }): [number, RunEvent[]] => [run, []]));
  for (const batch of connection.prepare<BatchRecord & { readonly run: number }>(laterBatches).all(stretches)) later.get(batch.run)?.push(...readBatch(batch));
  const sealed = new Set(connection.prepare<{ readonly run: number }>(sealedRuns).all(stretches).map(({ run }) => run));
  return records.map((record) => ({
    row: standingRow(record),
    ...keptImage(record.image),
    later: demandJournal(record, sealed.has(record.run) ? readLater(connection, record) : within(record, later.get(record.run) ?? [])),
  }));
}

const standingRecords = `
  select id, workflow_id as workflowId, definition_hash as definitionHash, seq, released_at as releasedAt, pruned, ${keptColumns}
  where id in (select value from json_each(?))`;

function standingRow({ id, workflowId, definitionHash, seq, releasedAt, pruned }: StandingRecord): StandingRow {
  return { id, workflowId, definitionHash, seq, ...(releasedAt === null ? {} : { releasedAt }), ...(pruned === 0 ? {} : { pruned: prunedPart(pruned) }) };
}

function keptImage(image: string | null): Pick<KeptState, 'image'> {
  return image === null ? {} : { image: readJsonObject(image) };
}

/** Read after the row: the journal may be longer by now, and its row is what it is held against. */
function readLater(connection: Connection, { run, seq, imageSeq }: Kept): readonly RunEvent[] {
  const after = imageSeq ?? 0;
  return after === seq ? [] : readEvents(connection, { run, after, limit: seq - after });
}

/** A batch may reach across either end. */
function within({ seq, imageSeq }: Kept, events: readonly RunEvent[]): readonly RunEvent[] {
  const after = imageSeq ?? 0;
  const isWithin = (events[0]?.seq ?? seq) > after && (events.at(-1)?.seq ?? seq) <= seq;
  return isWithin ? events : events.filter((event) => event.seq > after && event.seq <= seq);
}

/** Of each stretch `[run, after, to]`; the batches first, so that each is found by its index. */
const laterBatches = `
  select batch.run, batch.seq, batch.at, batch.events
  from json_each(?) as stretch
  cross join workflow_run_batches as batch
  where batch.run = stretch.value ->> 0 and batch.seq > stretch.value ->> 1 and batch.seq <= stretch.value ->> 2
  order by stretch.key, batch.seq`;

/** Whose stretch begins in a sealed segment. */
const sealedRuns = `
  select segment.run
  from json_each(?) as stretch
  cross join workflow_run_segments as segment
  where segment.run = stretch.value ->> 0 and segment.seq > stretch.value ->> 1`;

/** Events with `seq > after`. Batches are read until the page is full: each holds one event at least. */
export function readEvents(connection: Connection, { run, after, limit }: { readonly run: number; readonly after: number; readonly limit: number }): readonly RunEvent[] {
  const events: RunEvent[] = [];
  for (const batch of segmentsAfter(connection, { run, after, limit })) {
    for (const event of readBatch(batch)) if (event.seq > after && events.length < limit) events.push(event);
    if (events.length === limit) return events;
  }
  // A bare limit would have the statement prepared again each time, as lists say.
  const batches = connection.prepare<BatchRecord>(`select seq, at, events from workflow_run_batches where run = ? and seq > ? order by seq limit ? + 0`);
  for (const batch of batches.iterate(run, after, limit)) {
    for (const event of readBatch(batch)) if (event.seq > after && events.length < limit) events.push(event);
    if (events.length === limit) break;
  }
  return events;
}
