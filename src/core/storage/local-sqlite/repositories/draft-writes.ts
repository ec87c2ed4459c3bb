import type { Sha256, WorkflowId } from '../../../domain/model/ids.ts';
import { present } from '../../../domain/model/present.ts';
import { keptWriteMs, type KeptWrite, keptWrites, type NamedWrite, writerOf } from '../../../domain/ports/draft-save.ts';
import type { Connection } from '../connection.ts';

/** Of these writes those that are kept, in the order they arrived. */
export function writesOf(connection: Connection, id: WorkflowId, names: readonly string[]): readonly KeptWrite[] {
  return connection
    .prepare<Omit<KeptWrite, 'hash'> & { readonly hash: Sha256 | null }>(`select write, revision, at, hash from draft_writes where workflow_id = @id and write in (select value from json_each(@names)) order by number`)
    .all({ id, names: JSON.stringify(names) })
    .map(({ hash, ...kept }) => present({ ...kept, hash: hash ?? undefined }));
}

/** The name of the write that brought the draft to this revision, where it had one. */
export function writeAt(connection: Connection, id: WorkflowId, revision: number): string | undefined {
  return connection.prepare<{ readonly write: string }>(`select write from draft_writes where workflow_id = @id and revision = @revision order by number limit 1`).get({ id, revision })?.write;
}


/** Keeps the name of a write, within the transaction that carries it out; the oldest of its writer go, and whatever is too old. */
export function keepWrite(connection: Connection, id: WorkflowId, { write, revision, at }: Pick<KeptWrite, 'revision' | 'at'> & { readonly write: NamedWrite | undefined }): void {
  if (write === undefined) return;
  const writer = writerOf(write.name) ?? '';
  connection.prepare(`insert or ignore into draft_writes (workflow_id, write, revision, writer, at, hash) values (@id, @name, @revision, @writer, @at, @hash)`).run({ id, revision, writer, at, ...write });
  connection
    .prepare(`delete from draft_writes where workflow_id = @id and (at <= @before or (writer = @writer and number <= (select number from draft_writes where workflow_id = @id and writer = @writer order by number desc limit 1 offset @kept)))`)
    .run({ id, writer, before: at - keptWriteMs, kept: keptWrites });
}
