import { outputOf as outputSchema } from '../../catalogue/output-of.ts';
import type { CardField } from '../../model/card.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { ActionStep } from '../../model/workflow.ts';
import { pinnedInputSchema } from '../compile/input-schema.ts';
import { containersOf, type FlowGraph, type FlowNode, type FlowRegion } from '../flow/flow-graph.ts';
import { assignedBy, reservedBy, stepsOf } from './values-written.ts';
import { anything, closedMap, type MemberType, typeOfKind, typeOfSchema, typeOfValue, type ValueType } from '../../expression/static/value-type.ts';
import type { TypeScope } from '../../expression/static/infer-type.ts';

/** What the roots of expressions are at each node. */
export interface NodeScopes {
  at(node: FlowNode): TypeScope;
}

export function nodeScopes(graph: FlowGraph): NodeScopes {
  const { definition } = graph.compiled;
  const inputs = typeOfSchema(pinnedInputSchema(definition.inputs), { areMembersKnown: true });
  const vars = closedMap(variableTypes(graph));
  const fixed: { readonly [root: string]: ValueType } = { inputs, vars, run: runType, now: typeOfKind('timestamp'), error: errorType, index: typeOfKind('number') };
  const nodes = nodeTypes(graph);
  return {
    at: (node) => (root) => {
      if (root === 'nodes') return nodes(node.region);
      if (root === 'loops') return loopsType(graph);
      return fixed[root] ?? anything;
    },
  };
}

const runType = closedMap([['startedAt', typeOfKind('timestamp')], ['attended', typeOfKind('bool')]]);
const errorMembers = ['code', 'message', 'next', 'data', 'kind', 'visit', 'node', 'action', 'effect'];
const errorType: ValueType = {
  kinds: new Set(['map', 'null']),
  isClosed: true,
  members: new Map(errorMembers.map((name): [string, MemberType] => [name, { type: name === 'data' ? anything : typeOfKind('string'), isCertain: ['code', 'message', 'kind', 'visit', 'node'].includes(name) }])),
};

/** A variable that only ever gets values which stand in the definition can have no other. */
function variableTypes(graph: FlowGraph): readonly (readonly [string, ValueType])[] {
  const { definition } = graph.compiled;
  const assigned = new Map<string, Json[] | 'computed'>();
  for (const node of graph.nodes.values()) {
    for (const step of stepsOf(node)) {
      const name = assignedBy(node, step);
      if (name === undefined) continue;
      const known = assigned.get(name) ?? [];
      const value = step.config['value'];
      const isFixed = value !== undefined && !JSON.stringify(value).includes('{{') && (value === null || typeof value !== 'object');
      assigned.set(name, isFixed && known !== 'computed' ? [...known, value] : 'computed');
    }
  }
  const declared = [definition.variables, ...graph.regions.map((region) => region.container?.written.bodies.find((body) => body.id === region.id)?.variables ?? {})];
  return declared.flatMap((variables) => Object.entries(variables)).map(([name, variable]) => {
    const type = typeOfSchema(variable.schema);
    const values = assigned.get(name) ?? [];
    const isScalar = variable.initial === null || typeof variable.initial !== 'object';
    if (values === 'computed' || !isScalar || type.constants !== undefined) return [name, type] as const;
    const constants = [...(variable.initial === null ? [] : [variable.initial]), ...values];
    return [name, constants.length === 0 ? type : { ...type, kinds: type.kinds ?? new Set(constants.flatMap((value) => [...(typeOfValue(value).kinds ?? [])])), constants }] as const;
  });
}

