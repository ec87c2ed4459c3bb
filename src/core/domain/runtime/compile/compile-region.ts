import type { Catalogue } from '../../catalogue/catalogue.ts';
import { schemaCheck } from '../../catalogue/json-schema.ts';
import type { NodeKind } from '../../catalogue/node-kind.ts';
import type { JsonObject } from '../../model/json.ts';
import { knownNames } from '../../model/finding-data.ts';
import { present } from '../../model/present.ts';
import type { Region, Transition, WorkflowDefinition, WorkflowNode } from '../../model/workflow.ts';
import { compileAction, compileDuration } from './compile-action.ts';
import { checkAsks } from './compile-asks.ts';
import { compileNodeAsk } from './compile-own-action.ts';
import { compileUserActions } from './compile-user-action.ts';
import { compileConfig } from './compile-sources.ts';
import { checkAssignments, checkVariables } from './compile-own-scope.ts';
import { compileVariables } from './compile-variables.ts';
import { compileTransition } from './compile-transition.ts';
import type { CompiledNode, CompiledRegion, CompiledTransition } from './compiled-definition.ts';
import type { DefinitionIssues } from './definition-issues.ts';

/** What regions are compiled into. */
export interface Compilation {
  readonly issues: DefinitionIssues;
  readonly catalogue: Catalogue;
  readonly definition: WorkflowDefinition;
  readonly nodes: Map<string, CompiledNode>;
  readonly transitions: Map<string, CompiledTransition>;
}

/** The container a body belongs to, and what it may assign if that is not the workflow's variables. */
type Inside = Pick<CompiledRegion, 'container' | 'own'>;

/** The region, its nodes and, through them, its bodies; undefined when it has no single start. */
export function compileRegion(compilation: Compilation, region: Region, inside: Inside = {}): CompiledRegion | undefined {
  const { issues, catalogue } = compilation;
  const where = `regions.${region.id}`;
  const kinds = new Map(region.nodes.map((node) => [node.id, catalogue.nodes.get(node.type)] as const));
  const starts = region.nodes.filter((node) => kinds.get(node.id)?.role === 'start');
  const [start] = starts;
  if (starts.length !== 1) issues.add(where, `It has ${starts.length} starts.`, { code: 'start_count', next: 'Give every region exactly one start.', data: { count: { there: starts.length, least: 1, most: 1 } } });
  if (!region.nodes.some((node) => kinds.get(node.id)?.role === 'end')) issues.add(where, 'It has no end.', { code: 'end_missing', next: 'Give every region at least one end.', data: { count: { there: 0, least: 1 } } });
  const compiled: CompiledRegion = { id: region.id, start: start?.id ?? '', ...inside };
  checkVariables(issues, region, inside);
  for (const transition of region.transitions) checkEnds(issues, kinds, transition);
  checkAsks(issues, region, catalogue);
  for (const node of region.nodes) compileNode(compilation, { node, region, compiled });
  return start === undefined ? undefined : compiled;
}

function checkEnds(issues: DefinitionIssues, kinds: ReadonlyMap<string, NodeKind | undefined>, transition: Transition): void {
  const where = `transitions.${transition.id}`;
  for (const end of [transition.from, transition.to]) {
    if (!kinds.has(end)) issues.add(where, `"${end}" is no node of its region.`, { code: 'broken_transition', next: 'A transition connects two nodes of one region.', data: { case: 'node_missing', name: end } });
  }
  if (kinds.get(transition.to)?.role === 'start') issues.add(where, 'It leads to a start.', { code: 'broken_transition', next: 'Let it lead to the node after the start.', data: { case: 'leads_to_start', name: transition.to } });
}

