import { containersOf, type FlowNode, triggersOf } from '../../flow/flow-graph.ts';
import { type Analysis, type Draft, reachableNodes } from '../analysis.ts';
import { failureAt } from '../symptoms.ts';

/** Actions that may have taken hold when they fail, and whose failure nothing in the workflow handles. */
export function findUnhandledErrors(analysis: Analysis): readonly Draft[] {
  return reachableNodes(analysis).flatMap((node) => {
    if ([node, ...containersOf(node)].some(handlesErrors)) return [];
    const byPeople = (node.compiled.userActions ?? []).map(({ action }) => action);
    const steps = [...node.compiled.entry, ...node.compiled.exit, ...byPeople].filter((action) => action.onError === undefined && action.kind.effects.some(({ repeat }) => repeat === 'once'));
    return steps.map((action): Draft => ({
      code: 'error_unhandled',
      severity: 'info',
      where: `nodes.${node.id}.${byPeople.includes(action) ? 'userActions' : 'actions'}.${action.id}`,
      message: `If "${action.id}" fails it may have taken hold all the same, and nothing handles that: the run fails, or asks a person if it is attended.`,
      fix: 'Add a transition by error, or say with onError what to do.',
      shows: failureAt(node.id, ''),
    }));
  });
}

function handlesErrors(node: FlowNode): boolean {
  return node.written.onError !== undefined || node.out.some((edge) => triggersOf(edge).includes('error'));
}
