import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Actor } from '../model/actor.ts';
import type { CallContext } from '../model/caller.ts';
import { nodesIn, transitionsIn } from '../model/edit/definition-reading.ts';
import { AppError } from '../model/errors.ts';
import { slugFromName } from '../model/slug.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { WorkflowRow } from '../ports/workflow-repository.ts';
import type { AreaService } from './area-service.ts';
import { createRow, type CreateRowDeps } from './create-workflow.ts';
import { titleOf } from './draft-definition.ts';
import { writeDraft, type WriteDraftDeps } from './drafts/write-draft.ts';
import { findWorkflow } from './lookups.ts';
import { pinCalled } from './pin-called.ts';
import { placeToRun, type PlaceToRunDeps } from './place-to-run.ts';
import { demandPublishable, publishDraft, type PublishDeps, unchangedSince } from './publish-workflow.ts';
import { templateFindings } from './template-findings.ts';
import { verifyDraft, type VerifyDraftDeps } from './verify-draft.ts';
import { workflowFindings } from './workflow-findings.ts';
import { type ImportedWorkflow, type ImportSource, keepContents, readWorkflow, type WorkflowImportDeps } from './workflow-import.ts';
import { workflowView } from './workflow-view.ts';

export interface ImportWorkflowDeps extends WorkflowImportDeps, PlaceToRunDeps, CreateRowDeps, WriteDraftDeps {
  readonly data: VerifyDraftDeps['data'] & CreateRowDeps['data'] & Parameters<typeof workflowView>[0];
  readonly catalogue: Catalogue;
  /** Files of one place a person named, and nothing around it. */
  filesAt(path: string): FileConnector;
}

type ImportInput = Parameters<AreaService<'workflows'>['import']>[0];

/** Everything that can be wrong is found before the first write. */
export async function importWorkflow(deps: ImportWorkflowDeps, input: ImportInput, call: CallContext): ReturnType<AreaService<'workflows'>['import']> {
  const { data, catalogue } = deps;
  const { imported, name, slug } = await readImport(deps, input, call);
  const context = { catalogue, ...(await placeToRun(deps)), templates: await templateFindings(deps, imported.definition) };
  let { findings } = workflowFindings(imported.definition, context);
  if (input.publish) findings = demandPublishable(await pinCalled({ workflows: data.workflows, catalogue }, imported.definition, slug), { ...context, name });
  const present = slug === undefined ? undefined : await data.workflows.find(slug);
  if (present !== undefined && !input.replace) throw slugTaken(present.slug);

  await keepContents(data.blobs, imported);
  const row = present === undefined ? await createRow(deps, { ...imported, slug, name, origin: 'import' }) : await replaceDraft(deps, present, { imported, actor: call.actor });
  if (input.publish) await publishImported({ ...deps, workflows: data.workflows }, row, call.actor);
  return { workflow: await workflowView(data, await findWorkflow(data, row.id)), findings };
}

interface Replacing {
  readonly imported: Pick<ImportedWorkflow, 'definition' | 'attachments'>;
  readonly actor: Actor;
}

async function replaceDraft(deps: ImportWorkflowDeps, row: WorkflowRow, { imported: { definition, attachments }, actor }: Replacing): Promise<WorkflowRow> {
  return (await writeDraft(deps, row, { definition, attachments, expectedRevision: row.revision, save: { kind: 'import', author: actor, act: 'Import it again' } })).row;
}

/** What is imported twice is published once: a script may say it again. */
async function publishImported(deps: PublishDeps, row: WorkflowRow, actor: Actor): Promise<void> {
  if ((await unchangedSince(deps, row)) === undefined) await publishDraft(deps, row, { actor, note: 'Imported' });
}

function importSource({ path, content }: Pick<ImportInput, 'path' | 'content'>): ImportSource {
  if (path !== undefined && content === undefined) return { path };
  if (content !== undefined && path === undefined) return { content };
  throw new AppError('input_invalid', 'An import takes a path or the content itself, one of the two.', {
    next: 'Give `path` or `content`.',
    data: { fields: [{ path: 'path', message: 'give this or content' }] },
  });
}

function slugTaken(slug: string): AppError {
  return new AppError('conflict', `There is a workflow "${slug}" already.`, { next: '`--replace` takes the place of its draft, with its files; `--slug` gives the new one another name.', data: { slug } });
}

type InspectInput = Parameters<AreaService<'workflows'>['inspect']>[0];

/** Codes of what a workflow needs and does not find around it. */
const needed = ['missing_connector', 'missing_credential', 'missing_directory', 'missing_document', 'workflow_missing'];

/** What an import would bring. Nothing is written. */
export async function inspectImport(deps: ImportWorkflowDeps, input: InspectInput, call: CallContext): ReturnType<AreaService<'workflows'>['inspect']> {
  const { data } = deps;
  const { imported: { definition, hash, attachments }, name, slug = slugFromName(name) } = await readImport(deps, input, call);
  const { findings } = await verifyDraft(deps, { slug }, definition);
  const present = await data.workflows.find(slug);
  const isMissing = ({ code }: { readonly code: string }): boolean => needed.includes(code);
  return {
    name, slug, hash,
    nodes: nodesIn(definition).length,
    transitions: transitionsIn(definition).length,
    files: [...(attachments.mock === undefined ? [] : ['mock.json']), ...attachments.files.map((file) => file.name)],
    ...(present === undefined ? {} : { replaces: present.id, isSame: (await data.workflows.draft(present.id)).hash === hash }),
    missing: findings.filter(isMissing),
    findings: findings.filter((finding) => !isMissing(finding)),
  };
}

interface ReadImport {
  readonly imported: ImportedWorkflow;
  readonly name: string;
  /** What it is called, where somebody said or its folder tells. */
  readonly slug: string | undefined;
}

async function readImport(deps: ImportWorkflowDeps, input: Pick<ImportInput, 'path' | 'content' | 'slug'>, { access, signal }: CallContext): Promise<ReadImport> {
  const source = importSource(input);
  // Allowed directories bind workflows and programs; the person at this machine may name any folder to import.
  const files = access === 'admin' && 'path' in source ? deps.filesAt(source.path) : deps.files;
  const imported = await readWorkflow({ ...deps, files }, source, signal);
  const { name } = titleOf(imported.definition, 'Imported workflow');
  return { imported, name, slug: input.slug ?? (imported.suggestedName === undefined ? undefined : slugFromName(imported.suggestedName)) };
}
