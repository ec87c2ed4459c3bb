import { AppError } from '../model/errors.ts';
import { RunId } from '../model/ids.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { VersionRow, WorkflowRow } from '../ports/workflow-repository.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';

/** The workflow with this id or slug, or `not_found`. */
export async function findWorkflow({ workflows }: Pick<WorkflowDataPort, 'workflows'>, idOrSlug: string): Promise<WorkflowRow> {
  const row = await workflows.find(idOrSlug);
  if (row !== undefined) return row;
  throw new AppError('not_found', `There is no workflow "${idOrSlug}".`, { next: '`aiwm workflows list` shows the workflows there are.', data: { id: idOrSlug } });
}

/** This version of a workflow, or `not_found`. */
export async function findVersion({ workflows }: Pick<WorkflowDataPort, 'workflows'>, row: WorkflowRow, number: number): Promise<VersionRow> {
  const version = await workflows.version(row.id, number);
  if (version !== undefined) return version;
  throw new AppError('not_found', `The workflow "${row.slug}" has no version ${number}.`, {
    next: `\`aiwm workflows history ${row.slug}\` shows its versions.`,
    data: { workflow: row.slug, version: number },
  });
}

/** The row of the run with this id, or `not_found`. */
export async function findRun({ runs }: Pick<WorkflowDataPort, 'runs'>, id: string): Promise<RunRow> {
  const known = RunId.safeParse(id);
  const row = known.success ? await runs.get(known.data) : undefined;
  if (row !== undefined) return row;
  throw new AppError('not_found', `There is no run "${id}".`, { next: '`aiwm runs list` shows the runs there are.', data: { id } });
}

/** A workflow as runs and cards name it. Deleting a workflow leaves its runs, which then name it by what is left. */
export interface WorkflowName {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** What is left to call the workflow by, once it was deleted. */
export function nameOfDeleted(id: string): WorkflowName {
  return { id, slug: id, name: 'Deleted workflow' };
}

/** Looks up the names of many workflows, each once. */
export function createWorkflowNames({ workflows }: Pick<WorkflowDataPort, 'workflows'>): (id: string) => Promise<WorkflowName> {
  const known = new Map<string, Promise<WorkflowName>>();
  const find = async (id: string): Promise<WorkflowName> => {
    const row = await workflows.find(id);
    return row === undefined ? nameOfDeleted(id) : { id, slug: row.slug, name: row.name };
  };
  return (id) => {
    const name = known.get(id) ?? find(id);
    known.set(id, name);
    return name;
  };
}
