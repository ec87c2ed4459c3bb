import type { WorkflowId } from '../../../domain/model/ids.ts';
import type { FormerNames, SlugChange } from '../../../domain/ports/workflow-repository.ts';
import { slugTaken } from '../../workflow-refusals.ts';
import type { Connection } from '../connection.ts';

interface Holder {
  readonly id: WorkflowId;
  readonly slug: string;
}

/** Whose name this is: of the one that has it, or keeps it as a former one. */
export function holderOf(connection: Connection, slug: string): Holder | undefined {
  return (
    connection.prepare<Holder>(`select id, slug from workflows where namespace = 'local' and slug = @slug`).get({ slug }) ??
    connection.prepare<Holder>(`select w.id, w.slug from former_slugs f join workflows w on w.id = f.workflow_id where f.slug = @slug and f.kept = 1`).get({ slug })
  );
}

/** The workflow a former name leads to, kept or not. */
export function ledToBy(connection: Connection, slug: string): string | undefined {
  return connection.prepare<{ readonly id: string }>(`select workflow_id as id from former_slugs where slug = @slug`).get({ slug })?.id;
}

/** Makes sure, within the transaction that takes a name, that nobody else has it. */
export function takeSlug(connection: Connection, slug: string, taker?: WorkflowId): void {
  const holder = holderOf(connection, slug);
  if (holder !== undefined && holder.id !== taker) throw slugTaken(slug, holder);
  connection.prepare(`delete from former_slugs where slug = @slug`).run({ slug });
}

/** Another slug for a workflow, and what becomes of those it had. */
export function changeSlug(connection: Connection, { id, slug: was }: Holder, { slug, former, at }: SlugChange): void {
  takeSlug(connection, slug, id);
  if (former === 'gone') connection.prepare(`delete from former_slugs where workflow_id = @id`).run({ id });
  else if (slug !== was) keepFormer(connection, id, { slug: was, former, at });
  connection.prepare(`update workflows set slug = @slug where id = @id`).run({ id, slug });
}

function keepFormer(connection: Connection, id: WorkflowId, { slug, former, at }: { readonly slug: string; readonly former: FormerNames; readonly at: number }): void {
  connection
    .prepare(`insert into former_slugs (slug, workflow_id, kept, at) values (@slug, @id, @kept, @at) on conflict (slug) do update set workflow_id = @id, kept = @kept, at = @at`)
    .run({ slug, id, kept: Number(former === 'kept'), at });
}
