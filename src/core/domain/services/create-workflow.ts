import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CallContext } from '../model/caller.ts';
import { definitionHash } from '../model/definition-hash.ts';
import { AppError } from '../model/errors.ts';
import { VersionId, WorkflowId } from '../model/ids.ts';
import type { JsonObject } from '../model/json.ts';
import { slugFromName } from '../model/slug.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { Attachments } from '../ports/attachments.ts';
import type { WorkflowRow } from '../ports/workflow-repository.ts';
import type { AreaService } from './area-service.ts';
import { draftDefinition, titleOf } from './draft-definition.ts';
import { freeSlug } from './drafts/workflow-names.ts';
import { writeDraft, type WriteDraftDeps } from './drafts/write-draft.ts';
import { scaffoldDefinition } from './scaffold-definition.ts';
import type { FiledVersion } from './versions-in-file.ts';
import { workflowView } from './workflow-view.ts';

export interface CreateRowDeps {
  readonly data: Pick<WorkflowDataPort, 'workflows'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

interface CreateWorkflowDeps extends CreateRowDeps, WriteDraftDeps {
  readonly data: Pick<WorkflowDataPort, 'workflows' | 'runs'>;
  readonly catalogue: Catalogue;
}

type Create = AreaService<'workflows'>['create'];

/** A draft of what is given: a definition, or a template with steps put before its end. */
export async function createWorkflow(deps: CreateWorkflowDeps, { name, slug, description, definition, template, add = [], force }: Parameters<Create>[0], { actor, door }: CallContext): ReturnType<Create> {
  const { data, catalogue } = deps;
  if (definition !== undefined && template !== undefined) throw new AppError('input_invalid', 'A workflow begins with a definition or with a template, one of the two.', { next: 'Leave `template` or `definition` out.', data: { fields: [{ path: 'template', message: 'give this or a definition' }] } });
  const begun: JsonObject = definition === undefined ? scaffoldDefinition(catalogue, { name, template: template ?? 'blank', add }) : { ...definition, name };
  if (definition !== undefined && add.length > 0) throw new AppError('input_invalid', 'Steps are added to a template, not to a definition.', { next: 'Leave `add` out, or edit what was created: `aiwm workflows edit`.', data: { fields: [{ path: 'add', message: 'leave it out' }] } });
  const checked = draftDefinition({ ...begun, ...(description === undefined ? {} : { description }) }, 'The definition');
  const taken = slug === undefined ? undefined : await data.workflows.named(slug);
  if (taken !== undefined && force) {
    const { attachments } = await data.workflows.draft(taken.id);
    const { row, draft } = await writeDraft(deps, taken, { definition: checked, attachments, expectedRevision: taken.revision, save: { kind: 'edit', author: actor, act: 'Begin anew' } });
    return workflowView(data, row, { draft });
  }
  if (taken !== undefined) throw new AppError('conflict', `The name "${taken.slug}" is taken by another workflow.`, { next: 'Choose another `--slug`, or `--force` takes the place of its draft.', data: { slug: taken.slug, workflowId: taken.id } });
  return workflowView(data, await createRow(deps, { definition: checked, slug, slugFollows: door !== 'cli', name, origin: door === 'cli' ? 'cli' : 'designer', attachments: { files: [] } }));
}

interface NewWorkflow {
  readonly definition: JsonObject;
  readonly slug: string | undefined;
  /** Where no slug is said, it follows the name for as long as nothing can know it. */
  readonly slugFollows?: boolean;
  readonly name: string;
  readonly origin: string;
  readonly attachments: Attachments;
  /** Published elsewhere, and brought along. */
  readonly versions?: readonly FiledVersion[];
}

export async function createRow({ data: { workflows }, clock, ids }: CreateRowDeps, { definition, slug, slugFollows = false, name, origin, attachments, versions = [] }: NewWorkflow): Promise<WorkflowRow> {
  const at = clock.now();
  const chosen = slug ?? (await freeSlug(workflows, slugFromName(name)));
  const row = { id: WorkflowId.parse(ids.next()), slug: chosen, slugFollows: slugFollows && slug === undefined, ...titleOf(definition, name), createdAt: at, updatedAt: at, archived: false, origin };
  const brought = versions.map((version) => ({ ...version, id: VersionId.parse(ids.next()), attachments: { files: [] }, importedAt: at }));
  try {
    return await workflows.create(row, { definition, hash: definitionHash(definition), attachments, versions: brought });
  } catch (error) {
    // Where nobody chose the slug, whoever took it meanwhile may have it.
    if (slug !== undefined || !(error instanceof AppError) || error.data?.['slug'] !== chosen) throw error;
    return createRow({ data: { workflows }, clock, ids }, { definition, slug, slugFollows, name, origin, attachments, versions });
  }
}
