import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** One tab that was let in. */
export interface KeptSession {
  /** Of its token, which cannot be had from it; in base64url. */
  readonly digest: string;
  /** In milliseconds of Unix time. */
  readonly openedAt: number;
}

export interface SessionShelf {
  /** What an earlier program left; nothing where the file is missing or not whole: its tabs then ask for a new link. */
  read(): Promise<readonly KeptSession[]>;
  /** Replaces all of it in one step, readable by its owner only. */
  write(sessions: readonly KeptSession[]): Promise<void>;
}

const fileName = 'sessions.json';

/** Where a data directory keeps its sessions, so that a tab goes on when the program was started again. */
export function sessionShelf(dataDirectory: string): SessionShelf {
  const target = path.join(dataDirectory, fileName);
  return {
    async read() {
      try {
        const kept: unknown = JSON.parse(await readFile(target, 'utf8'));
        return Array.isArray(kept) && kept.every(isKept) ? kept : [];
      } catch (error) {
        if (error instanceof SyntaxError || isMissing(error)) return [];
        throw error;
      }
    },
    async write(sessions) {
      const beside = `${target}.${process.pid}`;
      await writeFile(beside, `${JSON.stringify(sessions)}\n`, { mode: 0o600 });
      await chmod(beside, 0o600);
      await rename(beside, target);
    },
  };
}

/** A digest of another length could not be compared. */
function isKept(value: unknown): value is KeptSession {
  return typeof value === 'object' && value !== null && 'digest' in value && typeof value.digest === 'string' && /^[\w-]{43}$/u.test(value.digest) && 'openedAt' in value && typeof value.openedAt === 'number';
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
