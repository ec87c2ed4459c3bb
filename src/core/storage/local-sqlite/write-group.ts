import type { RunWriter } from './commit-run.ts';
import type { Connection } from './connection.ts';
import { concernsEverybody, describeSqliteError } from './sqlite-errors.ts';

/** How a member of a group fared, once it is durable. */
export type Outcome = { readonly answer: unknown } | { readonly error: unknown };

/**
 * Does the members' work in one transaction and so with one fsync. If that fails, they are tried one by one, so that only
 * the guilty one is refused; what concerns everybody, such as a full disk, refuses all. A member may run twice, and only
 * its last run counts.
 */
export function writeGroup(connection: Connection, runs: RunWriter, members: readonly (() => unknown)[]): readonly Outcome[] {
  try {
    return connection.transaction(() => {
      runs.begin();
      return members.map((member) => ({ answer: member() }));
    });
  } catch (error) {
    runs.forget();
    if (members.length > 1 && !concernsEverybody(error)) return members.flatMap((member) => writeGroup(connection, runs, [member]));
    const described = describeSqliteError(error, connection.file);
    return members.map(() => ({ error: described }));
  }
}
