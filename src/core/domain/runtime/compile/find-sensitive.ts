import { configReferences } from '../../expression/config-template.ts';
import type { ParsedExpression } from '../../expression/expression.ts';
import { isJsonObject, type Json } from '../../model/json.ts';
import { normalJson } from '../../model/normal-json.ts';
import type { Region, Validator } from '../../model/workflow.ts';
import type { CompiledDefinition, CompiledSources } from './compiled-definition.ts';
import type { DefinitionIssues } from './definition-issues.ts';
import { containersOf, flowGraph, type FlowEdge, type FlowGraph, type FlowNode } from '../flow/flow-graph.ts';
import { inScope, readsSensitive, type SensitiveParts, type Sensitivity } from './sensitivity.ts';
import { writeOnlyInputs } from './write-only-inputs.ts';

type Growing = { readonly [Part in keyof SensitiveParts]: Set<string> };

/** One workflow of a definition while it is looked through. */
interface Flow {
  readonly slug: string;
  readonly graph: FlowGraph;
  readonly parts: Growing;
}

/**
 * What of a definition is sensitive: what its author marks, and everything computed from that, followed along what configs
 * read until nothing more is found. It goes by names and not by values, so that it holds for every run; what a condition
 * tells by the way it goes is not followed. Undefined when nothing is marked. Assigning something sensitive to a variable
 * that is not marked is an issue: whatever reads it afterwards would not know. So is keeping it where nothing is sealed.
 */
export function findSensitive(issues: DefinitionIssues, definition: CompiledDefinition): Sensitivity | undefined {
  const all = [['', definition] as const, ...definition.called];
  for (const [slug, one] of all) checkNamed(issues, slug, one);
  if (!all.some(([, one]) => isMarked(one))) return undefined;
  const flows = all.map(([slug, compiled]): Flow => ({ slug, graph: flowGraph(compiled), parts: marked(compiled) }));
  for (let size = -1; size !== sizeOf(flows); ) {
    size = sizeOf(flows);
    for (const flow of flows) for (const node of flow.graph.nodes.values()) followNode(flows, flow, node);
  }
  for (const flow of flows) for (const node of flow.graph.nodes.values()) checkKept(issues, flow, node);
  return new Map(flows.map(({ slug, parts }) => [slug, parts]));
}

/** Adds an issue where what is marked has no name: what is sealed, and what is computed from it, is known by names. */
function checkNamed(issues: DefinitionIssues, slug: string, { definition }: CompiledDefinition): void {
  if (!writeOnlyInputs(definition.inputs).hasUnnamed) return;
  issues.add(slug === '' ? 'inputs' : `called.${slug}.inputs`, 'The schema marks inputs with `writeOnly` that it does not name.', 'Name them under `properties` and mark them there.');
}

function isMarked(compiled: CompiledDefinition): boolean {
  const { inputs, vars } = marked(compiled);
  return inputs.size + vars.size > 0;
}

function marked({ definition }: CompiledDefinition): Growing {
  const empty = (): Set<string> => new Set();
  return {
    inputs: new Set(writeOnlyInputs(definition.inputs).names), vars: new Set([...sensitiveOf(definition.variables), ...sensitiveInside(definition.root)]),
    yields: empty(), requests: empty(), cards: empty(), approvals: empty(), items: empty(), transitions: empty(), nodes: empty(), outputs: empty(),
  };
}

function sensitiveOf(variables: Region['variables'] = {}): readonly string[] {
  return Object.entries(variables).filter(([, { sensitive }]) => sensitive).map(([name]) => name);
}

/** Variables of bodies: one name is one thing here, wherever it stands. */
function sensitiveInside(region: Region): readonly string[] {
  return region.nodes.flatMap(({ bodies }) => bodies.flatMap((body) => [...sensitiveOf(body.variables), ...sensitiveInside(body)]));
}

