import { cutText } from '../../model/cut-text.ts';
import { longestAct } from '../../model/draft-limits.ts';
import { definitionHash } from '../../model/definition-hash.ts';
import { AppError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Clock } from '../../ports/clock.ts';
import type { NamedWrite, NewDraftSave } from '../../ports/draft-save.ts';
import type { WorkflowEventPublisher } from '../../ports/workflow-event-publisher.ts';
import type { Attachments } from '../../ports/attachments.ts';
import type { DraftRow, WorkflowRow } from '../../ports/workflow-repository.ts';
import { titleOf } from '../draft-definition.ts';
import { followedSlug, type NamesDeps } from './workflow-names.ts';

export interface WriteDraftDeps extends NamesDeps {
  readonly publisher: Pick<WorkflowEventPublisher, 'publish'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** What a draft becomes, as a revision of its own. */
export interface DraftWrite {
  /** As `draftDefinition` gave it. */
  readonly definition: JsonObject;
  readonly attachments: Attachments;
  readonly expectedRevision: number;
  readonly save: NewDraftSave;
  /** Its writer's name for it. */
  readonly write?: NamedWrite | undefined;
}

/** A workflow and its draft, as they are once it is written: nobody has to read them again. */
export interface WrittenDraft {
  readonly row: WorkflowRow;
  readonly draft: DraftRow;
}

/** Writes the draft, keeps what it is in its history and tells those who watch it. */
export async function writeDraft(deps: WriteDraftDeps, row: WorkflowRow, { definition, attachments, expectedRevision, save, write }: DraftWrite): Promise<WrittenDraft> {
  const { data, publisher, clock } = deps;
  const act = cutText(save.act, longestAct);
  const hash = definitionHash(definition);
  const at = clock.now();
  const title = titleOf(definition, row.name);
  const slug = await followedSlug(deps, row, title.name);
  const saved = await data.workflows.saveDraft(row.id, { definition, hash, attachments, ...title, slug, expectedRevision, at, save: { ...save, act }, write });
  publisher.publish('workflows:changed', { workflowId: row.id, revision: saved.revision });
  return { row: saved, draft: { definition, hash, attachments, updatedAt: at, revision: saved.revision } };
}

/** Refuses what was meant for another revision of a draft, before anything is worked out for it. */
export function demandRevision(row: Pick<WorkflowRow, 'slug' | 'revision'>, revision: number | undefined): void {
  if (revision === undefined || revision === row.revision) return;
  throw new AppError('version_conflict', `The draft of "${row.slug}" has changed: it is at revision ${row.revision}, and this was meant for ${revision}.`, {
    next: 'Look at what is there now, and do it again.',
    data: { workflow: row.slug, expectedRevision: revision, revision: row.revision },
  });
}
