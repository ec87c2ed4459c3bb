import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { AppError } from '../../../domain/model/errors.ts';
import type { RunId } from '../../../domain/model/ids.ts';
import type { Connection } from '../connection.ts';
import type { BatchRecord } from '../repositories/batch-rows.ts';

/** So many rows of a journal make a segment, to the border of a batch. */
export const segmentFacts = 10_000;

interface SegmentRecord {
  readonly seq: number;
  readonly codec: string;
  readonly batches: Uint8Array;
}

type Kept = readonly [seq: number, at: number, events: string];

/** The last segment read: a journal is read page by page, and a page is a tenth of one. */
let lastRead: { readonly packed: Uint8Array; readonly batches: readonly BatchRecord[] } | undefined;

/** Batches that stand in sealed segments and hold rows after `after`; no more segments than the page can need. */
export function* segmentsAfter(connection: Connection, { run, after, limit }: { readonly run: number; readonly after: number; readonly limit: number }): Generator<BatchRecord> {
  let from = after;
  while (from - after < limit) {
    const segment = connection.prepare<SegmentRecord>(`select seq, codec, batches from workflow_run_segments where run = ? and seq > ? order by seq limit 1`).get(run, from);
    if (segment === undefined) return;
    for (const batch of read(segment)) if (batch.seq > after) yield batch;
    from = segment.seq;
  }
}

/** Seals the oldest full stretch of a run's journal inside the open transaction. Answers whether there was one. */
export function sealSegment(connection: Connection, id: RunId): boolean {
  const row = connection.prepare<{ readonly run: number; readonly seq: number; readonly sealed: number }>(`select run, seq, sealed from workflow_runs where id = ?`).get(id);
  if (row === undefined || row.seq - row.sealed < segmentFacts) return false;
  const stretch = connection.prepare<BatchRecord>(`select seq, at, events from workflow_run_batches where run = ? and seq <= ? order by seq`).all(row.run, row.sealed + segmentFacts);
  // The rows a fork begins with are one batch, however many they are.
  const batches = stretch.length > 0 ? stretch : connection.prepare<BatchRecord>(`select seq, at, events from workflow_run_batches where run = ? order by seq limit 1`).all(row.run);
  const last = batches.at(-1);
  if (last === undefined) return false;
  const kept: readonly Kept[] = batches.map(({ seq, at, events }) => [seq, at, events]);
  connection
    .prepare(`insert into workflow_run_segments (run, seq, first, codec, batches) values (?, ?, ?, 'zstd', ?)`)
    .run(row.run, last.seq, row.sealed + 1, zstdCompressSync(JSON.stringify(kept)));
  connection.prepare(`delete from workflow_run_batches where run = ? and seq <= ?`).run(row.run, last.seq);
  connection.prepare(`update workflow_runs set sealed = ? where run = ?`).run(last.seq, row.run);
  return true;
}

/** The texts of a run's sealed batches. */
export function sealedTexts(connection: Connection, run: number): readonly string[] {
  return connection.prepare<SegmentRecord>(`select seq, codec, batches from workflow_run_segments where run = ? order by seq`).all(run).map((segment) => unpacked(segment));
}

function read(segment: SegmentRecord): readonly BatchRecord[] {
  const { batches: packed } = segment;
  if (lastRead === undefined || Buffer.compare(lastRead.packed, packed) !== 0) lastRead = { packed, batches: (JSON.parse(unpacked(segment)) as readonly Kept[]).map(([seq, at, events]) => ({ seq, at, events })) };
  return lastRead.batches;
}

function unpacked({ seq, codec, batches }: SegmentRecord): string {
  if (codec !== 'zstd') throw new AppError('precondition_failed', `The rows up to ${String(seq)} are packed as "${codec}", which this program cannot read.`, { next: 'Use the version of the program that wrote them.' });
  try {
    return zstdDecompressSync(batches).toString('utf8');
  } catch (error) {
    throw new AppError('integrity', `The sealed rows up to ${String(seq)} cannot be read.`, { next: 'Restore the database from a backup.', cause: error });
  }
}
