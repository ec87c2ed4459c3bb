import type { JsonObject } from '../../model/json.ts';
import type { CompiledAction, CompiledDefinition } from '../compile/compiled-definition.ts';
import { circlesOf } from './circles.ts';
import { type FlowGraph, flowGraph, type FlowNode, type FlowRegion } from './flow-graph.ts';

const defaultPasses = 25;

/** An action that may make calls that cost money. */
export interface PaidAction {
  readonly action: CompiledAction;
  /** As it is written. */
  readonly config: JsonObject;
  /** The definition it stands in, then those that call it, the outermost last. */
  readonly within: readonly CompiledDefinition[];
}

export interface PaidSearch {
  /** Transitions that never fire. */
  readonly dead?: ReadonlySet<string>;
  /** What one call of the action counts. */
  readonly weigh: (paid: PaidAction) => number;
}

interface Counting extends Required<PaidSearch> {
  readonly within: readonly CompiledDefinition[];
}

const none: ReadonlySet<string> = new Set();

/** What paid calls come to on the dearest way through a definition and what it calls: turns of agents, repairs and failed attempts counted; infinite where a way round makes some. */
export function mostPaid(graph: FlowGraph, { dead = none, weigh }: PaidSearch): number {
  return mostOfRegion(graph.root, { dead, weigh, within: [graph.compiled] });
}

/** Of every node that may pay, by itself or by the workflow it calls. */
export function paidActions(graph: FlowGraph, within: readonly CompiledDefinition[] = []): readonly (PaidAction & { readonly node: FlowNode })[] {
  const here = [graph.compiled, ...within];
  return [...graph.nodes.values()].flatMap((node) => [
    ...ownPaid(node).map(({ action, config }) => ({ action, config, within: here, node })),
    ...calledBy(node, here).flatMap((called) => paidActions(flowGraph(called), here).map((inner) => ({ ...inner, node }))),
  ]);
}

function mostOfRegion(region: FlowRegion, counting: Counting): number {
  const own = new Map(region.nodes.map((node) => [node.id, mostOfNode(node, counting)]));
  if (circlesOf(region, counting.dead).some((circle) => [...circle].some((id) => (own.get(id) ?? 0) > 0))) return Infinity;
  const nodes = new Map(region.nodes.map((node) => [node.id, node]));
  const known = new Map<string, number>();
  const from = (id: string): number => {
    const found = known.get(id);
    if (found !== undefined) return found;
    // A circle without calls adds nothing: what is under way counts as none.
    known.set(id, 0);
    const next = (nodes.get(id)?.out ?? []).filter((edge) => !counting.dead.has(edge.id)).map((edge) => from(edge.to));
    const most = (own.get(id) ?? 0) + Math.max(0, ...next);
    known.set(id, most);
    return most;
  };
  return from(region.start);
}

function mostOfNode(node: FlowNode, counting: Counting): number {
  const { within, weigh } = counting;
  const own = ownPaid(node).reduce((sum, { action, config, times }) => sum + times * weigh({ action, config, within }), 0);
  const called = calledBy(node, within).reduce((sum, definition) => sum + mostOfRegion(flowGraph(definition).root, { dead: none, weigh, within: [definition, ...within] }), 0);
  const inside = node.bodies.reduce((sum, body) => sum + mostOfRegion(body, counting), 0);
  return own + called + (inside === 0 ? 0 : inside * passesOf(node));
}

/** The workflow a node calls, where it is known; a call that goes round in a circle is an error of its own. */
function calledBy({ compiled }: FlowNode, within: readonly CompiledDefinition[]): readonly CompiledDefinition[] {
  const call = compiled.kind.calls?.(compiled.config);
  const called = call === undefined ? undefined : within[0]?.called.get(call.workflow);
  return called === undefined || within.some(({ root }) => root === called.root) ? [] : [called];
}

function passesOf(node: FlowNode): number {
  const { maxPasses, over } = node.written.config;
  if (typeof maxPasses === 'number') return maxPasses;
  if (typeof over === 'string') return Infinity;
  return node.compiled.kind.leavesBy.includes('limit-reached') ? defaultPasses : 1;
}

interface OwnPaid {
  readonly action: CompiledAction;
  readonly config: JsonObject;
  /** Calls of it at most, those that fail counted. */
  readonly times: number;
}

function ownPaid({ written, compiled, out }: FlowNode): readonly OwnPaid[] {
  const configs = new Map([...written.entry, ...written.exit].map(({ id, config }) => [id, config]));
  const steps = [...compiled.entry, ...compiled.exit].map((action) => paid(action, configs.get(action.id) ?? {}));
  const decided = compiled.own === undefined ? [] : [paid(compiled.own, written.config)];
  const asked = out.flatMap((edge) =>
    edge.compiled.validators.flatMap(({ id, ask }) => (ask?.of === 'model' ? [paid(ask.action, edge.written.validators.find((one) => one.id === id)?.config ?? {}, ask.retries + 1)] : [])),
  );
  return [...steps, ...decided, ...asked].filter(({ times }) => times > 0);
}

function paid(action: CompiledAction, config: JsonObject, asked = 1): OwnPaid {
  const { kind, retry } = action;
  const calls = kind.mostCalls?.(config) ?? (kind.effects.some(({ costsMoney }) => costsMoney) ? 1 : 0);
  return { action, config, times: calls * (retry.maxRetries + 1) * asked };
}
