import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Actor } from '../model/actor.ts';
import type { CallContext } from '../model/caller.ts';
import { orderedDefinition } from '../model/definition/key-order.ts';
import { definitionHash } from '../model/definition-hash.ts';
import { AppError } from '../model/errors.ts';
import { WorkflowId } from '../model/ids.ts';
import type { JsonObject } from '../model/json.ts';
import { numberedSlug, slugFromName } from '../model/slug.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { Ids } from '../ports/ids.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { Attachments, WorkflowRow } from '../ports/workflow-repository.ts';
import type { AreaService } from './area-service.ts';
import { draftDefinition, emptyDefinition, titleOf } from './draft-definition.ts';
import { diffWorkflows } from './diff-workflows.ts';
import { exportText } from './export-text.ts';
import { versionNamed } from './definition-sides.ts';
import { findVersion, findWorkflow } from './lookups.ts';
import { mergeIntoDraft } from './merge-workflows.ts';
import { pinCalled } from './pin-called.ts';
import { placeToRun, type PlaceToRunDeps } from './place-to-run.ts';
import { demandPublishable, publishDraft, type PublishDeps, unchangedSince } from './publish-workflow.ts';
import { type ImportedWorkflow, type ImportSource, keepContents, readWorkflow, type WorkflowImportDeps } from './workflow-import.ts';
import { verifyDraft } from './verify-draft.ts';
import { templateFindings } from './template-findings.ts';
import { workflowFindings } from './workflow-findings.ts';
import { workflowView } from './workflow-view.ts';
import { createWorkflowsReading } from './workflows-reading.ts';