/** What nodes leave in scope, as seen from a region: what stands in a body beside others is seen there alone. */
function nodeTypes(graph: FlowGraph): (region: FlowRegion) => ValueType {
  const kept = new Map<string, ValueType>();
  const types = new Map([...graph.nodes.values()].map((node) => [node.id, outputsOf(graph, node)]));
  return (region) => {
    const around = concurrentAround(region);
    const key = around.join('/');
    const known = kept.get(key);
    if (known !== undefined) return known;
    const seen = [...graph.nodes.values()].filter((node) => concurrentAround(node.region).every((id) => around.includes(id)));
    const type = closedMap(seen.map((node) => [node.id, types.get(node.id) ?? anything]));
    kept.set(key, type);
    return type;
  };
}

/** Ids of the bodies around the region that have a scope of their own. */
function concurrentAround(region: FlowRegion): readonly string[] {
  const { container } = region;
  if (container === undefined) return [];
  const outside = concurrentAround(container.region);
  return hasOwnScope(container) ? [...outside, region.id] : outside;
}

/** Bodies that run beside each other write only their own; those of a loop share the scope around it. */
export function hasOwnScope(container: FlowNode): boolean {
  return container.compiled.kind.isSpread === true;
}

function outputsOf(graph: FlowGraph, node: FlowNode): ValueType {
  const actions = stepsOf(node).map((step) => [step.id, outputOf(graph, step)] as const);
  const kept = reservedBy(node).map((name) => [name, node.compiled.takes === undefined ? anything : signalType(node.compiled.takes.schema)] as const);
  const cards = node.compiled.kind.cards?.(node.compiled.config) ?? [];
  const card = cards.map((id) => ['card', closedMap([['values', answerType(graph, id)]])] as const);
  return closedMap([...kept, ...card, ...actions]);
}

/** What a wait leaves of a signal whose payload it says. */
function signalType(payload: JsonObject): ValueType {
  return closedMap([['name', typeOfKind('string')], ['payload', typeOfSchema(payload, { areMembersKnown: true })], ['at', typeOfKind('string')]]);
}

function outputOf(graph: FlowGraph, step: ActionStep): ValueType {
  const kind = graph.compiled.catalogue.actions.get(step.type);
  const type = typeOfSchema(outputSchema(kind, step.config), { areMembersKnown: true });
  const answer = step.config['answer'];
  if (step.onError === 'continue' || type.members === undefined) return anything;
  if (!isJsonObject(answer) || JSON.stringify(answer).includes('{{')) return type;
  return { ...type, members: new Map([...type.members, ['json', { type: typeOfSchema(answer, { areMembersKnown: true }), isCertain: true }]]) };
}

function answerType(graph: FlowGraph, card: string): ValueType {
  const fields = graph.compiled.cards.get(card)?.fields ?? [];
  const members = fields.map((field): [string, MemberType] => {
    const options = 'options' in field && field.type !== 'multiselect' ? { constants: field.options.map((option) => option.value) } : {};
    return [field.key, { type: { ...typeOfField(field), ...options }, isCertain: field.required && field.shownWhen === undefined }];
  });
  return { kinds: new Set(['map']), isClosed: true, members: new Map(members) };
}

function typeOfField({ type }: CardField): ValueType {
  switch (type) {
    case 'number':
      return typeOfKind('number');
    case 'checkbox':
    case 'toggle':
      return { ...typeOfKind('bool'), constants: [true, false] };
    case 'multiselect':
      return typeOfKind('list');
    case 'file':
      return closedMap([['path', typeOfKind('string')], ['name', typeOfKind('string')], ['bytes', typeOfKind('number')], ['sha256', typeOfKind('string')]]);
    default:
      return typeOfKind('string');
  }
}

function loopsType(graph: FlowGraph): ValueType {
  const place = closedMap([['count', typeOfKind('number')], ['index', typeOfKind('number')], ['item', anything]]);
  return closedMap([...graph.nodes.values()].filter((node) => node.bodies.length > 0).map((node) => [node.id, place]));
}

/** Of the innermost container that goes through a list; undefined where there is none. */
export function listAround(node: FlowNode): FlowNode | undefined {
  return containersOf(node).find((container) => typeof container.written.config['over'] === 'string');
}

