import { createHash } from 'node:crypto';
import type { Tool } from '@modelcontextprotocol/server';
import type { WorkflowSummary, WorkflowView } from '../core/domain/operations/workflows.ts';
import type { Assistant } from './assistant.ts';
import { mayUse } from './operation-tools.ts';
import { isRecord } from './tool-answer.ts';

/** Names may be this long for every assistant. */
const mostCharacters = 64;
const mostRemembered = 1000;

type Published = WorkflowSummary & { readonly version: number };

/** What published versions take, by id and version: one never changes. */
export type KnownInputs = Map<string, Pick<Tool, 'description' | 'inputSchema'>>;

/** The published workflows an assistant may run, each as a tool of its own, in the order of their names. */
export async function publishedWorkflows({ call, rights }: Pick<Assistant, 'call' | 'rights'>, signal?: AbortSignal): Promise<readonly Published[]> {
  if (!mayUse(rights, { name: 'runs.start', access: 'operate' }) || !mayUse(rights, { name: 'workflows.list', access: 'read' })) return [];
  const { items } = (await call('workflows.list', {}, signal)) as { readonly items: readonly WorkflowSummary[] };
  // Others shall not begin with what is deprecated any more.
  const published = items.filter((each): each is Published => each.version !== undefined && each.deprecated !== true);
  return published.toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
}

/** What a workflow of this slug is called as a tool; no operation is called so. */
export function workflowToolName(slug: string): string {
  const name = `run_${slug}`;
  if (name.length <= mostCharacters) return name;
  const mark = createHash('sha256').update(slug).digest('hex').slice(0, 8);
  return `${name.slice(0, mostCharacters - mark.length - 1)}_${mark}`;
}

/** Whether a tool of this name would be a workflow. */
export function isWorkflowTool(name: string): boolean {
  return name.startsWith('run_');
}

export async function workflowTool(workflow: Published, { call, known, signal }: Pick<Assistant, 'call'> & { readonly known: KnownInputs; readonly signal?: AbortSignal }): Promise<Tool> {
  const { id, slug, name, version } = workflow;
  const key = `${id}@${version}`;
  const taken = known.get(key) ?? takenBy((await call('workflows.get', { id, version }, signal)) as WorkflowView);
  known.set(key, taken);
  for (const oldest of known.keys()) {
    if (known.size <= mostRemembered) break;
    known.delete(oldest);
  }
  return { name: workflowToolName(slug), title: name, ...taken, annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true } };
}

function takenBy({ name, definition }: Pick<WorkflowView, 'name' | 'definition'>): Pick<Tool, 'description' | 'inputSchema'> {
  const { description, inputs } = definition;
  const said = typeof description === 'string' && description !== '' ? ` ${description}` : '';
  return {
    description: `Run the workflow “${name}” and wait for it.${said} It answers the outputs and the files it made, or what the run waits for; a run that takes longer goes on, and runs_watch waits for it again.${JSON.stringify(inputs ?? {}).includes('"format":"file"') ? ' A file is named by its absolute path on the machine of the host.' : ''}`,
    inputSchema: { ...(isRecord(inputs) ? inputs : {}), type: 'object' },
  };
}
