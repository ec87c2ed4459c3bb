import type { WorkflowId } from '../../../domain/model/ids.ts';
import { keptWrites, type KeptWrite } from '../../../domain/ports/draft-save.ts';
import type { Connection } from '../connection.ts';

/** Of these writes those that are kept, in the order they arrived. */
export function writesOf(connection: Connection, id: WorkflowId, names: readonly string[]): readonly KeptWrite[] {
  return connection
    .prepare<KeptWrite>(`select write, revision from draft_writes where workflow_id = @id and write in (select value from json_each(@names)) order by number`)
    .all({ id, names: JSON.stringify(names) });
}

/** The name of the write that brought the draft to this revision, where it had one. */
export function writeAt(connection: Connection, id: WorkflowId, revision: number): string | undefined {
  return connection.prepare<{ readonly write: string }>(`select write from draft_writes where workflow_id = @id and revision = @revision order by number limit 1`).get({ id, revision })?.write;
}

/** Keeps the name of a write, within the transaction that carries it out; the oldest go. */
export function keepWrite(connection: Connection, id: WorkflowId, { write, revision }: { readonly write: string | undefined; readonly revision: number }): void {
  if (write === undefined) return;
  connection.prepare(`insert or ignore into draft_writes (workflow_id, write, revision) values (@id, @write, @revision)`).run({ id, write, revision });
  connection
    .prepare(`delete from draft_writes where workflow_id = @id and number <= (select number from draft_writes where workflow_id = @id order by number desc limit 1 offset @kept)`)
    .run({ id, kept: keptWrites });
}
