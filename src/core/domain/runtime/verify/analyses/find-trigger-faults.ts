import { isJsonList } from '../../../model/json.ts';
import { conditionOf, holds } from '../../../expression/static/comparisons.ts';
import { type FlowEdge, type FlowNode } from '../../flow/flow-graph.ts';
import { compileExpression } from '../../../expression/compile-expression.ts';
import { type Analysis, type Draft, reachableNodes } from '../analysis.ts';
import { incidentAt } from '../symptoms.ts';

/** Transitions whose events can never come, and validators that can never pass. */
export function findTriggerFaults(analysis: Analysis): readonly Draft[] {
  return reachableNodes(analysis).flatMap((node) => node.out.flatMap((edge) => [...errorsThatNeverCome(node, edge), ...validatorsThatNeverPass(node, edge)]));
}

/** An error of the kind `timeout` needs something that can take too long. */
function errorsThatNeverCome(node: FlowNode, edge: FlowEdge): readonly Draft[] {
  const onlyTimeouts = edge.written.triggers.every(({ type, config }) => type === 'error' && isJsonList(config['kinds']) && config['kinds'].every((kind) => kind === 'timeout'));
  const canTakeTooLong = node.written.timeout !== undefined || node.bodies.length > 0 || [...node.compiled.entry, ...node.compiled.exit].some((action) => action.kind.effects.length > 0);
  if (!onlyTimeouts || canTakeTooLong) return [];
  return [{
    code: 'never_fires',
    severity: 'warning',
    where: `transitions.${edge.id}`,
    message: `"${edge.name}" waits for "${node.name}" to take too long, and nothing there has a timeout.`,
    fix: 'Give the node a timeout, or delete the transition.',
  }];
}

function validatorsThatNeverPass(node: FlowNode, edge: FlowEdge): readonly Draft[] {
  return edge.compiled.validators.flatMap((validator): readonly Draft[] => {
    const { that } = validator.sources.sources.expressions ?? {};
    const condition = that === undefined ? undefined : conditionOf(compileExpression(that).expr);
    const written = edge.written.validators.find(({ id }) => id === validator.id);
    const isNever = condition?.kind === 'constant' ? !holds(condition, new Map()) : written?.type === 'schema' && takesNothing(written.config['schema']);
    if (!isNever) return [];
    return [{
      code: 'validator_never_passes',
      severity: 'error',
      where: `transitions.${edge.id}.validators.${validator.id}`,
      message: `The validator "${validator.id}" can never pass, so that "${edge.name}" is never taken.`,
      fix: 'Correct what it asks for, or delete it.',
      shows: incidentAt(node.id, 'validator_exhausted'),
    }];
  });
}

/** A schema no value fits. */
function takesNothing(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const fields: { readonly [name: string]: unknown } = { ...schema };
  const not = fields['not'];
  const options = fields['enum'];
  return (typeof not === 'object' && not !== null && Object.keys(not).length === 0) || (Array.isArray(options) && options.length === 0) || not === true;
}
