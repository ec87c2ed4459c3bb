import type { Scope } from '../../expression/scope.ts';
import { cutText } from '../../model/cut-text.ts';
import { toInstant } from '../../model/instant.ts';
import type { Json } from '../../model/json.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { WorkflowRow } from '../../ports/workflow-repository.ts';
import type { ListedRun } from '../../ports/workflow-run-repository.ts';
import { readsSensitive, type SensitiveParts } from '../../runtime/compile/sensitivity.ts';
import type { RunLoader } from '../../runtime/executor/run-loader.ts';

export interface RecentRunsDeps {
  readonly data: Pick<WorkflowDataPort, 'runs'>;
  readonly loader: Pick<RunLoader, 'shown' | 'compiled'>;
}

/** What a run that is over, or stands now, has in scope. Sensitive values are masked in it. */
export interface RecentRun {
  readonly row: ListedRun;
  readonly scope: Scope;
  /** What of its own definition is sensitive. */
  readonly parts: SensitiveParts | undefined;
}

const mostRuns = 3;
const looked = 10;

/** The last runs that can be read, the newest first. Each is read from the image of its state: a long journal is not read whole. */
export async function recentRuns({ data, loader }: RecentRunsDeps, { id }: WorkflowRow): Promise<readonly RecentRun[]> {
  const found: RecentRun[] = [];
  for (const row of await data.runs.list({ workflowId: id, limit: looked })) {
    const run = await readRun({ data, loader }, row).catch(() => undefined);
    if (run !== undefined) found.push(run);
    if (found.length === mostRuns) break;
  }
  return found;
}

async function readRun({ data, loader }: RecentRunsDeps, row: ListedRun): Promise<RecentRun | undefined> {
  if (row.pruned !== undefined || row.unreadable !== undefined || row.releasedAt !== undefined) return undefined;
  const kept = await data.runs.load(row.id);
  if (kept === undefined) return undefined;
  const [state, { sensitive }] = [await loader.shown(kept), await loader.compiled(row.definitionHash)];
  const { vars, nodes, loops } = state.scope;
  const scope: Scope = { inputs: state.inputs, vars, nodes, loops, run: { startedAt: toInstant(row.startedAt), attended: row.attended }, now: toInstant(state.at), error: null };
  return { row, scope, parts: sensitive?.get('') };
}

/** Whether a path leads to something that is sensitive in the run. */
export function isSensitiveIn({ parts }: RecentRun, path: string): boolean {
  return parts !== undefined && readsSensitive(parts, path);
}

/** The value at a dotted path of a scope; undefined where there is none. */
export function valueAt(scope: Scope, path: string): Json | undefined {
  const [root = '', ...names] = path.split('.');
  const roots: { readonly [root: string]: Json | undefined } = { inputs: scope.inputs, vars: scope.vars, nodes: scope.nodes, loops: scope.loops, run: scope.run, now: scope.now };
  let value = Object.hasOwn(roots, root) ? roots[root] : undefined;
  for (const name of names) value = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name) ? (value as { readonly [name: string]: Json })[name] : undefined;
  return value;
}

const longestText = 500;
const mostItems = 20;
const deepest = 4;

/** The value as it can be shown beside others: long texts, long lists and what lies deep are shortened. */
export function shortened(value: Json, depth = 0): Json {
  if (typeof value === 'string') return cutText(value, longestText);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '…';
  if (Array.isArray(value)) return [...(value as readonly Json[]).slice(0, mostItems).map((item) => shortened(item, depth + 1)), ...(value.length > mostItems ? ['…'] : [])];
  const members = Object.entries(value);
  return Object.fromEntries([...members.slice(0, mostItems).map(([name, member]) => [name, shortened(member, depth + 1)] as const), ...(members.length > mostItems ? [['…', `${members.length - mostItems} more`] as const] : [])]);
}
