import type { FindingData } from '../../../model/finding-data.ts';
import { type FlowNode, type FlowRegion } from '../../flow/flow-graph.ts';
import type { CompiledAction } from '../../compile/compiled-definition.ts';
import { type Analysis, type Draft, reachableNodes } from '../analysis.ts';
import { circlesOf } from '../circles.ts';

const defaultPasses = 25;

/** A workflow that may spend, or call, more than it says a run may. Nothing is said where it sets no limit. */
export function findCostFaults({ graph, compiled, context, notAnalysed, reachable }: Analysis, dead: ReadonlySet<string>): readonly Draft[] {
  const { permissions, limits } = compiled.definition;
  const { micros, calls: mostOfRun } = limits.budget?.run ?? {};
  const money = [['permissions.spend', permissions?.spend], ['limits.budget.run.micros', micros]] as const;
  if (mostOfRun === undefined && money.every(([, cap]) => cap === undefined)) return [];
  const calls = mostCalls(graph.root, dead);
  const [first] = reachableNodes({ graph, reachable }).filter((node) => ownCalls(node) > 0);
  if (calls === 0 || first === undefined) return [];
  const cost = context.costOfCall;
  const times = Number.isFinite(calls) ? `up to ${calls}` : 'any number of';
  const there = Number.isFinite(calls) ? { there: calls } : {};
  const exceeded = (where: string, most: string, count: NonNullable<FindingData['count']>): Draft => ({
    code: 'budget_exceeded',
    severity: 'warning',
    where,
    message: `It may make ${times} paid calls, the first at "${first.name}", and may ${most}.`,
    fix: 'Raise the limit, or bound loops and retries.',
    data: { names: [first.id], count },
  });
  const found: Draft[] = [];
  for (const [where, cap] of money) {
    if (cap === undefined) continue;
    if (cost === undefined && cap > 0) notAnalysed.add('what its paid calls cost in the worst case, since no price is known');
    if (cap === 0 || (cost !== undefined && calls * cost > cap)) found.push(exceeded(where, `spend ${cap} micro-units`, there));
  }
  if (mostOfRun !== undefined && calls > mostOfRun) found.push(exceeded('limits.budget.run.calls', `make ${mostOfRun}`, { ...there, most: mostOfRun }));
  return found;
}

/** Paid calls on the dearest way through the region, retries counted; infinite where a way round makes some. */
function mostCalls(region: FlowRegion, dead: ReadonlySet<string>): number {
  const own = new Map(region.nodes.map((node) => [node.id, ownCalls(node) + node.bodies.reduce((sum, body) => sum + mostCalls(body, dead), 0) * passesOf(node)]));
  if (circlesOf(region, dead).some((circle) => [...circle].some((id) => (own.get(id) ?? 0) > 0))) return Infinity;
  const nodes = new Map(region.nodes.map((node) => [node.id, node]));
  const known = new Map<string, number>();
  const from = (id: string): number => {
    const found = known.get(id);
    if (found !== undefined) return found;
    // A circle without calls adds nothing: what is under way counts as none.
    known.set(id, 0);
    const next = (nodes.get(id)?.out ?? []).filter((edge) => !dead.has(edge.id)).map((edge) => from(edge.to));
    const most = (own.get(id) ?? 0) + Math.max(0, ...next);
    known.set(id, most);
    return most;
  };
  return from(region.start);
}

function passesOf(node: FlowNode): number {
  const { maxPasses, over } = node.written.config;
  if (typeof maxPasses === 'number') return maxPasses;
  if (typeof over === 'string') return Infinity;
  return node.compiled.kind.leavesBy.includes('limit-reached') ? defaultPasses : 1;
}

function ownCalls(node: FlowNode): number {
  const asked = node.out.flatMap((edge) => edge.compiled.validators.flatMap(({ ask }) => (ask?.of === 'model' ? [(ask.retries + 1) * 2] : [])));
  const decided = node.compiled.own === undefined ? 0 : 2;
  return [...node.compiled.entry, ...node.compiled.exit].reduce((sum, action) => sum + callsOf(action), decided + asked.reduce((sum, count) => sum + count, 0));
}

function callsOf({ kind, retry }: CompiledAction): number {
  return kind.effects.some(({ costsMoney }) => costsMoney) ? retry.maxRetries + 1 : 0;
}
