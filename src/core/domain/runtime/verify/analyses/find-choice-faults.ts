import { isJsonList, isJsonObject, type Json } from '../../../model/json.ts';
import { type FlowNode, triggersOf } from '../../flow/flow-graph.ts';
import { type Analysis, type Draft, reachableNodes } from '../analysis.ts';
import { incidentAt } from '../symptoms.ts';

/** Decisions by a model of which some answer leads nowhere. */
export function findChoiceFaults(analysis: Analysis): readonly Draft[] {
  return reachableNodes(analysis).filter(({ compiled }) => compiled.own !== undefined).flatMap((node) => [...choicesNobodyTakes(node), ...unsureModel(node)]);
}

/** Ways that take whatever is left: a default, or a person who chooses. */
function takesTheRest(node: FlowNode): boolean {
  return node.out.some((edge) => edge.written.triggers.some(({ type, config }) => (type === 'condition' && (config['when'] ?? 'true') === 'true') || type === 'manual-selection'));
}

function choicesNobodyTakes(node: FlowNode): readonly Draft[] {
  const { choices } = node.written.config;
  const declared = isJsonList(choices) ? choices.flatMap((one) => (isJsonObject(one) && typeof one['choice'] === 'string' ? [one['choice']] : [])) : [];
  const taken = new Set(node.compiled.outgoing.flatMap((transition) => transition.triggers.flatMap((trigger) => trigger.kind.choice?.(trigger.config) ?? [])));
  if (takesTheRest(node)) return [];
  return declared.filter((choice) => !taken.has(choice)).map((choice) => ({
    code: 'choice_without_transition',
    severity: 'warning',
    where: `nodes.${node.id}.config.choices`,
    message: `The model may choose "${choice}", and no transition of "${node.name}" takes it.`,
    fix: `Add a transition by ai-decision for "${choice}", or a default.`,
    data: { name: choice },
    shows: { ...incidentAt(node.id, 'no_transition'), preferred: new Map<string, Json>([[`nodes.${node.id}.@decision.json.choice`, choice], [`nodes.${node.id}.@decision.json.confidence`, 1]]) },
  }));
}

/** Below its mark no choice is taken, and somebody else has to decide. */
function unsureModel(node: FlowNode): readonly Draft[] {
  const marks = node.out.flatMap((edge) => edge.written.triggers.filter(({ type }) => type === 'ai-decision').map(({ config }) => config['minConfidence'] ?? 0.7));
  const waits = node.out.some((edge) => triggersOf(edge).includes('scheduled'));
  if (marks.length === 0 || marks.includes(0) || takesTheRest(node) || waits) return [];
  return [{
    code: 'incomplete_conditions',
    severity: 'warning',
    where: `nodes.${node.id}`,
    message: `Where the model is not sure enough, no transition of "${node.name}" can be taken.`,
    fix: 'Add a transition by manual-selection, or a default.',
    shows: { ...incidentAt(node.id, 'no_transition'), preferred: new Map([[`nodes.${node.id}.@decision.json.confidence`, 0]]) },
  }];
}
