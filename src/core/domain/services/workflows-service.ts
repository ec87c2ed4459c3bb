import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CallContext } from '../model/caller.ts';
import { orderedDefinition } from '../model/definition/key-order.ts';
import { AppError } from '../model/errors.ts';
import { toInstant } from '../model/instant.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { ConfigPort } from '../ports/config-port.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import type { AreaService } from './area-service.ts';
import { createWorkflow } from './create-workflow.ts';
import { versionNamed } from './definition-sides.ts';
import { diffWorkflows } from './diff-workflows.ts';
import { draftDefinition } from './draft-definition.ts';
import { createDraftActs } from './drafts/draft-acts.ts';
import { updateDraft } from './drafts/update-draft.ts';
import { readOnChanges } from './changes-on.ts';
import { watchDraft } from './drafts/watch-draft.ts';
import { renameWorkflow, workflowCallers } from './drafts/workflow-names.ts';
import { attachedNames } from './attached-names.ts';
import { demandRevision } from './drafts/write-draft.ts';
import { duplicateWorkflow } from './duplicate-workflow.ts';
import { exportText } from './export-text.ts';
import { importWorkflow, type ImportWorkflowDeps, inspectImport } from './import-workflow.ts';
import { findVersion, findWorkflow } from './lookups.ts';
import { mergeIntoDraft } from './merge-workflows.ts';
import { pinCalled } from './pin-called.ts';
import { placeToRun } from './place-to-run.ts';
import { pruneAllVersions, pruneVersions } from './prune-versions.ts';
import { demandPublishable, publishDraft } from './publish-workflow.ts';
import { templateFindings } from './template-findings.ts';
import { createWorkflowScope, type WorkflowScopeDeps } from './scope/workflow-scope.ts';
import { verifyDraft } from './verify-draft.ts';
import { workflowFileText } from './workflow-file.ts';
import { createWorkflowsReading } from './workflows-reading.ts';

export interface WorkflowsServiceDeps extends ImportWorkflowDeps {
  readonly data: WorkflowDataPort;
  readonly catalogue: Catalogue;
  readonly loader: WorkflowScopeDeps['loader'];
  readonly config: Pick<ConfigPort, 'get' | 'activeProfile'>;
  readonly publisher: WorkflowEventPublisher;
  readonly clock: Pick<Clock, 'now' | 'sleepUntil'>;
  readonly ids: Ids;
}

/** Tells whoever watches of a workflow that came. */
async function told<Answer extends { readonly workflow: { readonly id: string; readonly revision: number } }>({ publisher }: Pick<WorkflowsServiceDeps, 'publisher'>, made: Promise<Answer>): Promise<Answer> {
  const answer = await made;
  publisher.publish('workflows:changed', { workflowId: answer.workflow.id, revision: answer.workflow.revision });
  return answer;
}

