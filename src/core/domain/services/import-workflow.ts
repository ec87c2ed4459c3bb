import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Actor } from '../model/actor.ts';
import type { CallContext } from '../model/caller.ts';
import { nodesIn, transitionsIn } from '../model/edit/definition-reading.ts';
import { definitionHash } from '../model/definition-hash.ts';
import { AppError } from '../model/errors.ts';
import { toInstant } from '../model/instant.ts';
import { slugFromName } from '../model/slug.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { WorkflowRow } from '../ports/workflow-repository.ts';
import { attachedNames } from './attached-names.ts';
import type { AreaService } from './area-service.ts';
import { createRow, type CreateRowDeps } from './create-workflow.ts';
import { titleOf } from './draft-definition.ts';
import { freeSlug } from './drafts/workflow-names.ts';
import { writeDraft, type WriteDraftDeps } from './drafts/write-draft.ts';
import { findWorkflow } from './lookups.ts';
import { pinCalled } from './pin-called.ts';
import { placeToRun, type PlaceToRunDeps } from './place-to-run.ts';
import { demandPublishable, publishDraft, type PublishDeps, unchangedSince } from './publish-workflow.ts';
import { templateFindings } from './template-findings.ts';
import { verifyDraft, type VerifyDraftDeps } from './verify-draft.ts';
import { workflowFindings } from './workflow-findings.ts';
import { type ImportedWorkflow, type ImportSource, keepContents, readWorkflow, type WorkflowImportDeps } from './workflow-import.ts';
import type { FiledVersion } from './versions-in-file.ts';
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
  const present = slug === undefined ? undefined : await data.workflows.named(slug);
  if (present !== undefined && !input.replace) throw slugTaken(present.slug);
  const versions = present === undefined && input.versions ? imported.versions : [];

  await keepContents(data.blobs, imported);
  const row = present === undefined ? await createRow(deps, { ...imported, versions, slug, name, origin: 'import' }) : await replaceDraft(deps, present, { imported, actor: call.actor });
  if (input.publish) await publishImported({ ...deps, workflows: data.workflows }, row, call.actor);
  const isBrought = (version: FiledVersion): boolean => versions.includes(version);
  return {
    workflow: await workflowView(data, await findWorkflow(data, row.id)),
    findings,
    versions: imported.versions.filter(isBrought).map(({ number }) => number),
    left: imported.versions.filter((version) => !isBrought(version)).map(({ number }) => number),
  };
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

function importSource({ path, content, file }: Pick<ImportInput, 'path' | 'content' | 'file'>): ImportSource {
  if (path !== undefined && content === undefined) return { path };
  if (content !== undefined && path === undefined) return { content, file };
  throw new AppError('input_invalid', 'An import takes a path or the content itself, one of the two.', {
    next: 'Give `path` or `content`.',
    data: { fields: [{ path: 'path', message: 'give this or content' }] },
  });
}

function slugTaken(slug: string): AppError {
  return new AppError('conflict', `There is a workflow "${slug}" already.`, { next: '`--replace` takes the place of its draft, with its files; `--name` or `--slug` gives the new one another name.', data: { slug } });
}

type InspectInput = Parameters<AreaService<'workflows'>['inspect']>[0];

/** Codes of what a workflow needs and does not find around it. */
const needed = ['missing_connector', 'missing_credential', 'missing_directory', 'missing_document', 'workflow_missing'];

/** What an import would bring. Nothing is written. */
export async function inspectImport(deps: ImportWorkflowDeps, input: InspectInput, call: CallContext): ReturnType<AreaService<'workflows'>['inspect']> {
  const { data } = deps;
  const { imported: { definition, hash, attachments, versions }, name, slug: said } = await readImport(deps, input, call);
  const slug = said ?? (input.name === undefined ? slugFromName(name) : await freeSlug(data.workflows, slugFromName(name)));
  const { findings } = await verifyDraft(deps, { slug }, definition);
  const present = await data.workflows.named(slug);
  const isMissing = ({ code }: { readonly code: string }): boolean => needed.includes(code);
  return {
    name, slug, hash,
    freeName: freeName(name, (await data.workflows.list({ archived: false })).map((row) => row.name)),
    nodes: nodesIn(definition).length,
    transitions: transitionsIn(definition).length,
    files: attachedNames(attachments),
    versions: versions.toReversed().map(({ number, note, publishedAt, publishedBy }) => ({ version: number, note, publishedAt: toInstant(publishedAt), publishedBy: `${publishedBy.kind}:${publishedBy.id}` })),
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

async function readImport(deps: ImportWorkflowDeps, input: Pick<ImportInput, 'path' | 'content' | 'file' | 'slug' | 'name'>, { access, signal }: CallContext): Promise<ReadImport> {
  const source = importSource(input);
  // Allowed directories bind workflows and programs; the person at this machine may name any folder to import.
  const files = access === 'admin' && 'path' in source ? deps.filesAt(source.path) : deps.files;
  const read = await readWorkflow({ ...deps, files }, source, signal);
  const imported = input.name === undefined ? read : named(read, input.name);
  const { name } = titleOf(imported.definition, 'Imported workflow');
  return { imported, name, slug: input.slug ?? (input.name !== undefined || imported.suggestedName === undefined ? undefined : slugFromName(imported.suggestedName)) };
}

function named(imported: ImportedWorkflow, name: string): ImportedWorkflow {
  const definition = { ...imported.definition, name };
  return { ...imported, definition, hash: definitionHash(definition) };
}

/** The name, or the first of `Hello (imported)`, `Hello (imported 2)` … that nobody has. */
function freeName(name: string, taken: readonly string[]): string {
  const tried = (number: number): string => `${name} (imported${number === 1 ? '' : ` ${number}`})`;
  if (!taken.includes(name)) return name;
  let number = 1;
  while (taken.includes(tried(number))) number += 1;
  return tried(number);
}
