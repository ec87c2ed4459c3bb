import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { Actor } from '../domain/model/actor.ts';
import { AppError, type ErrorCode } from '../domain/model/errors.ts';
import { WorkflowId } from '../domain/model/ids.ts';
import { sameJson } from '../domain/model/same-json.ts';
import { slugFromName } from '../domain/model/slug.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { Ids } from '../domain/ports/ids.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import type { WorkflowRow } from '../domain/ports/workflow-repository.ts';
import { demandPublishable, haveSameFiles, publishDraft } from '../domain/services/publish-workflow.ts';
import { withoutCalled } from '../domain/services/without-called.ts';
import { type ImportedWorkflow, keepContents, readWorkflow, type WorkflowImportDeps } from '../domain/services/workflow-import.ts';

export interface InstallSamplesDeps extends WorkflowImportDeps {
  readonly data: WorkflowDataPort;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Told of a sample that cannot be installed; the others are. */
  readonly onFault: (error: unknown) => void;
}

const installer: Actor = { kind: 'user', id: 'installation' };

/**
 * Publishes each sample folder as a workflow named after it. One that came from an older release is brought up to date;
 * one that a person changed, or whose name another workflow has, is left alone. A fault of the storage, which would meet
 * everything else as well, ends it; the next start goes on where it stopped.
 */
export async function installSamples(deps: InstallSamplesDeps, folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const sample = await usableSample(deps, folder);
    if (sample !== undefined) await installSample(deps, sample);
  }
}

interface Sample extends ImportedWorkflow {
  readonly slug: string;
}

async function usableSample(deps: InstallSamplesDeps, folder: string): Promise<Sample | undefined> {
  try {
    const read = await readWorkflow(deps, { path: folder }, new AbortController().signal);
    const slug = slugFromName(read.suggestedName ?? folder);
    demandPublishable(read.definition, { catalogue: deps.catalogue, name: slug });
    return { ...read, slug };
  } catch (error) {
    deps.onFault(error);
    return undefined;
  }
}

async function installSample(deps: InstallSamplesDeps, sample: Sample): Promise<void> {
  const existing = await deps.data.workflows.named(sample.slug);
  if (existing !== undefined && !(await isOutdated(deps, existing, sample))) return;
  try {
    await keepContents(deps.data.blobs, sample);
    const row = existing === undefined ? await createSample(deps, sample) : await updateSample(deps, sample, existing);
    await publishDraft({ ...deps, workflows: deps.data.workflows }, row, { actor: installer, note: 'Comes with the product' });
  } catch (error) {
    // Something in the data stands against this one sample, not against the next.
    if (!(error instanceof AppError) || !ofOneSample.has(error.code)) throw storageFault(error);
    deps.onFault(error);
  }
}

const ofOneSample: ReadonlySet<ErrorCode> = new Set(['conflict', 'version_conflict', 'not_found', 'input_invalid']);

/** The next step of the fault beneath: free some space, make it writable. */
function storageFault(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'precondition_failed') return error;
  return new AppError(error.code, `The sample workflows could not be installed: ${error.message}`, {
    next: `${error.next ?? 'Check the disk, then try again.'} The installation goes on with the next command.`,
    ...(error.data === undefined ? {} : { data: error.data }),
    cause: error,
  });
}

/** Whether this release has another version of a sample that nobody touched, or the last installation stopped half-way. */
async function isOutdated({ data }: InstallSamplesDeps, row: WorkflowRow, sample: ImportedWorkflow): Promise<boolean> {
  if (row.origin !== 'sample') return false;
  const newest = row.publishedVersion === undefined ? undefined : await data.workflows.version(row.id, row.publishedVersion);
  if (newest !== undefined && !isInstaller(newest.publishedBy)) return false;
  const draft = await data.workflows.draft(row.id);
  const isSame = draft.hash === sample.hash && haveSameFiles(draft.attachments, sample.attachments);
  if (row.draftChanged) return isSame;
  // Moved nodes and notes are a person's work too, though they mean nothing to a run.
  return !isSame && newest !== undefined && sameJson(draft.definition, withoutCalled(newest.definition));
}

function isInstaller({ kind, id }: Actor): boolean {
  return kind === installer.kind && id === installer.id;
}

async function createSample({ data, clock, ids }: InstallSamplesDeps, sample: Sample): Promise<WorkflowRow> {
  const { definition, hash, attachments, slug } = sample;
  const at = clock.now();
  const row = { id: WorkflowId.parse(ids.next()), slug, ...titleOf(sample), createdAt: at, updatedAt: at, archived: false, origin: 'sample' };
  return data.workflows.create(row, { definition, hash, attachments });
}

async function updateSample({ data, clock }: InstallSamplesDeps, sample: ImportedWorkflow, row: WorkflowRow): Promise<WorkflowRow> {
  const { definition, hash, attachments } = sample;
  return data.workflows.saveDraft(row.id, { definition, hash, attachments, ...titleOf(sample), expectedRevision: row.revision, at: clock.now(), save: { kind: 'import', author: { kind: 'system', id: 'samples' }, act: 'Update the sample' } });
}

function titleOf({ definition: { name, description } }: ImportedWorkflow): { readonly name: string; readonly description: string } {
  return { name: typeof name === 'string' ? name : 'Sample', description: typeof description === 'string' ? description : '' };
}