function compileNode(compilation: Compilation, given: { readonly node: WorkflowNode; readonly region: Region; readonly compiled: CompiledRegion }): void {
  const { issues, catalogue } = compilation;
  const { node, region, compiled } = given;
  const where = `nodes.${node.id}`;
  const kind = catalogue.nodes.get(node.type);
  if (kind === undefined) {
    issues.add(where, `"${node.type}" is not a known type of node.`, { code: 'unknown_kind', next: `Known types: ${[...catalogue.nodes.keys()].join(', ')}.`, data: { name: node.type, known: knownNames(catalogue.nodes.keys()) } });
    return;
  }
  checkNode(compilation, node, kind);
  checkAssignments(issues, { node, region: compiled, actions: catalogue.actions });
  const config = compileConfig(issues, where, { kind, config: node.config });
  const timeoutMs = compileDuration(issues, `${where}.timeout`, node.timeout);
  const bodies = node.bodies.flatMap((body) => compileRegion(compilation, body, insideOf(issues, { node, kind, body, around: compiled })) ?? []);
  const outgoing = examined(region, node.id).map((transition) => compileTransition(issues, { transition, from: kind, catalogue }));
  for (const transition of outgoing) compilation.transitions.set(transition.id, transition);
  if (config === undefined) return;
  checkCards(compilation, where, kind.cards?.(config.config) ?? []);
  const triggers = region.transitions.filter((transition) => transition.from === node.id).flatMap((transition) => transition.triggers);
  for (const problem of kind.problems?.(config.config, triggers) ?? []) issues.add(where, problem);
  const needed = kind.bodiesNeeded?.(config.config) ?? 0;
  if (needed > node.bodies.length) issues.add(`${where}.config`, `${needed} bodies have to complete, and there are only ${node.bodies.length}.`, { code: 'config_invalid', next: 'Ask for fewer, or add bodies.', data: { case: 'bodies_needed', count: { there: node.bodies.length, least: needed } } });
  const listensTo = kind.listensTo?.(config.config);
  compilation.nodes.set(node.id, {
    id: node.id,
    kind,
    ...config,
    region: compiled,
    bodies,
    entry: node.entry.flatMap((step) => compileAction(issues, where, { step, catalogue }) ?? []),
    exit: node.exit.flatMap((step) => compileAction(issues, where, { step, catalogue }) ?? []),
    outgoing,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(listensTo === undefined ? {} : { listensTo }),
    ...present({ takes: takesOf(kind.takes?.(config.config)), own: compileNodeAsk(issues, where, { kind, config: config.config, outgoing }), userActions: compileUserActions(issues, where, { node, kind, catalogue }) }),
    ...(node.onError === undefined ? {} : { onError: node.onError }),
  });
}

function takesOf(schema: JsonObject | undefined): CompiledNode['takes'] {
  return schema === undefined ? undefined : { schema, check: schemaCheck(schema) };
}

/** Passes of a loop share the scope around them; a body that runs beside others has its own. */
function insideOf(issues: DefinitionIssues, { node, kind, body, around }: { readonly node: WorkflowNode; readonly kind: NodeKind; readonly body: Region; readonly around: CompiledRegion }): Inside {
  if (kind.isSpread === true) return { container: node.id, own: compileVariables(issues, `regions.${body.id}.variables`, body.variables ?? {}) };
  return { container: node.id, ...(around.own === undefined ? {} : { own: around.own }) };
}

function checkNode({ issues }: Compilation, node: WorkflowNode, kind: NodeKind): void {
  const where = `nodes.${node.id}`;
  const { least, most } = typeof kind.bodies === 'number' ? { least: kind.bodies, most: kind.bodies } : kind.bodies;
  const wanted = least === most ? String(least) : `${least} to ${most}`;
  if (node.bodies.length < least || node.bodies.length > most) issues.add(where, `A node of type ${kind.type} has ${wanted} bodies, and this one has ${node.bodies.length}.`, { code: 'body_count', data: { count: { there: node.bodies.length, least, most } } });
  const taken = kind.cards === undefined ? undefined : [...node.entry, ...node.exit].find((step) => step.id === 'card');
  const reserved = kind.reserves === undefined ? undefined : [...node.entry, ...node.exit].find((step) => step.id === kind.reserves);
  if (reserved !== undefined) issues.add(`${where}.actions.${reserved.id}`, `An action of a node of type ${kind.type} cannot be called "${reserved.id}": what the node leaves stands there.`);
  if (taken !== undefined) issues.add(`${where}.actions.card`, 'An action of a card cannot be called "card": the answer stands there.', { code: 'reserved_name', data: { name: 'card' } });
}

function checkCards({ issues, definition }: Compilation, where: string, cards: readonly string[]): void {
  for (const card of cards) {
    if (!definition.cards.some((one) => one.id === card)) issues.add(`${where}.config.card`, `There is no card "${card}".`, { code: 'card_missing', next: 'Add it to cards, or name one that is there.', data: { name: card, known: knownNames(definition.cards.map(({ id }) => id)) } });
  }
}

/** Transitions of a node in the order they are examined: by priority, as declared, defaults last. */
function examined(region: Region, node: string): readonly Transition[] {
  const rank = (transition: Transition): number => (transition.isDefault ? 1 : 0);
  return region.transitions.filter((transition) => transition.from === node).toSorted((left, right) => rank(left) - rank(right) || left.priority - right.priority);
}
