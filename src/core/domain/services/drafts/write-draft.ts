import { definitionHash } from '../../model/definition-hash.ts';
import { AppError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Clock } from '../../ports/clock.ts';
import type { NewDraftSave } from '../../ports/draft-save.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../../ports/workflow-event-publisher.ts';
import type { Attachments } from '../../ports/attachments.ts';
import type { WorkflowRow } from '../../ports/workflow-repository.ts';
import { draftDefinition, titleOf } from '../draft-definition.ts';

export interface WriteDraftDeps {
  readonly data: Pick<WorkflowDataPort, 'workflows'>;
  readonly publisher: Pick<WorkflowEventPublisher, 'publish'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** What a draft becomes, as a revision of its own. */
export interface DraftWrite {
  readonly definition: JsonObject;
  readonly attachments: Attachments;
  readonly expectedRevision: number;
  readonly save: NewDraftSave;
  /** What the definition is called in a refusal. */
  readonly origin?: string;
}

const longestAct = 200;

/** Writes the draft with its defaults, keeps what it is in its history and tells those who watch it. */
export async function writeDraft({ data, publisher, clock }: WriteDraftDeps, row: WorkflowRow, { definition: given, attachments, expectedRevision, save, origin = 'The definition' }: DraftWrite): Promise<WorkflowRow> {
  const definition = draftDefinition(given, origin);
  const act = save.act.length <= longestAct ? save.act : `${save.act.slice(0, longestAct - 1)}…`;
  const saved = await data.workflows.saveDraft(row.id, {
    definition,
    hash: definitionHash(definition),
    attachments,
    ...titleOf(definition, row.name),
    expectedRevision,
    at: clock.now(),
    save: { ...save, act },
  });
  publisher.publish('workflows:changed', { workflowId: row.id, revision: saved.revision });
  return saved;
}

/** Refuses what was meant for another revision of a draft, before anything is worked out for it. */
export function demandRevision(row: WorkflowRow, revision: number | undefined): void {
  if (revision === undefined || revision === row.revision) return;
  throw new AppError('version_conflict', `The draft of "${row.slug}" has changed: it is at revision ${row.revision}, and this was meant for ${revision}.`, {
    next: 'Look at what is there now, and do it again.',
    data: { workflow: row.slug, expectedRevision: revision, revision: row.revision },
  });
}