function sizeOf(flows: readonly Flow[]): number {
  return flows.reduce((sum, { parts }) => sum + Object.values(parts).reduce((size, set) => size + set.size, 0), 0);
}

function followNode(flows: readonly Flow[], flow: Flow, node: FlowNode): void {
  const { parts } = flow;
  for (const step of stepsOf(node)) followStep(flow, node, step);
  const { kind, config, sources, own } = node.compiled;
  if (sourcesRead(flow, node, sources)) parts.nodes.add(node.id);
  if (Object.hasOwn(sources.expressions, 'over') && expressionReads(flow, node, sources.expressions['over'])) parts.items.add(node.id);
  if (own !== undefined && reads(flow, node, node.written.config)) addAll(flow, node, '@decision');
  for (const id of kind.cards?.(config) ?? []) {
    const card = flow.graph.compiled.cards.get(id)?.card;
    if (card !== undefined && reads(flow, node, normalJson(card))) addCard(flow, node);
  }
  for (const edge of node.out) followEdge(flow, node, edge);
  if (kind.role === 'end') followEnd(flows, flow, node);
  followCall(flows, flow, node);
  if (parts.nodes.has(node.id)) spreadOut(flows, flow, node);
}

interface Step {
  readonly id: string;
  readonly type: string;
  readonly config: FlowNode['written']['config'];
}

function stepsOf({ written }: FlowNode): readonly Step[] {
  return [...written.entry, ...written.exit, ...(written.userActions ?? []).map(({ id, action }) => ({ id, type: action.type, config: action.config }))];
}

function followStep(flow: Flow, node: FlowNode, step: Step): void {
  const { parts, graph } = flow;
  if (reads(flow, node, step.config)) addAll(flow, node, step.id);
  const assigned = graph.compiled.catalogue.actions.get(step.type)?.assigns?.(step.config) ?? [];
  if (!assigned.some((name) => parts.vars.has(name))) return;
  addYield(flow, node, step.id);
  // What goes straight into a sensitive variable is sealed where it comes from.
  for (const path of configReferences(step.config)) {
    const [root, first, second] = path.split('.');
    if (root === 'inputs' && first !== undefined) parts.inputs.add(first);
    const from = root === 'nodes' && first !== undefined ? graph.nodes.get(first) : undefined;
    if (from !== undefined && second !== undefined) addYield(flow, from, second);
  }
}

function addYield({ parts }: Flow, node: FlowNode, name: string): void {
  parts.yields.add(`${node.id}.${inScope(name)}`);
  parts.nodes.add(node.id);
}

function addAll(flow: Flow, node: FlowNode, action: string): void {
  flow.parts.requests.add(`${node.id}.${inScope(action)}`);
  addYield(flow, node, action);
}

function addCard(flow: Flow, node: FlowNode): void {
  flow.parts.cards.add(node.id);
  addYield(flow, node, 'card');
}

function followEdge(flow: Flow, node: FlowNode, edge: FlowEdge): void {
  const { parts } = flow;
  const { triggers, validators } = edge.compiled;
  const asked = edge.written.validators.filter((validator) => asks(flow, node, { validator, edge }));
  const isRead = [...triggers, ...validators].some(({ sources }) => sourcesRead(flow, node, sources));
  if (!isRead && asked.length === 0) return;
  parts.transitions.add(edge.id);
  parts.nodes.add(node.id);
  for (const { id } of asked) {
    parts.approvals.add(`${node.id}.${id}`);
    addAll(flow, node, id);
  }
}

/** Whether a model or people are shown something sensitive: in the validator's own words, or in the actions to approve. */
function asks(flow: Flow, node: FlowNode, { validator, edge }: { readonly validator: Validator; readonly edge: FlowEdge }): boolean {
  if (edge.compiled.validators.find(({ id }) => id === validator.id)?.ask === undefined) return false;
  if (reads(flow, node, validator.config)) return true;
  const { approves } = validator.config;
  const named = Array.isArray(approves) ? approves : [];
  return named.some((action) => [node.id, edge.to].some((id) => flow.parts.requests.has(`${id}.${String(action)}`)));
}

