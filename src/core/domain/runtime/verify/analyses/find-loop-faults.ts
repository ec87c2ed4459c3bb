import { compileExpression } from '../../../expression/compile-expression.ts';
import { conditionOf } from '../../../expression/static/comparisons.ts';
import { type FlowNode, triggersOf } from '../../flow/flow-graph.ts';
import { type Analysis, type Draft, reachableNodes } from '../analysis.ts';
import { constantValue } from '../occasions.ts';
import { either, incidentAt, taken } from '../symptoms.ts';
import { touches, writesOfRegion } from '../values-written.ts';

/** Loops that nothing inside can end, and limits nobody takes. */
export function findLoopFaults(analysis: Analysis): readonly Draft[] {
  return reachableNodes(analysis).filter(({ compiled }) => compiled.kind.leavesBy.includes('limit-reached')).flatMap((node) => [...neverDone(node), ...limitUnhandled(node)]);
}

function neverDone(node: FlowNode): readonly Draft[] {
  const { until, while: before } = node.compiled.sources.sources.expressions ?? {};
  const source = until ?? before;
  if (source === undefined) return [];
  const expression = compileExpression(source);
  const value = constantValue(conditionOf(expression.expr));
  const limits = node.out.filter((edge) => triggersOf(edge).includes('limit-reached'));
  const never = until === undefined ? value === true : value === false;
  // A loop that is meant to run to its limit says so by a condition that never ends it and a transition that takes the limit.
  if (never && limits.length > 0) return [];
  if (!never && value !== undefined) return [];
  const written = node.bodies.flatMap(writesOfRegion);
  const changes = [...expression.references].some((path) => path === 'now' || path.startsWith('loops') || written.some((one) => touches(one, path)));
  if (changes) return [];
  return [{
    code: 'loop_never_done',
    severity: 'warning',
    where: `nodes.${node.id}.config.${until === undefined ? 'while' : 'until'}`,
    message: `Nothing in the body of "${node.name}" changes what \`${source.slice(0, 60)}\` reads; once it goes on, only its limit ends it.`,
    fix: 'Write in the body what the condition reads.',
    shows: { ...either(incidentAt(node.id, 'limit_reached'), taken(node.id, ...limits.map(({ id }) => id))), isRepeating: true },
    unshown: 'info',
  }];
}

function limitUnhandled(node: FlowNode): readonly Draft[] {
  const { over } = node.compiled.sources.sources.expressions ?? {};
  if ((over !== undefined && node.written.config['maxPasses'] === undefined) || node.out.some((edge) => triggersOf(edge).includes('limit-reached'))) return [];
  return [{
    code: 'limit_unhandled',
    severity: 'info',
    where: `nodes.${node.id}`,
    message: `If "${node.name}" reaches its limit, the run stops and asks a person.`,
    fix: 'Add a transition by limit-reached.',
  }];
}
