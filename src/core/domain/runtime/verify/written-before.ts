import type { ActionStep } from '../../model/workflow.ts';
import { type FlowEdge, type FlowGraph, type FlowNode, type FlowRegion, isErrorEdge, triggersOf } from '../flow/flow-graph.ts';
import { hasOwnScope } from './node-scope.ts';
import { assignedBy, reservedBy } from './values-written.ts';

/** Paths that are written whichever way a run came; `everything` where no run comes. */
type Written = ReadonlySet<string> | 'everything';

/** What is sure to be written before each node begins. */
export interface WrittenBefore {
  readonly node: (id: string) => Written;
  /** Once its entry actions are done. */
  readonly afterEntry: (node: FlowNode) => Written;
}

/** Goes through the regions until nothing changes any more: what holds at a node is what holds on every way to it. */
export function writtenBefore(graph: FlowGraph, dead: ReadonlySet<string>): WrittenBefore {
  const before = new Map<string, Written>();
  goThrough(graph.root, new Set(), { before, dead });
  return { node: (id) => before.get(id) ?? 'everything', afterEntry: (node) => withSteps(before.get(node.id) ?? 'everything', node, node.written.entry) };
}

interface Walk {
  readonly before: Map<string, Written>;
  readonly dead: ReadonlySet<string>;
}

/** Gives what is written on every way to an end of the region. */
function goThrough(region: FlowRegion, at: Written, walk: Walk): Written {
  const { before, dead } = walk;
  const known = new Map(region.nodes.map((node) => [node.id, node]));
  before.set(region.start, at);
  const open = [region.start];
  const bodies = new Map<string, Written>();
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const node = known.get(id);
    if (node === undefined) continue;
    const inside = withSteps(before.get(id) ?? 'everything', node, node.written.entry);
    const body = node.bodies.length === 0 ? undefined : throughBodies(node, inside, walk);
    if (body !== undefined) bodies.set(id, body);
    for (const edge of node.out) {
      if (dead.has(edge.id)) continue;
      const after = afterEdge(node, edge, { inside, before: before.get(id) ?? 'everything', body });
      const old = before.get(edge.to);
      const met = old === undefined ? after : both(old, after);
      if (old !== undefined && sizeOf(met) === sizeOf(old)) continue;
      before.set(edge.to, met);
      open.push(edge.to);
    }
  }
  const ends = region.nodes.filter((node) => node.compiled.kind.role === 'end').map((node) => before.get(node.id) ?? 'everything');
  return ends.reduce<Written>(both, 'everything');
}

/** What a pass is sure to write. What bodies with a scope of their own write is gone when they end. */
function throughBodies(node: FlowNode, inside: Written, walk: Walk): Written {
  const ended = node.bodies.map((body) => goThrough(body, plus(inside, [`loops.${node.id}`]), walk));
  return hasOwnScope(node) ? inside : ended.reduce<Written>(both, 'everything');
}

interface Visit {
  readonly before: Written;
  /** After the entry actions. */
  readonly inside: Written;
  readonly body: Written | undefined;
}

function afterEdge(node: FlowNode, edge: FlowEdge, { before, inside, body }: Visit): Written {
  if (triggersOf(edge).includes('error')) return isErrorEdge(edge) ? plus(before, ['error']) : before;
  const isAnswered = triggersOf(edge).every((type) => type === 'card-submitted');
  const isFinished = triggersOf(edge).every((type) => type !== 'limit-reached' && type !== 'scheduled' && type !== 'manual-break');
  const own = [...(isAnswered ? [`nodes.${node.id}.card`] : []), ...(isFinished ? reservedBy(node).map((name) => `nodes.${node.id}.${name}`) : [])];
  const runsAtLeastOnce = node.compiled.sources.sources.expressions?.['until'] !== undefined;
  const after = isFinished && body !== undefined && runsAtLeastOnce ? body : inside;
  return withSteps(plus(after, own), node, node.written.exit);
}

function withSteps(written: Written, node: FlowNode, steps: readonly ActionStep[]): Written {
  return plus(written, steps.flatMap((step) => writesOfStep(node, step)));
}

/** What one action leaves in scope. */
export function writesOfStep(node: FlowNode, step: ActionStep): readonly string[] {
  const variable = assignedBy(node, step);
  return [`nodes.${node.id}.${step.id}`, ...(variable === undefined || step.onError === 'continue' ? [] : [`vars.${variable}`])];
}

function plus(written: Written, more: readonly string[]): Written {
  return written === 'everything' || more.length === 0 ? written : new Set([...written, ...more]);
}

function both(left: Written, right: Written): Written {
  if (left === 'everything') return right;
  return right === 'everything' ? left : left.intersection(right);
}

function sizeOf(written: Written): number {
  return written === 'everything' ? Infinity : written.size;
}
