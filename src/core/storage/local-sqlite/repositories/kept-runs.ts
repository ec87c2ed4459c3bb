import type { RunId } from '../../../domain/model/ids.ts';
import type { RunEvent } from '../../../domain/model/run-event.ts';
import type { KeptRun } from '../../../domain/ports/workflow-run-repository.ts';
import type { Connection } from '../connection.ts';
import { segmentsAfter } from '../history/segments.ts';
import { readJsonObject } from '../stored-values.ts';
import { type BatchRecord, readBatch } from './batch-rows.ts';
import { runColumns, toRunRow, type RunRecord } from './run-records.ts';

interface KeptRecord extends RunRecord {
  readonly run: number;
  readonly image: string | null;
  readonly imageSeq: number | null;
}

const keptColumns = `
  select ${runColumns}, run,
    (select image from workflow_run_images where run = workflow_runs.run) as image,
    (select seq from workflow_run_images where run = workflow_runs.run) as imageSeq
  from workflow_runs`;

/** A run's row, its image and the rows after that. */
export function readKeptRun(connection: Connection, id: RunId): KeptRun | undefined {
  const record = connection.prepare<KeptRecord>(`${keptColumns} where id = ?`).get(id);
  if (record === undefined) return undefined;
  const after = record.imageSeq ?? 0;
  // Read after the row: the journal may be longer by now, and its row is what it is held against.
  return toKeptRun(record, after === record.seq ? [] : readEvents(connection, { run: record.run, after, limit: record.seq - after }));
}

/** As {@link readKeptRun}, of many runs with a statement for all rows and one for all journals. */
export function readKeptRuns(connection: Connection, ids: readonly RunId[]): readonly KeptRun[] {
  const records = connection.prepare<KeptRecord>(`${keptColumns} where id in (select value from json_each(?))`).all(JSON.stringify(ids));
  const events = new Map(records.map(({ run }): [number, RunEvent[]] => [run, []]));
  const stretches = records.map(({ run, imageSeq, seq }) => [run, imageSeq ?? 0, seq]);
  for (const { run, ...batch } of connection.prepare<BatchRecord & { readonly run: number }>(laterBatches).all(JSON.stringify(stretches))) events.get(run)?.push(...readBatch(batch));
  const sealed = new Set(connection.prepare<{ readonly run: number }>(sealedRuns).all(JSON.stringify(stretches)).map(({ run }) => run));
  return records.map((record) => {
    const { run, seq } = record;
    const after = record.imageSeq ?? 0;
    if (sealed.has(run)) return toKeptRun(record, readEvents(connection, { run, after, limit: seq - after }));
    return toKeptRun(record, (events.get(run) ?? []).filter((event) => event.seq > after && event.seq <= seq));
  });
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

function toKeptRun(record: KeptRecord, later: readonly RunEvent[]): KeptRun {
  const { run: _, image, imageSeq: __, ...row } = record;
  return { row: toRunRow(row), later, ...(image === null ? {} : { image: readJsonObject(image) }) };
}

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
