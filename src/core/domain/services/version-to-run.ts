import type { Catalogue } from '../catalogue/catalogue.ts';
import { AppError } from '../model/errors.ts';
import type { StartRun } from '../ports/run-executor.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { DraftRow, WorkflowRow } from '../ports/workflow-repository.ts';
import { demandPublishedHere, findVersion } from './lookups.ts';
import { pinCalled } from './pin-called.ts';
import { pinTemplates } from './pin-templates.ts';

export interface VersionDeps {
  readonly data: Pick<WorkflowDataPort, 'workflows' | 'documents' | 'blobs'>;
  readonly catalogue: Catalogue;
}

export type VersionToRun = Pick<StartRun, 'versionId' | 'versionNumber' | 'definition' | 'templates'> & Pick<DraftRow, 'attachments'>;

/** The definition a run is to follow: the draft, the version that was named, or the newest that is published. */
export async function versionToRun(deps: VersionDeps, workflow: WorkflowRow, which: { readonly draft: boolean; readonly version?: number | undefined }): Promise<VersionToRun> {
  const found = await chosenVersion(deps, workflow, which);
  const pinned = await pinTemplates(deps, found.definition);
  return pinned === undefined ? found : { ...found, ...pinned };
}

async function chosenVersion({ data: { workflows }, catalogue }: VersionDeps, workflow: WorkflowRow, { draft, version }: { readonly draft: boolean; readonly version?: number | undefined }): Promise<VersionToRun> {
  if (draft && version !== undefined) {
    throw new AppError('input_invalid', 'A run is of the draft or of a version, not of both.', { next: 'Leave out `draft` or `version`.', data: { fields: [{ path: 'version', message: 'stands beside draft' }] } });
  }
  if (draft) {
    const { definition, attachments } = await workflows.draft(workflow.id);
    return { definition: await pinCalled({ workflows, catalogue }, definition, workflow.slug), attachments };
  }
  const number = version ?? workflow.publishedVersion;
  if (number === undefined) {
    throw new AppError('not_published', `The workflow "${workflow.slug}" has no published version.`, {
      next: `Publish it with \`aiwm workflows publish ${workflow.slug}\`, or run the draft with --draft.`,
      data: { workflow: workflow.slug },
    });
  }
  const row = await findVersion({ workflows }, workflow, number);
  demandPublishedHere(workflow, row);
  return { versionId: row.id, versionNumber: row.number, definition: row.definition, attachments: row.attachments };
}
