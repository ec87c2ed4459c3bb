import { AppError } from '../../model/errors.ts';
import { present } from '../../model/present.ts';
import { numberedSlug, slugFromName } from '../../model/slug.ts';
import type { Clock } from '../../ports/clock.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../../ports/workflow-event-publisher.ts';
import type { WorkflowRow } from '../../ports/workflow-repository.ts';
import type { AreaService } from '../area-service.ts';
import { findWorkflow } from '../lookups.ts';
import { callsOfDrafts, type CallsDeps, type DraftCall } from './calls-of-drafts.ts';

export interface NamesDeps extends CallsDeps {
  readonly data: Pick<WorkflowDataPort, 'workflows' | 'runs'>;
}

/** The first of `name`, `name-2`, `name-3` … that nobody has; `own` counts as free for the workflow it belongs to. */
export async function freeSlug(workflows: Pick<WorkflowDataPort['workflows'], 'named'>, wanted: string, own?: Pick<WorkflowRow, 'id'>): Promise<string> {
  let slug = wanted;
  const isTaken = async (): Promise<boolean> => ![undefined, own?.id].includes((await workflows.named(slug))?.id);
  for (let number = 2; await isTaken(); number += 1) slug = numberedSlug(wanted, number);
  return slug;
}

/** The slug a workflow gets with another name; undefined where it stays, since somebody chose it or something may know it. */
export async function followedSlug(deps: NamesDeps, row: WorkflowRow, name: string): Promise<string | undefined> {
  const wanted = slugFromName(name);
  if (!row.slugFollows || row.publishedVersion !== undefined || wanted === slugFromName(row.name)) return undefined;
  if (await isKnown(deps, row, await callersOf(deps, row))) return undefined;
  return freeSlug(deps.data.workflows, wanted, row);
}

/** Whether anything outside of its own draft may say its name. */
async function isKnown({ data }: NamesDeps, row: WorkflowRow, callers: readonly DraftCall[]): Promise<boolean> {
  return row.publishedVersion !== undefined || callers.length > 0 || (await isNamed(data, row)) || (await data.runs.list({ workflowId: row.id, limit: 1 })).length > 0;
}

/** Whether another says it was made from it, or that it takes its place. */
async function isNamed({ workflows }: NamesDeps['data'], { id, slug, formerSlugs }: WorkflowRow): Promise<boolean> {
  const names = [slug, ...formerSlugs];
  return (await workflows.list()).some(({ id: other, about: { madeFrom, lifecycle } }) => other !== id && [madeFrom?.workflow, lifecycle?.successor].some((name) => name !== undefined && names.includes(name)));
}

async function callersOf(deps: CallsDeps, { slug, formerSlugs }: WorkflowRow): Promise<readonly DraftCall[]> {
  return (await callsOfDrafts(deps)).filter(({ workflow, by }) => by !== slug && [slug, ...formerSlugs].includes(workflow));
}

interface RenameDeps extends NamesDeps {
  readonly publisher: Pick<WorkflowEventPublisher, 'publish'>;
  readonly clock: Pick<Clock, 'now'>;
}

type Rename = AreaService<'workflows'>['rename'];

/** Another name on the command line. The draft stays as it is, and so does its revision. */
export async function renameWorkflow(deps: RenameDeps, { id, slug, forget }: Parameters<Rename>[0]): ReturnType<Rename> {
  const { workflows } = deps.data;
  const row = await findWorkflow(deps.data, id);
  const calls = await callersOf(deps, row);
  const holder = await workflows.named(slug);
  if (holder !== undefined && holder.id !== row.id) throw taken(slug, holder);
  const stale = calls.filter(({ workflow }) => workflow !== slug);
  if (forget && stale.length > 0) throw stillCalled(row, stale);
  const former = forget ? 'gone' : (await isKnown(deps, row, calls)) ? 'kept' : 'yielding';
  const renamed = await workflows.rename(row.id, { slug, former, at: deps.clock.now() });
  deps.publisher.publish('workflows:changed', { workflowId: row.id, revision: renamed.revision });
  return { id: row.id, was: row.slug, slug, former: [...renamed.formerSlugs], callers: stale.map(callView) };
}

type Callers = AreaService<'workflows'>['callers'];

/** Drafts that call a workflow, by any name it has or had. */
export async function workflowCallers(deps: NamesDeps, { id }: Parameters<Callers>[0]): ReturnType<Callers> {
  const row = await findWorkflow(deps.data, id);
  return { slug: row.slug, former: [...row.formerSlugs], items: (await callersOf(deps, row)).map(callView) };
}

function callView({ by, node, workflow, version }: DraftCall) {
  return present({ workflow: by, node, name: workflow, version });
}

function taken(slug: string, holder: WorkflowRow): AppError {
  const isItsOwn = holder.slug === slug;
  return new AppError('conflict', isItsOwn ? `The name "${slug}" is taken by the workflow "${holder.name}".` : `The name "${slug}" is a former one of the workflow "${holder.slug}", and goes on leading to it.`, {
    next: isItsOwn ? 'Choose another one.' : `Choose another one, or let go of it: \`aiwm workflows rename ${holder.slug} ${holder.slug} --forget\`.`,
    data: { slug, workflowId: holder.id },
  });
}

function stillCalled({ slug }: WorkflowRow, calls: readonly DraftCall[]): AppError {
  const named = [...new Set(calls.map(({ by, node, workflow }) => `"${by}" at ${node} as "${workflow}"`))];
  return new AppError('conflict', `Former names of "${slug}" cannot be forgotten: it is called by them. ${named.join('; ')}.`, {
    next: 'Write the new name there first, or leave `--forget` out: former names then go on leading to it.',
    data: { workflow: slug, callers: calls.map(({ by, node }) => ({ workflow: by, node })) },
  });
}
