import type { RunCommit } from '../../domain/ports/run-commit.ts';
import { writeBatch } from './repositories/batch-rows.ts';
import { projectionValues } from './repositories/run-records.ts';

type Column = string | number | null;

/** What a batch writes beside the journal and the run's row: cards, timers, artifacts and so on. */
export type Company = Omit<RunCommit, 'events' | 'projection'>;

/**
 * A batch as SQLite takes it: texts and numbers, so that the thread that writes has no JSON to make and little to copy.
 * It holds plain data only and may be sent to another thread.
 */
export interface RunWrite {
  readonly runId: RunCommit['runId'];
  readonly epoch: number;
  readonly expectedSeq: number;
  /** Of the batch's last event. */
  readonly seq: number;
  readonly at: number;
  readonly inputKey: string | undefined;
  readonly header: RunCommit['header'];
  readonly events: string;
  /** The run's row: {@link projectionValues}. */
  readonly columns: readonly Column[];
  readonly image: string | undefined;
  readonly company: Company | undefined;
}

export function runWrite(commit: RunCommit): RunWrite {
  const { runId, events, projection, header, expectedSeq, epoch, inputKey } = commit;
  return {
    runId,
    epoch,
    expectedSeq,
    seq: expectedSeq + events.length,
    at: events.at(-1)?.at ?? 0,
    inputKey,
    header,
    events: writeBatch(events),
    columns: projectionValues(projection),
    image: projection.image === undefined ? undefined : JSON.stringify(projection.image),
    company: companyOf(commit),
  };
}

const ofBatch = new Set<string>(['runId', 'events', 'projection', 'header', 'expectedSeq', 'epoch', 'inputKey']);

/** Nothing where all of it is empty, as it is for nearly every batch. */
function companyOf(commit: RunCommit): Company | undefined {
  for (const name in commit) {
    if (ofBatch.has(name) || (name !== 'moved' && name !== 'audit' && !holdsAny(commit[name as keyof Company]))) continue;
    const { events: _, projection: __, ...company } = commit;
    return company;
  }
  return undefined;
}

/** Whether a list, or one of an object's lists, has an entry. */
function holdsAny(part: unknown): boolean {
  if (Array.isArray(part)) return part.length > 0;
  if (typeof part !== 'object' || part === null) return false;
  for (const name in part) {
    const list: unknown = Reflect.get(part, name);
    if (Array.isArray(list) && list.length > 0) return true;
  }
  return false;
}
