import { AppError } from '../model/errors.ts';
import { Sha256 } from '../model/ids.ts';
import { endedStatuses } from '../model/run.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { ListedRun } from '../ports/workflow-run-repository.ts';

/** The rows of a page, each run that should go on and cannot marked as such: its definition is not there or damaged. */
export async function withReadable(blobs: Pick<BlobStore, 'read'>, rows: readonly ListedRun[]): Promise<readonly ListedRun[]> {
  const goesOn = (row: ListedRun): boolean => !endedStatuses.includes(row.status) && row.releasedAt === undefined;
  const hashes = new Set(rows.filter(goesOn).map((row) => row.definitionHash));
  const faults = new Map(await Promise.all([...hashes].map(async (hash) => [hash, await faultOf(blobs, hash)] as const)));
  return rows.map((row) => {
    const fault = goesOn(row) ? faults.get(row.definitionHash) : undefined;
    return fault === undefined || row.unreadable !== undefined ? row : { ...row, unreadable: fault };
  });
}

async function faultOf(blobs: Pick<BlobStore, 'read'>, hash: string): Promise<string | undefined> {
  try {
    await blobs.read(Sha256.parse(hash));
    return undefined;
  } catch (error) {
    return `its definition cannot be read: ${error instanceof AppError ? error.message : hash}`;
  }
}
