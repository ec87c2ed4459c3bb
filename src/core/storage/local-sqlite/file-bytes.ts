import { statSync } from 'node:fs';

/** How large a file is; 0 when it is not there. */
export function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Of the log beside a database, its index included. */
export function logBytes(database: string): number {
  return bytesOf(`${database}-wal`) + bytesOf(`${database}-shm`);
}
