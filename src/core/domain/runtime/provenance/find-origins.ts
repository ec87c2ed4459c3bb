import type { ActionKind } from '../../catalogue/action-kind.ts';
import { configReferences } from '../../expression/config-template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Origin } from '../../model/origin.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { containersOf, flowGraph, type FlowGraph, type FlowNode } from '../flow/flow-graph.ts';
import { plainAt } from './plain-values.ts';

/** Where every value of a definition may come from, by the names it has there. */
export interface Provenance {
  /** What any of the dotted paths may hold, read at a node of the workflow called by this slug; '' is the run's own. */
  originsOf(slug: string, node: string, paths: readonly string[]): ReadonlySet<Origin>;
  /** Every name of one workflow with where it may come from. */
  values(slug: string): ReadonlyMap<string, ReadonlySet<Origin>>;
}

interface Flow {
  readonly slug: string;
  readonly graph: FlowGraph;
  /** By `inputs.x`, `vars.x`, `nodes.n.action`, `items.n` and, of what its end yields, `outputs`. */
  readonly values: Map<string, Set<Origin>>;
}

const none: ReadonlySet<Origin> = new Set();
const kept = new WeakMap<CompiledDefinition, Provenance>();

/**
 * Follows what configs and expressions read until nothing more is found. It goes by names and not by values: what is found
 * holds for every run of the definition and costs a step of it nothing. What a condition tells by the way it goes is not
 * followed.
 */
export function provenanceOf(definition: CompiledDefinition): Provenance {
  const known = kept.get(definition);
  if (known !== undefined) return known;
  const flows = [['', definition] as const, ...definition.called].map(([slug, compiled]): Flow => ({ slug, graph: flowGraph(compiled), values: given(compiled, slug === '') }));
  for (let size = -1; size !== sizeOf(flows); ) {
    size = sizeOf(flows);
    for (const flow of flows) for (const node of flow.graph.nodes.values()) followNode(flows, flow, node);
  }
  const found: Provenance = {
    originsOf(slug, node, paths) {
      const flow = flows.find((one) => one.slug === slug);
      const at = flow?.graph.nodes.get(node);
      return flow === undefined || at === undefined ? none : readBy(flow, at, paths);
    },
    values: (slug) => flows.find((one) => one.slug === slug)?.values ?? new Map(),
  };
  kept.set(definition, found);
  return found;
}

/** What people give a run; a called workflow is given what its callers have. */
function given({ definition }: CompiledDefinition, isRoot: boolean): Map<string, Set<Origin>> {
  const { properties } = definition.inputs;
  if (!isRoot || !isJsonObject(properties)) return new Map();
  return new Map(Object.entries(properties).map(([name, schema]) => [`inputs.${name}`, new Set<Origin>([takesFile(schema) ? 'document' : 'user'])]));
}

function takesFile(schema: Json): boolean {
  if (Array.isArray(schema)) return schema.some(takesFile);
  if (!isJsonObject(schema)) return false;
  return schema['format'] === 'file' || Object.values(schema).some(takesFile);
}

function sizeOf(flows: readonly Flow[]): number {
  return flows.reduce((sum, { values }) => sum + values.values().reduce((size, set) => size + set.size, 0), 0);
}

function followNode(flows: readonly Flow[], flow: Flow, node: FlowNode): void {
  for (const step of stepsOf(node)) followStep(flow, node, step);
  const { kind, sources, own, config } = node.compiled;
  const over = sources.expressions['over'];
  if (over !== undefined) add(flow, `items.${node.id}`, readBy(flow, node, [...over.references]));
  if (own !== undefined) add(flow, `nodes.${node.id}.${own.id.replace(/^@/u, '')}`, own.kind.origin ?? []);
  else if (kind.reserves === 'decision') add(flow, `nodes.${node.id}.decision`, ['user']);
  if (kind.reserves === 'signal') add(flow, `nodes.${node.id}.signal`, ['tool']);
  if ((kind.cards?.(config) ?? []).length > 0) add(flow, `nodes.${node.id}.card`, ['user']);
  if (kind.role === 'end') add(flow, yieldedAs(node), readBy(flow, node, configReferences(node.written.config['outputs'] ?? null)));
  const call = kind.calls?.(config);
  const target = call === undefined ? undefined : flows.find(({ slug }) => slug === call.workflow);
  if (call === undefined || target === undefined) return;
  for (const [name, value] of Object.entries(call.inputs)) add(target, `inputs.${name}`, readBy(flow, node, configReferences(value)));
  add(flow, `nodes.${node.id}.outputs`, target.values.get('outputs') ?? none);
}

/** What an end yields is among the results of its container, or the workflow's own. */
function yieldedAs({ region: { container } }: FlowNode): string {
  return container === undefined ? 'outputs' : `nodes.${container.id}.results`;
}

interface Step {
  readonly id: string;
  readonly type: string;
  readonly config: JsonObject;
}

function stepsOf({ written }: FlowNode): readonly Step[] {
  return [...written.entry, ...written.exit, ...(written.userActions ?? []).map(({ id, action }) => ({ id, type: action.type, config: action.config }))];
}

function followStep(flow: Flow, node: FlowNode, step: Step): void {
  const kind = flow.graph.compiled.catalogue.actions.get(step.type);
  if (kind === undefined) return;
  const left = new Set([...(kind.origin ?? []), ...readBy(flow, node, passed(kind, step.config).flatMap(configReferences))]);
  add(flow, `nodes.${node.id}.${step.id}`, left);
  for (const name of kind.assigns?.(step.config) ?? []) add(flow, `vars.${name}`, left);
}

/** The parts of a config that its action's output tells of. */
function passed({ origin, passes }: ActionKind, config: JsonObject): readonly Json[] {
  if (passes === undefined) return origin === undefined ? [config] : [];
  return passes.map((field) => config[field] ?? null);
}

function add({ values }: Flow, name: string, more: Iterable<Origin>): void {
  const known = values.get(name) ?? new Set<Origin>();
  for (const one of more) known.add(one);
  if (known.size > 0) values.set(name, known);
}

function readBy(flow: Flow, node: FlowNode, paths: readonly string[]): ReadonlySet<Origin> {
  return new Set(paths.flatMap((path) => [...originsAt(flow, node, path)]));
}

function originsAt(flow: Flow, node: FlowNode, path: string): ReadonlySet<Origin> {
  const [root, first, second, third] = path.split('.');
  if (plainAt(flow.graph, path)) return none;
  switch (root) {
    case 'inputs':
    case 'vars':
      return first === undefined ? beginningWith(flow, `${root}.`) : (flow.values.get(`${root}.${first}`) ?? none);
    case 'nodes':
      return second === undefined ? beginningWith(flow, first === undefined ? 'nodes.' : `nodes.${first}.`) : (flow.values.get(`nodes.${first}.${second}`) ?? none);
    case 'loops':
      return second !== undefined && second !== 'item' && third === undefined ? none : beginningWith(flow, first === undefined ? 'items.' : `items.${first}`);
    case 'item':
      return new Set(containersOf(node).flatMap(({ id }) => [...(flow.values.get(`items.${id}`) ?? none)]));
    case 'error':
      return first === undefined || first === 'message' || first === 'data' ? errors : none;
    default:
      return none;
  }
}

/** What went wrong is told in the words of whoever refused. */
const errors: ReadonlySet<Origin> = new Set(['tool']);

function beginningWith({ values }: Flow, start: string): ReadonlySet<Origin> {
  return new Set([...values].filter(([name]) => name.startsWith(start)).flatMap(([, origins]) => [...origins]));
}
