import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Head = z.object({ id: z.int().min(1), hash: z.string() });
type Head = z.infer<typeof Head>;

/** The newest row of the audit log, noted in a file beside the database: whoever changes only the database is found out. */
export interface NotedHead {
  readonly file: string;
  /** Nothing where none was noted, or the file cannot be read. */
  read(): Head | undefined;
  /** `holds` tells whether the database still has a row; a note that it contradicts is evidence and is never replaced. */
  write(head: Head, holds: (noted: Head) => boolean): void;
}

export function createNotedHead(directory: string): NotedHead {
  const file = join(directory, 'audit-head.json');
  let last: Head | undefined;
  const read = (): Head | undefined => {
    try {
      return Head.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
    } catch {
      // None yet, or cut by a loss of power: without a note the log is checked against itself.
      return undefined;
    }
  };
  return {
    file,
    read,
    write({ id, hash }, holds) {
      const noted = last ?? read();
      if (noted !== undefined && (noted.id >= id || !holds(noted))) return;
      try {
        writeFileSync(file, `${JSON.stringify({ id, hash })}\n`, { mode: 0o600 });
        last = { id, hash };
      } catch {
        // The row stands; a full disk must not make its command fail, and the note before stays true.
      }
    },
  };
}