/** What an end yields is its container's, or its caller's, or the run's. */
function followEnd(flows: readonly Flow[], flow: Flow, node: FlowNode): void {
  const outputs = node.written.config['outputs'];
  const sensitive = Object.entries(isJsonObject(outputs) ? outputs : {}).filter(([, value]) => reads(flow, node, value)).map(([name]) => name);
  if (sensitive.length === 0) return;
  flow.parts.nodes.add(node.id);
  if (node.region.container !== undefined) return;
  for (const name of sensitive) flow.parts.outputs.add(name);
  for (const [caller, call] of callersOf(flows, flow.slug)) addYield(caller, call, 'outputs');
}

function followCall(flows: readonly Flow[], flow: Flow, node: FlowNode): void {
  const call = node.compiled.kind.calls?.(node.compiled.config);
  const target = call === undefined ? undefined : flows.find(({ slug }) => slug === call.workflow);
  if (call === undefined || target === undefined) return;
  for (const [name, value] of Object.entries(call.inputs)) if (reads(flow, node, value)) target.parts.inputs.add(name);
}

/** What goes wrong at a node is told by what stands around it, and among the results of its container. */
function spreadOut(flows: readonly Flow[], { parts, slug }: Flow, node: FlowNode): void {
  for (const container of containersOf(node)) {
    parts.nodes.add(container.id);
    if (container.compiled.kind.isSpread === true) parts.yields.add(`${container.id}.results`);
  }
  for (const [caller, call] of callersOf(flows, slug)) caller.parts.nodes.add(call.id);
}

function callersOf(flows: readonly Flow[], slug: string): readonly (readonly [Flow, FlowNode])[] {
  if (slug === '') return [];
  return flows.flatMap((flow) => [...flow.graph.nodes.values()].filter(({ compiled }) => compiled.kind.calls?.(compiled.config).workflow === slug).map((node) => [flow, node] as const));
}

function checkKept(issues: DefinitionIssues, flow: Flow, node: FlowNode): void {
  const prefix = flow.slug === '' ? '' : `called.${flow.slug}.`;
  for (const step of stepsOf(node)) {
    if (!reads(flow, node, step.config)) continue;
    const kind = flow.graph.compiled.catalogue.actions.get(step.type);
    const where = `${prefix}nodes.${node.id}.actions.${step.id}.config`;
    if (kind?.keepsFor !== undefined) issues.add(where, `Something sensitive would be kept in ${kind.keepsFor}, unsealed, for everybody who may read it.`, 'Leave it out, or write a file with file.write where it may lie.');
    for (const name of kind?.assigns?.(step.config) ?? []) {
      if (flow.parts.vars.has(name)) continue;
      issues.add(where, `Something sensitive is assigned to the variable "${name}", which is not.`, `Mark it: variables.${name}.sensitive = true.`);
    }
  }
}

function reads(flow: Flow, node: FlowNode, config: Json): boolean {
  return isAnySensitive(flow, node, configReferences(config));
}

function expressionReads(flow: Flow, node: FlowNode, expression: ParsedExpression | undefined): boolean {
  return expression !== undefined && isAnySensitive(flow, node, [...expression.references]);
}

function sourcesRead(flow: Flow, node: FlowNode, { expressions, sources }: CompiledSources): boolean {
  return Object.values(expressions).some((expression) => expressionReads(flow, node, expression)) || Object.values(sources.templates ?? {}).some((value) => reads(flow, node, value));
}

function isAnySensitive({ parts }: Flow, node: FlowNode, paths: readonly string[]): boolean {
  const containers = containersOf(node).map(({ id }) => id);
  return paths.some((path) => readsSensitive(parts, path, containers));
}
