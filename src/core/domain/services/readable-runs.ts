import { AppError } from '../model/errors.ts';
import { type RunId, Sha256 } from '../model/ids.ts';
import { endedStatuses, type WaitReason } from '../model/run.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { ListedRun } from '../ports/workflow-run-repository.ts';
import { wayOutOfStall } from '../model/stalled-run.ts';

type Data = Pick<WorkflowDataPort, 'blobs' | 'runs'>;

/** The rows of a page, each run that should go on and cannot marked as stalled: its row, its journal or its definition is damaged or not there. */
export async function withReadable(data: Data, rows: readonly ListedRun[]): Promise<readonly ListedRun[]> {
  const unfinished = rows.filter((row) => !endedStatuses.includes(row.status) && row.releasedAt === undefined);
  if (unfinished.length === 0) return rows.map((row) => (row.unreadable === undefined ? row : stalled(row, row.unreadable)));
  const [damages, faults] = await Promise.all([damagesOf(data, unfinished), faultsOf(data, unfinished)]);
  const goesOn = new Set(unfinished.map(({ id }) => id));
  return rows.map((row) => {
    const fault = row.unreadable ?? (goesOn.has(row.id) ? (damages.get(row.id) ?? faults.get(row.definitionHash)) : undefined);
    return fault === undefined ? row : stalled(row, fault);
  });
}

/** The row of a run that is stalled, as it is shown: why, and what a person can do. */
export function stalled<Row extends Pick<ListedRun, 'id' | 'reasons' | 'unreadable'>>(row: Row, why: string): Row {
  return { ...row, unreadable: why, reasons: [stallReason(row.id, why)] };
}

export function stallReason(runId: RunId, why: string): WaitReason {
  return { code: 'integrity', detail: `${why} ${wayOutOfStall(runId)}` };
}

async function damagesOf({ runs }: Data, rows: readonly ListedRun[]): Promise<ReadonlyMap<RunId, string>> {
  return new Map((await runs.damaged(rows)).map(({ id, why }) => [id, why]));
}

async function faultsOf({ blobs }: Data, rows: readonly ListedRun[]): Promise<ReadonlyMap<string, string | undefined>> {
  const hashes = new Set(rows.map((row) => row.definitionHash));
  return new Map(await Promise.all([...hashes].map(async (hash) => [hash, await faultOf(blobs, hash)] as const)));
}

async function faultOf(blobs: Pick<Data['blobs'], 'read'>, hash: string): Promise<string | undefined> {
  try {
    await blobs.read(Sha256.parse(hash));
    return undefined;
  } catch (error) {
    return `Its definition cannot be read: ${error instanceof AppError ? error.message : hash}`;
  }
}
