import { AppError } from '../model/errors.ts';
import { RunId } from '../model/ids.ts';
import { nearest } from '../model/nearest-word.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { VersionRow, WorkflowRow } from '../ports/workflow-repository.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';

/** The workflow with this id or slug, or `not_found`. */
export async function findWorkflow({ workflows }: Pick<WorkflowDataPort, 'workflows'>, idOrSlug: string): Promise<WorkflowRow> {
  const row = await workflows.find(idOrSlug);
  if (row !== undefined) return row;
  const meant = nearest(idOrSlug, (await workflows.list({ archived: false })).map(({ slug }) => slug));
  throw new AppError('not_found', `There is no workflow "${idOrSlug}".`, {
    next: `${meant === undefined ? '' : `Did you mean "${meant}"? `}\`aiwm workflows list\` shows the workflows there are.`,
    data: { id: idOrSlug, ...(meant === undefined ? {} : { meant }) },
  });
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

/** A version that was published here; one that came out of a file was not checked against what is here, and is refused. */
export function demandPublishedHere({ slug }: Pick<WorkflowRow, 'slug'>, { number, importedAt }: Pick<VersionRow, 'number' | 'importedAt'>): void {
  if (importedAt === undefined) return;
  throw new AppError('not_published', `Version ${number} of "${slug}" came out of a file and was not published here.`, {
    next: `\`aiwm workflows restore ${slug} --version ${number}\` makes it the draft; verify and publish that.`,
    data: { workflow: slug, version: number },
  });
}

/** The row of the run with this id, or whose id alone begins or ends so; else `not_found`. */
export async function findRun({ runs }: Pick<WorkflowDataPort, 'runs'>, id: string): Promise<RunRow> {
  const known = RunId.safeParse(id);
  const runId = known.success ? known.data : await runNamedBy(runs, id);
  const row = runId === undefined ? undefined : await runs.get(runId);
  if (row !== undefined) return row;
  throw new AppError('not_found', `There is no run "${id}".`, { next: '`aiwm runs list` shows the runs there are.', data: { id } });
}

/** The only run whose id begins or ends with this part. Screens show the end of an id, where ids differ. */
async function runNamedBy(runs: WorkflowDataPort['runs'], part: string): Promise<RunId | undefined> {
  if (!/^[\da-f-]{6,35}$/iu.test(part)) return undefined;
  const text = part.toLowerCase();
  const found = [...(await runs.list({ idPrefix: text, limit: 2 })), ...(await runs.list({ idSuffix: text, limit: 2 }))];
  const [id, ...others] = new Set(found.map((run) => run.id));
  if (others.length === 0) return id;
  throw new AppError('input_invalid', `"${part}" fits more than one run.`, { next: 'Give more of its id, best its end; `aiwm runs list` shows the runs there are.', data: { id: part, fits: [...(id === undefined ? [] : [id]), ...others] } });
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