/** Drafts, immutable versions, and the ways in and out. */
export function createWorkflowsService(deps: WorkflowsServiceDeps): AreaService<'workflows'> {
  const { data, catalogue } = deps;
  const { workflows } = data;
  const reading = createWorkflowsReading({ data });
  const { list } = reading;
  return {
    ...reading,
    ...createDraftActs(deps),
    ...createWorkflowScope(deps),
    watchlist: (input, call) => readOnChanges(deps, ['workflows:changed', 'workflows:removed', 'run:committed'], { read: () => list(input, call), signal: call.signal }),
    create: async (input, call) => (await told(deps, createWorkflow(deps, input, call).then((workflow) => ({ workflow })))).workflow,
    duplicate: (input, call) => told(deps, duplicateWorkflow(deps, input, call)),
    rename: (input) => renameWorkflow(deps, input),
    callers: (input) => workflowCallers(deps, input),
    update: (input, call) => updateDraft(deps, input, call),
    delete: (input, call) => deleteWorkflow(deps, input, call),
    import: (input, call) => told(deps, importWorkflow(deps, input, call)),
    export: async (input) => exportWorkflow(deps, { ...input, ...(await versionNamed(data, input.id)) }),
    diff: (input) => diffWorkflows(data, input),
    merge: (input, call) => mergeIntoDraft(deps, input, call),
    prune: (input, call) => prune(deps, input, call),
    inspect: (input, call) => inspectImport(deps, input, call),
    watch: ({ id }, { signal }) => watchDraft(deps, id, signal),
    async verify({ id, definition, revision }) {
      const row = await findWorkflow(data, id);
      const draft = await data.workflows.draft(row.id);
      demandRevision({ slug: row.slug, revision: draft.revision }, revision);
      const shown = definition === undefined ? draft.definition : draftDefinition(definition, 'The definition');
      const { findings, notAnalysed } = await verifyDraft(deps, row, shown);
      const publishable = findings.every(({ severity }) => severity !== 'error');
      return { findings, publishable, notAnalysed };
    },
    async publish({ id, note, revision }, { actor }) {
      const row = await findWorkflow(data, id);
      demandRevision(row, revision);
      const definition = await pinCalled({ workflows, catalogue }, (await workflows.draft(row.id)).definition, row.slug);
      const findings = demandPublishable(definition, { catalogue, ...(await placeToRun(deps)), templates: await templateFindings(deps, definition), name: row.slug });
      const { number, hash } = await publishDraft({ ...deps, workflows }, row, { actor, note });
      deps.publisher.publish('workflows:changed', { workflowId: row.id, revision: row.revision + 1 });
      return { id: row.id, slug: row.slug, version: number, hash, findings };
    },
  };
}

type PruneInput = Parameters<AreaService<'workflows'>['prune']>[0];

async function prune(deps: WorkflowsServiceDeps, { id, keep, dryRun }: PruneInput, { actor }: CallContext): ReturnType<AreaService<'workflows'>['prune']> {
  const most = keep ?? (await deps.config.get('retention')).value.workflowVersions;
  const pruning = { keep: most, by: actor, dryRun };
  const pruned = id === undefined ? await pruneAllVersions(deps, pruning) : await pruneVersions(deps, [await findWorkflow(deps.data, id)], pruning);
  return {
    dryRun,
    keep: most,
    items: pruned.flatMap(({ row, gone }) => gone.map(({ number, note, publishedAt }) => ({ workflow: row.slug, version: number, note, publishedAt: toInstant(publishedAt) }))),
    needed: pruned.flatMap(({ row, stay }) => stay.map(({ version, because, by }) => ({ workflow: row.slug, version: version.number, because, by: [...by] }))),
  };
}

type DeleteInput = Parameters<AreaService<'workflows'>['delete']>[0];

/** A test is a run somebody chose and may not have again: it goes only where that was said. */
async function deleteWorkflow({ data, publisher }: WorkflowsServiceDeps, { id, withTests }: DeleteInput, { actor }: CallContext) {
  const row = await findWorkflow(data, id);
  const tests = (await data.tests.list({ workflowId: row.id })).map(({ name }) => name);
  if (tests.length > 0 && !withTests) {
    throw new AppError('conflict', `The workflow "${row.slug}" has ${tests.length === 1 ? 'a test' : `${tests.length} tests`} that would go with it: ${tests.join(', ')}.`, {
      next: `\`aiwm workflows delete ${row.slug} --with-tests\` deletes both; the runs behind the tests stay.`,
      data: { workflow: row.slug, tests },
    });
  }
  await data.workflows.remove(row.id, row.revision);
  publisher.publish('workflows:removed', { workflowId: row.id, by: `${actor.kind}:${actor.id}` });
  return { id: row.id, slug: row.slug, tests };
}

type ExportInput = Parameters<AreaService<'workflows'>['export']>[0];

async function exportWorkflow(deps: WorkflowsServiceDeps, { id, version, format, withHistory }: ExportInput) {
  const { data } = deps;
  const row = await findWorkflow(data, id);
  const { definition, hash, attachments } = version === undefined ? await data.workflows.draft(row.id) : await findVersion(data, row, version);
  const text = format === 'file' ? await workflowFileText(deps, row, { definition, version, withHistory }) : exportText(definition, format);
  return { definition: orderedDefinition(definition), hash, status: version === undefined ? ('draft' as const) : ('published' as const), format, text, leftOut: attachedNames(attachments) };
}
