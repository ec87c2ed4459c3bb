import { durationMs } from '../duration.ts';
import { isJsonList, type Json, type JsonObject } from '../json.ts';
import type { Region, Transition, Trigger, WorkflowDefinition, WorkflowNode } from '../workflow.ts';
import { leavingOrder } from './leaving-order.ts';

/**
 * The workflow's structure as the config of an XState v5 machine: a state for each node, `parallel` states with a region
 * for each body, compound states for loops. Actions stand by their ids, guards by the ids of their transitions with what
 * they check as parameters, so that a machine made of it names what it needs to be given. What fires from outside is an
 * event: `card-submitted`, `external.<signal>`, and so on with `.<node>` behind it where a person answers a certain node.
 */
export function xstateConfig(definition: WorkflowDefinition): JsonObject {
  return { id: 'workflow', description: definition.name, ...regionConfig(definition.root) };
}

function regionConfig(region: Region): JsonObject {
  const start = region.nodes.find(({ type }) => type === 'start') ?? region.nodes[0];
  return { ...(start === undefined ? {} : { initial: start.id }), states: Object.fromEntries(region.nodes.map((node) => [node.id, nodeConfig(region, node)])) };
}

function nodeConfig(region: Region, node: WorkflowNode): JsonObject {
  const { name, type, config, entry, exit, timeout } = node;
  return {
    // Ids of nodes are unique in a definition, so that a state can be named from anywhere.
    id: node.id,
    ...(name === undefined ? {} : { description: name }),
    meta: { type, config, ...(timeout === undefined ? {} : { timeout }) },
    ...(type === 'end' ? { type: 'final' } : {}),
    ...(entry.length === 0 ? {} : { entry: entry.map(({ id }) => id) }),
    ...(exit.length === 0 ? {} : { exit: exit.map(({ id }) => id) }),
    ...bodiesConfig(node),
    ...(type === 'end' ? {} : waysOut(region, node)),
  };
}

/** A body is a state of its own only where several run at once. */
function bodiesConfig({ id, bodies }: WorkflowNode): JsonObject {
  const [only] = bodies;
  if (only === undefined) return {};
  if (bodies.length === 1) return regionConfig(only);
  return { type: 'parallel', states: Object.fromEntries(bodies.map((body) => [body.id, { id: `${id}:${body.id}`, ...regionConfig(body) }])) };
}

/** A transition by one of its triggers, as the list of XState it belongs to. */
interface WayOut {
  readonly list: 'always' | 'onDone' | 'on' | 'after';
  /** The event or the delay. */
  readonly key: string;
  readonly config: JsonObject;
}

function waysOut(region: Region, node: WorkflowNode): JsonObject {
  const ways = leavingOrder(region, node.id).flatMap((transition) => transition.triggers.map((trigger) => wayOut(node, transition, trigger)));
  const again: readonly WayOut[] = node.type === 'loop' ? [{ list: 'onDone', key: '', config: { target: node.id, reenter: true } }] : [];
  const found: { [list: string]: Json } = {};
  for (const { list, key, config } of [...ways, ...again]) {
    const before = found[list];
    if (list === 'always' || list === 'onDone') found[list] = [...(isJsonList(before) ? before : []), config];
    else found[list] = withWay(before, key, config);
  }
  return found;
}

function withWay(before: Json | undefined, key: string, config: JsonObject): JsonObject {
  const lists = typeof before === 'object' && before !== null && !isJsonList(before) ? before : {};
  const own = lists[key];
  return { ...lists, [key]: [...(isJsonList(own) ? own : []), config] };
}

const dataTriggers = new Set(['immediate', 'task-complete', 'condition', 'condition-met', 'limit-reached']);

function wayOut(node: WorkflowNode, transition: Transition, trigger: Trigger): WayOut {
  // A node that is entered again begins again; a machine would stay where it is.
  const again = transition.to === node.id ? { reenter: true } : {};
  const config = { target: transition.to, ...again, ...guardOf(node, transition, trigger), meta: { transition: transition.id, trigger: trigger.type } };
  if (dataTriggers.has(trigger.type)) return { list: node.bodies.length > 0 ? 'onDone' : 'always', key: '', config };
  const { after, signal } = { ...node.config, ...trigger.config };
  const delay = trigger.type === 'scheduled' && typeof after === 'string' ? durationMs(after) : undefined;
  if (delay !== undefined) return { list: 'after', key: String(delay), config };
  return { list: 'on', key: typeof signal === 'string' ? `${trigger.type}.${signal}` : `${trigger.type}.${node.id}`, config };
}

/** None where the transition is always let through. */
function guardOf(node: WorkflowNode, { id, validators, isDefault }: Transition, { type, config }: Trigger): JsonObject {
  const ofLoop = node.type === 'loop' ? { loop: type } : {};
  const when = typeof config['when'] === 'string' && config['when'] !== 'true' && !isDefault ? { when: config['when'] } : {};
  const checks = validators.length === 0 ? {} : { validators: validators.map((validator) => ({ id: validator.id, type: validator.type, config: validator.config })) };
  const params: JsonObject = { ...ofLoop, ...when, ...checks };
  return Object.keys(params).length === 0 ? {} : { guard: { type: id, params } };
}