export interface WorkflowsServiceDeps extends WorkflowImportDeps, PlaceToRunDeps {
  readonly data: WorkflowDataPort;
  readonly catalogue: Catalogue;
  /** Files of one place a person named, and nothing around it. */
  filesAt(path: string): FileConnector;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

/** Drafts, immutable versions, and the ways in and out. */
export function createWorkflowsService(deps: WorkflowsServiceDeps): AreaService<'workflows'> {
  const { data, catalogue } = deps;
  const { workflows } = data;
  return {
    ...createWorkflowsReading({ data }),
    async create({ name, slug, definition }) {
      const given = definition === undefined ? emptyDefinition(name) : { ...definition, name };
      const checked = draftDefinition(given, 'The definition');
      return workflowView(data, await createRow(deps, { definition: checked, slug, name, origin: 'designer', attachments: { files: [] } }));
    },
    update: (input) => updateDraft(deps, input),
    delete: (input) => deleteWorkflow(data, input),
    import: (input, call) => importWorkflow(deps, input, call),
    export: async (input) => exportWorkflow(data, { ...input, ...(await versionNamed(data, input.id)) }),
    diff: (input) => diffWorkflows(data, input),
    merge: (input) => mergeIntoDraft(deps, input),
    async verify({ id }) {
      const row = await findWorkflow(data, id);
      const { findings, notAnalysed } = await verifyDraft(deps, row);
      const publishable = findings.every(({ severity }) => severity !== 'error');
      return { findings, publishable, notAnalysed };
    },
    async publish({ id, note }, { actor }) {
      const row = await findWorkflow(data, id);
      const definition = await pinCalled({ workflows, catalogue }, (await workflows.draft(row.id)).definition, row.slug);
      const findings = demandPublishable(definition, { catalogue, ...(await placeToRun(deps)), templates: await templateFindings(deps, definition), name: row.slug });
      const { number, hash } = await publishDraft({ ...deps, workflows }, row, { actor, note });
      return { id: row.id, slug: row.slug, version: number, hash, findings };
    },
  };
}

type DeleteInput = Parameters<AreaService<'workflows'>['delete']>[0];

/** A test is a run somebody chose and may not have again: it goes only where that was said. */
async function deleteWorkflow(data: WorkflowDataPort, { id, withTests }: DeleteInput) {
  const row = await findWorkflow(data, id);
  const tests = (await data.tests.list({ workflowId: row.id })).map(({ name }) => name);
  if (tests.length > 0 && !withTests) {
    throw new AppError('conflict', `The workflow "${row.slug}" has ${tests.length === 1 ? 'a test' : `${tests.length} tests`} that would go with it: ${tests.join(', ')}.`, {
      next: `\`aiwm workflows delete ${row.slug} --with-tests\` deletes both; the runs behind the tests stay.`,
      data: { workflow: row.slug, tests },
    });
  }
  await data.workflows.remove(row.id, row.revision);
  return { id: row.id, slug: row.slug, tests };
}

type ExportInput = Parameters<AreaService<'workflows'>['export']>[0];

async function exportWorkflow(data: WorkflowDataPort, { id, version, format }: ExportInput) {
  const row = await findWorkflow(data, id);
  const { definition, hash } = version === undefined ? await data.workflows.draft(row.id) : await findVersion(data, row, version);
  return { definition: orderedDefinition(definition), hash, status: version === undefined ? ('draft' as const) : ('published' as const), format, text: exportText(definition, format) };
}

type UpdateInput = Parameters<AreaService<'workflows'>['update']>[0];

async function updateDraft({ data, clock }: WorkflowsServiceDeps, { id, definition, revision }: UpdateInput) {
  const row = await findWorkflow(data, id);
  const checked = draftDefinition(definition, 'The definition');
  const { attachments } = await data.workflows.draft(row.id);
  const change = { definition: checked, hash: definitionHash(checked), attachments, ...titleOf(checked, row.name), expectedRevision: revision, at: clock.now() };
  return workflowView(data, await data.workflows.saveDraft(row.id, change));
}

type ImportInput = Parameters<AreaService<'workflows'>['import']>[0];

/** Everything that can be wrong is found before the first write. */
async function importWorkflow(deps: WorkflowsServiceDeps, input: ImportInput, { actor, access, signal }: CallContext) {
  const { data, catalogue } = deps;
  const source = importSource(input);
  // Allowed directories bind workflows and programs; the person at this machine may name any folder to import.
  const files = access === 'admin' && 'path' in source ? deps.filesAt(source.path) : deps.files;
  const imported = await readWorkflow({ ...deps, files }, source, signal);
  const { name } = titleOf(imported.definition, 'Imported workflow');
  const slug = input.slug ?? (imported.suggestedName === undefined ? undefined : slugFromName(imported.suggestedName));
  const context = { catalogue, ...(await placeToRun(deps)), templates: await templateFindings(deps, imported.definition) };
  let { findings } = workflowFindings(imported.definition, context);
  if (input.publish) findings = demandPublishable(await pinCalled({ workflows: data.workflows, catalogue }, imported.definition, slug), { ...context, name });
  const present = slug === undefined ? undefined : await data.workflows.find(slug);
  if (present !== undefined && !input.replace) throw slugTaken(present.slug);

  await keepContents(data.blobs, imported);
  const row = present === undefined ? await createRow(deps, { ...imported, slug, name, origin: 'import' }) : await replaceDraft(deps, present, imported);
  if (input.publish) await publishImported({ ...deps, workflows: data.workflows }, row, actor);
  return { workflow: await workflowView(data, await findWorkflow(data, row.id)), findings };
}

async function replaceDraft({ data, clock }: WorkflowsServiceDeps, row: WorkflowRow, { definition, hash, attachments }: ImportedWorkflow): Promise<WorkflowRow> {
  return data.workflows.saveDraft(row.id, { definition, hash, attachments, ...titleOf(definition, row.name), expectedRevision: row.revision, at: clock.now() });
}

/** What is imported twice is published once: a script may say it again. */
async function publishImported(deps: PublishDeps, row: WorkflowRow, actor: Actor): Promise<void> {
  if ((await unchangedSince(deps, row)) === undefined) await publishDraft(deps, row, { actor, note: 'Imported' });
}

function importSource({ path, content }: ImportInput): ImportSource {
  if (path !== undefined && content === undefined) return { path };
  if (content !== undefined && path === undefined) return { content };
  throw new AppError('input_invalid', 'An import takes a path or the content itself, one of the two.', {
    next: 'Give `path` or `content`.',
    data: { fields: [{ path: 'path', message: 'give this or content' }] },
  });
}

interface NewWorkflow {
  readonly definition: JsonObject;
  readonly slug: string | undefined;
  readonly name: string;
  readonly origin: string;
  readonly attachments: Attachments;
}

async function createRow({ data: { workflows }, clock, ids }: WorkflowsServiceDeps, { definition, slug, name, origin, attachments }: NewWorkflow): Promise<WorkflowRow> {
  const at = clock.now();
  const row = {
    id: WorkflowId.parse(ids.next()),
    slug: slug ?? (await freeSlug(slugFromName(name), async (taken) => (await workflows.find(taken)) !== undefined)),
    ...titleOf(definition, name),
    createdAt: at,
    updatedAt: at,
    archived: false,
    origin,
  };
  return workflows.create(row, { definition, hash: definitionHash(definition), attachments });
}

/** The first of `name`, `name-2`, `name-3` … that nobody has. */
async function freeSlug(wanted: string, isTaken: (slug: string) => Promise<boolean>): Promise<string> {
  if (!(await isTaken(wanted))) return wanted;
  for (let number = 2; ; number += 1) {
    const slug = numberedSlug(wanted, number);
    if (!(await isTaken(slug))) return slug;
  }
}

function slugTaken(slug: string): AppError {
  return new AppError('conflict', `There is a workflow "${slug}" already.`, { next: '`--replace` takes the place of its draft, with its files; `--slug` gives the new one another name.', data: { slug } });
}
