import { compileExpression, type CompiledExpression } from '../../expression/compile-expression.ts';
import { configTemplates } from '../../expression/config-template.ts';
import { parseTemplate } from '../../expression/template.ts';
import type { Card } from '../../model/card.ts';
import { normalJson } from '../../model/normal-json.ts';
import type { Json } from '../../model/json.ts';
import type { ActionStep } from '../../model/workflow.ts';
import type { CompiledSources } from '../compile/compiled-definition.ts';
import type { FlowEdge, FlowGraph, FlowNode } from './flow-graph.ts';

/** When in a visit an expression is evaluated. */
export type Moment =
  | { readonly at: 'entry' | 'exit'; readonly index: number; readonly step: ActionStep }
  /** When the entry actions are done; of a container also after a body. */
  | { readonly at: 'arrival' }
  | { readonly at: 'leaving'; readonly edge: FlowEdge; readonly trigger?: string };

/** One expression, and where it stands. */
export interface ExpressionUse {
  readonly where: string;
  readonly node: FlowNode;
  readonly moment: Moment;
  /** The name the kind asks for it by; absent inside of templates. */
  readonly name?: string;
  readonly expression: CompiledExpression;
  /** The text is this expression and nothing else, so that its value is taken as it is. */
  readonly isWhole: boolean;
}

/** Every expression of the definition that the engine itself evaluates, in the order of the definition. */
export function expressionUses(graph: FlowGraph): readonly ExpressionUse[] {
  return [...graph.nodes.values()].flatMap((node) => [
    ...usesOfSteps(node, 'entry'),
    ...usesOfSources(`nodes.${node.id}`, { node, moment: { at: 'arrival' } }, node.compiled.sources),
    ...usesOfCards(graph, node),
    ...(node.compiled.own === undefined ? [] : usesOfTemplates(`nodes.${node.id}.config`, { node, moment: { at: 'arrival' } }, node.written.config)),
    ...usesOfUserActions(node),
    ...node.out.flatMap((edge) => usesOfEdge(node, edge)),
    ...usesOfSteps(node, 'exit'),
  ]);
}

type Place = Pick<ExpressionUse, 'node' | 'moment'>;

function usesOfSteps(node: FlowNode, at: 'entry' | 'exit'): readonly ExpressionUse[] {
  return node.written[at].flatMap((step, index) => usesOfTemplates(`nodes.${node.id}.actions.${step.id}.config`, { node, moment: { at, index, step } }, step.config));
}

/** What people may set going while the node waits. */
function usesOfUserActions(node: FlowNode): readonly ExpressionUse[] {
  return (node.written.userActions ?? []).flatMap(({ id, when, action }) => {
    const where = `nodes.${node.id}.userActions.${id}`;
    const place: Place = { node, moment: { at: 'arrival' } };
    const asked: readonly ExpressionUse[] = when === undefined ? [] : [{ ...place, where: `${where}.when`, name: 'when', expression: compileExpression(when), isWhole: true }];
    return [...asked, ...usesOfTemplates(`${where}.action.config`, place, action.config)];
  });
}

function usesOfEdge(node: FlowNode, edge: FlowEdge): readonly ExpressionUse[] {
  const where = `transitions.${edge.id}`;
  return [
    ...edge.compiled.triggers.flatMap((trigger) => usesOfSources(`${where}.triggers.${trigger.key}`, { node, moment: { at: 'leaving', edge, trigger: trigger.kind.type } }, trigger.sources)),
    ...edge.compiled.validators.flatMap((validator) => usesOfSources(`${where}.validators.${validator.id}`, { node, moment: { at: 'leaving', edge } }, validator.sources)),
    ...edge.written.validators.filter(({ id }) => edge.compiled.validators.some((validator) => validator.id === id && validator.ask !== undefined)).flatMap(({ id, config }) => usesOfTemplates(`${where}.validators.${id}.config`, { node, moment: { at: 'leaving', edge } }, config)),
  ];
}

function usesOfSources(where: string, place: Place, { sources }: CompiledSources): readonly ExpressionUse[] {
  const expressions = Object.entries(sources.expressions ?? {}).map(([name, source]): ExpressionUse => ({ ...place, where: `${where}.config.${name}`, name, expression: compileExpression(source), isWhole: true }));
  const templates = Object.entries(sources.templates ?? {}).flatMap(([name, value]) => usesOfTemplates(`${where}.config.${name}`, place, value));
  return [...expressions, ...templates];
}

function usesOfCards(graph: FlowGraph, node: FlowNode): readonly ExpressionUse[] {
  const ids = node.compiled.kind.cards?.(node.compiled.config) ?? [];
  return ids.flatMap((id) => {
    const card = graph.compiled.cards.get(id)?.card;
    if (card === undefined) return [];
    return [...usesOfTemplates(`cards.${id}`, { node, moment: { at: 'arrival' } }, normalJson(card)), ...conditionsOf(card, node)];
  });
}

/** When parts of a card are shown is decided while it is filled in, as what leaves it is: with the answer in sight. */
function conditionsOf({ id, fields }: Card, node: FlowNode): readonly ExpressionUse[] {
  const edge = node.out.find(({ compiled }) => compiled.triggers.some(({ kind }) => kind.type === 'card-submitted'));
  if (edge === undefined) return [];
  return fields.flatMap(({ key, shownWhen }) => (shownWhen === undefined ? [] : [{ node, moment: { at: 'leaving', edge, trigger: 'card-submitted' }, where: `cards.${id}.fields.${key}.shownWhen`, expression: compileExpression(shownWhen), isWhole: true }]));
}

function usesOfTemplates(where: string, place: Place, config: Json): readonly ExpressionUse[] {
  return configTemplates(config).flatMap(({ path, source }) => {
    const { parts } = parseTemplate(source);
    return parts.flatMap((part) => (typeof part === 'string' ? [] : [{ ...place, where: path === '' ? where : `${where}.${path}`, expression: part.expression, isWhole: parts.length === 1 }]));
  });
}
