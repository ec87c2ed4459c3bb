import type { Analysis, Draft } from '../analysis.ts';
import { circlesOf } from '../../flow/circles.ts';
import type { FindingCode } from '../finding.ts';
import { goesByItself } from './find-dead-ends.ts';

/** A cycle of which one of these is said is wrong altogether, and not only for want of a loop. */
export const worseOfCycles: readonly FindingCode[] = ['cycle_without_progress', 'no_end'];

/**
 * Cycles a run goes round in by itself, without a loop that counts and limits the passes. Where every round waits for a
 * person, a time or something outside, that is what holds it. `told` are nodes a worse thing was said of.
 */
export function findCyclesWithoutLoop({ graph, reachable }: Analysis, dead: ReadonlySet<string>, told: ReadonlySet<string>): readonly Draft[] {
  const waiting = graph.edges.filter((edge) => !goesByItself(edge)).map(({ id }) => id);
  return graph.regions.flatMap((region) => circlesOf(region, new Set([...dead, ...waiting])).flatMap((circle): readonly Draft[] => {
    const nodes = region.nodes.filter((node) => circle.has(node.id) && reachable.has(node.id));
    const entered = nodes.find((node) => node.into.some((edge) => !circle.has(edge.from))) ?? nodes[0];
    if (entered === undefined || nodes.some(({ id }) => told.has(id))) return [];
    return [{
      code: 'cycle_without_loop',
      severity: 'info',
      where: `nodes.${entered.id}`,
      message: `${[...new Set([entered, ...nodes])].map((node) => `"${node.name}"`).slice(0, 6).join(' → ')} goes round without a loop, so that no limit of its own ends it.`,
      fix: 'Make a loop of it, which counts its passes and says what happens at its limit.',
    }];
  }));
}
