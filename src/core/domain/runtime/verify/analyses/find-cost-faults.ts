import type { FindingData } from '../../../model/finding-data.ts';
import { mostPaid, paidActions } from '../../flow/most-paid.ts';
import type { Analysis, Draft } from '../analysis.ts';

/** A workflow that may spend, or call, more than it says a run may. Nothing is said where it sets no limit. */
export function findCostFaults({ graph, compiled, context, notAnalysed, reachable }: Analysis, dead: ReadonlySet<string>): readonly Draft[] {
  const { permissions, limits } = compiled.definition;
  const { micros, calls: mostOfRun } = limits.budget?.run ?? {};
  const money = [['permissions.spend', permissions?.spend], ['limits.budget.run.micros', micros]] as const;
  if (mostOfRun === undefined && money.every(([, cap]) => cap === undefined)) return [];
  if (compiled.called.size === 0 && [...compiled.nodes.values()].some(({ kind, config }) => kind.calls?.(config) !== undefined)) notAnalysed.add('what the workflows it calls pay for, since they are not at hand');
  const calls = mostPaid(graph, { dead, weigh: () => 1 });
  const first = paidActions(graph).find(({ node }) => reachable.has(node.id))?.node;
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
