import { type FlowEdge, type FlowNode, type FlowRegion, isErrorEdge, triggersOf } from '../../flow/flow-graph.ts';
import { type Analysis, type Draft, reachableNodes } from '../analysis.ts';
import { circlesOf } from '../../flow/circles.ts';
import { closure } from '../reachability.ts';
import { constantValue, occasionsOf, whenExpression } from '../occasions.ts';
import { conditionOf } from '../../../expression/static/comparisons.ts';
import { compileExpression } from '../../../expression/compile-expression.ts';
import { either, enteredAgain, incidentAt } from '../symptoms.ts';
import { touches, writesOf } from '../values-written.ts';

/** Nodes without a way out once they are done. */
export function findDeadEnds(analysis: Analysis, dead: ReadonlySet<string>): readonly Draft[] {
  return reachableNodes(analysis).filter((node) => isDeadEnd(node, dead)).map((node) => ({
    code: 'dead_end',
    severity: 'error',
    where: `nodes.${node.id}`,
    message: deadEndWords(node),
    fix: `Add a transition by ${node.compiled.kind.leavesBy.filter((type) => type !== 'error').join(' or ')}.`,
    shows: { ...either(incidentAt(node.id, 'no_transition'), standsAt(node.id)), node: node.id },
  }));
}

function deadEndWords(node: FlowNode): string {
  if (node.out.length === 0) return `No transition leaves "${node.name}".`;
  return node.out.every(isErrorEdge) ? `"${node.name}" is left only when something fails; once it is done nothing leads on.` : `Once "${node.name}" is done no transition of it can be taken.`;
}

/** The run waits at the node, and nothing but an incident or a person's command could move it. */
function standsAt(node: string): ReturnType<typeof incidentAt> {
  return { node, isShown: ({ state }) => Object.keys(state.wanted).length === 0 && Object.values(state.cards).some((card) => card.visit.includes(`${node}#`)) };
}

export function isDeadEnd(node: FlowNode, dead: ReadonlySet<string>): boolean {
  if (node.compiled.kind.role === 'end') return false;
  const ways = node.out.filter((edge) => !isErrorEdge(edge) && !dead.has(edge.id));
  if (ways.length === 0) return true;
  const { leavesBy } = node.compiled.kind;
  return leavesBy.includes('condition-met') && !endsNeverByItself(node) && !ways.some((edge) => triggersOf(edge).includes('condition-met'));
}

/** A loop whose condition is written to never end it: it goes on to its limit, and leaves by that. */
function endsNeverByItself(node: FlowNode): boolean {
  const { until, while: before } = node.compiled.sources.sources.expressions ?? {};
  const value = (source: string | undefined): boolean | undefined => (source === undefined ? undefined : constantValue(conditionOf(compileExpression(source).expr)));
  return value(until) === false || value(before) === true;
}

/** Nodes that can be gone round for ever, or from which no end can be reached. */
export function findCircles(analysis: Analysis, dead: ReadonlySet<string>): readonly Draft[] {
  return analysis.graph.regions.flatMap((region) => [...withoutEnd(analysis, region, dead), ...withoutProgress(analysis, region, dead)]);
}

function withoutEnd({ reachable }: Analysis, region: FlowRegion, dead: ReadonlySet<string>): readonly Draft[] {
  const into = Map.groupBy(region.nodes.flatMap((node) => node.out.filter((edge) => !dead.has(edge.id))), (edge) => edge.to);
  const ends = region.nodes.filter((node) => node.compiled.kind.role === 'end' || isDeadEnd(node, dead)).map((node) => node.id);
  const ended = new Set([...ends, ...closure(ends, (to) => (into.get(to) ?? []).map((edge) => edge.from))]);
  const lost = region.nodes.filter((node) => reachable.has(node.id) && !ended.has(node.id));
  const circles = lost.length === 0 ? [] : circlesOf(region, dead);
  const first = lost.find((node) => circles.some((circle) => circle.has(node.id)));
  if (first === undefined) return [];
  return [{
    code: 'no_end',
    severity: 'error',
    where: `nodes.${first.id}`,
    message: `From "${first.name}" no end of ${region.container === undefined ? 'the workflow' : `"${region.container.name}"`} can be reached${lost.length > 1 ? `, nor from ${lost.filter((node) => node !== first).map((node) => `"${node.name}"`).slice(0, 5).join(', ')}` : ''}.`,
    fix: 'Add a transition that leads out to an end.',
    shows: enteredAgain(first.id),
  }];
}

/** A circle that changes nothing it reads, goes on by itself, and has a way out that it then never takes. One with choices inside counts only where a run goes round in it. */
function withoutProgress(analysis: Analysis, region: FlowRegion, dead: ReadonlySet<string>): readonly Draft[] {
  const others = region.nodes.flatMap((node) => node.out.filter((edge) => !goesByItself(edge)).map(({ id }) => id));
  return circlesOf(region, new Set([...dead, ...others])).flatMap((circle): readonly Draft[] => {
    const nodes = region.nodes.filter((node) => circle.has(node.id) && analysis.reachable.has(node.id));
    const [first] = nodes;
    const inside = nodes.flatMap((node) => node.out.filter((edge) => circle.has(edge.to) && !dead.has(edge.id) && goesByItself(edge)));
    const hasWayOut = nodes.some((node) => node.out.some((edge) => !(circle.has(edge.to) && goesByItself(edge)) && !dead.has(edge.id) && !isErrorEdge(edge)));
    if (first === undefined || !hasWayOut) return [];
    const reads = readsOf(nodes);
    if (reads === undefined) return [];
    const written = nodes.flatMap(writesOf);
    if (reads.some((read) => read === 'now' || read.startsWith('loops') || written.some((path) => touches(read, path)))) return [];
    return [{
      code: 'cycle_without_progress',
      severity: 'error',
      where: `nodes.${first.id}`,
      message: `${nodes.map((node) => `"${node.name}"`).slice(0, 6).join(' → ')} goes round without changing anything ${reads.length === 0 ? 'that could lead out' : `of what its conditions read (${reads.slice(0, 4).join(', ')})`}.`,
      fix: 'Change what the condition reads inside the cycle, or use a loop with a limit.',
      ...(new Set(inside.map(({ from, to }) => `${from} ${to}`)).size === nodes.length ? {} : { unshown: 'drop' as const }),
      shows: { node: first.id, isRepeating: true, isShown: ({ facts }) => facts.some(({ type, payload }) => type === 'incident_opened' && ['loop_guard', 'limit_reached'].includes(payload.code)) },
    }];
  });
}

const byThemselves: readonly string[] = ['immediate', 'task-complete', 'condition', 'condition-met'];

/** Nobody is asked and nothing is waited for. */
export function goesByItself(edge: FlowEdge): boolean {
  return triggersOf(edge).every((type) => byThemselves.includes(type));
}

/** What decides whether the circle is left; undefined where that cannot be said. */
function readsOf(nodes: readonly FlowNode[]): readonly string[] | undefined {
  const reads = new Set<string>();
  for (const node of nodes) {
    if (node.out.some((edge) => edge.compiled.validators.length > 0)) return undefined;
    for (const { candidates } of occasionsOf(node)) {
      for (const { edge } of candidates) {
        for (const trigger of edge.compiled.triggers) {
          if (trigger.kind.fires !== undefined && whenExpression(trigger) === undefined) return undefined;
          for (const source of Object.values(trigger.sources.sources.expressions ?? {})) for (const path of compileExpression(source).references) reads.add(path);
        }
      }
    }
  }
  return [...reads];
}
