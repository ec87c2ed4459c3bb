import { isJsonList, type Json } from '../../model/json.ts';
import type { RunState } from '../../model/run-state.ts';
import { decide, type Told } from '../decide.ts';
import type { DecidedFact } from '../../model/run-facts.ts';
import { visitsOf } from '../evolve/region-tree.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { expressionUses } from '../flow/expression-uses.ts';
import { flowGraph } from '../flow/flow-graph.ts';
import { type TestedValues, testedValues } from '../flow/tested-values.ts';
import { type Environment, nextChoices } from './environment.ts';
import { startChoices } from './start-choices.ts';

/** A run after some inputs, as one exploration came to it. */
export interface ExploredStep {
  readonly before?: ExploredStep;
  readonly told: Told;
  /** What the input led to. */
  readonly facts: readonly DecidedFact[];
  readonly state: RunState;
  /** Inputs so far. */
  readonly depth: number;
}

export interface ExploreOptions {
  /** Inputs decided in all. @default 500 */
  readonly mostSteps?: number;
  /** Inputs of one path. @default 200 */
  readonly longest?: number;
  /** Effects may fail, and nobody may answer a card. @default false */
  readonly hasFaults?: boolean;
}

/** How a run, told these inputs, came to where nothing more happens by itself. */
export interface ExploredPath {
  readonly inputs: readonly Told[];
  /** Nodes in the order they were entered. */
  readonly visits: readonly string[];
  readonly transitions: readonly string[];
  readonly end: { readonly kind: 'completed' | 'failed' | 'cancelled' | 'incident' | 'waiting'; readonly detail: string };
  readonly state: RunState;
}

export interface Exploration {
  readonly paths: readonly ExploredPath[];
  /** Every node and transition that any path came by. */
  readonly nodes: ReadonlySet<string>;
  readonly transitions: ReadonlySet<string>;
  /** Nothing was left out for want of steps. */
  readonly isWhole: boolean;
}

/**
 * Tries what the world around a run may do, breadth first and within bounds, and gives the paths it finds. Values come from
 * schemas and from the constants the definition compares with. Pure: the same definition and options give the same paths.
 */
export function explore(workflow: CompiledDefinition, options: ExploreOptions = {}): Exploration {
  const { mostSteps = 500, longest = 200, hasFaults = false } = options;
  const environment: Environment = { workflow, tested: testedOf(workflow), hasFaults };
  const ends: ExploredStep[] = [];
  const seen = new Set<string>();
  const nodes = new Set<string>();
  const transitions = new Set<string>();
  let isWhole = true;
  let queue = startChoices(environment).flatMap((told) => stepFrom(workflow, undefined, told) ?? []);
  let steps = queue.length;
  while (queue.length > 0) {
    const next: ExploredStep[] = [];
    for (const step of queue) {
      noteWay(step, { nodes, transitions });
      const key = situation(step.state);
      if (seen.has(key)) continue;
      seen.add(key);
      const choices = nextChoices(environment, step.state);
      if (choices.length === 0) ends.push(step);
      else if (step.depth >= longest || steps >= mostSteps) isWhole = false;
      for (const told of choices) {
        if (step.depth >= longest || steps >= mostSteps) break;
        steps += 1;
        const after = stepFrom(workflow, step, told);
        if (after !== undefined) next.push(after);
      }
    }
    queue = next;
  }
  return { paths: ends.map(pathOf), nodes, transitions, isWhole };
}

/** The values a definition compares with, for an {@link Environment} of it. */
export function testedOf(workflow: CompiledDefinition): TestedValues {
  return testedValues(expressionUses(flowGraph(workflow)));
}

/** What comes of telling the run this; undefined where it is refused. */
export function stepFrom(workflow: CompiledDefinition, before: ExploredStep | undefined, told: Told): ExploredStep | undefined {
  const decision = decide(workflow, before?.state, told);
  if (!decision.ok) return undefined;
  return { ...(before === undefined ? {} : { before }), told, facts: decision.facts, state: decision.state, depth: (before?.depth ?? 0) + 1 };
}

/** The inputs that lead to the step, from the start on. */
export function inputsOf(step: ExploredStep): readonly Told[] {
  return stepsTo(step).map(({ told }) => told);
}

function stepsTo(step: ExploredStep): readonly ExploredStep[] {
  const all: ExploredStep[] = [];
  for (let at: ExploredStep | undefined = step; at !== undefined; at = at.before) all.push(at);
  return all.toReversed();
}

function pathOf(last: ExploredStep): ExploredPath {
  const steps = stepsTo(last);
  const visits: string[] = [];
  const transitions: string[] = [];
  for (const step of steps) noteWay(step, { nodes: { add: (node) => visits.push(node) }, transitions: { add: (transition) => transitions.push(transition) } });
  return { inputs: steps.map(({ told }) => told), visits, transitions, end: endOf(last.state), state: last.state };
}

function noteWay({ facts }: ExploredStep, way: { readonly nodes: { add(node: string): unknown }; readonly transitions: { add(transition: string): unknown } }): void {
  for (const { type, payload } of facts) {
    if (type === 'transition_committed') way.transitions.add(payload.transition);
    if (type === 'transition_committed' || type === 'run_started' || type === 'pass_started') way.nodes.add(nodeName(payload.visit));
  }
}

function nodeName(visit: string): string {
  return visit.slice(visit.lastIndexOf('/') + 1).split('#')[0] ?? '';
}

function endOf(state: RunState): ExploredPath['end'] {
  if (state.ended !== undefined) return { kind: state.ended.status, detail: state.ended.outcome ?? state.ended.error?.message ?? '' };
  const [incident] = Object.values(state.incidents);
  if (incident !== undefined) return { kind: 'incident', detail: `${incident.code} at ${incident.visit}` };
  return { kind: 'waiting', detail: visitsOf(state.root).map((visit) => visit.id).join(', ') };
}

/** Two runs in the same situation go on in the same way: times, and how often they came by, are left out. */
export function situation({ root, scope, cards, wanted, incidents, inputs, ended, continueDue, timers, approvals }: RunState): string {
  const keys = [cards, wanted, timers, approvals ?? {}].map((one) => Object.keys(one).map(withoutCounts));
  const votes = Object.values(approvals ?? {}).map((approval) => approval.votes.length);
  const rest = JSON.stringify([keys, votes, Object.values(incidents).map(({ code, visit }) => [code, withoutCounts(visit)]), ended?.status, continueDue]);
  return `${counted(root)} ${counted(scope)} ${counted(inputs)} ${rest}`;
}

/** Most of a state is the same object after a step as before it, and is written once. */
const written = new WeakMap<object, string>();

/** The value as JSON, without what is not counted. */
function counted(value: Json | undefined): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const known = written.get(value);
  if (known !== undefined) return known;
  const text = isJsonList(value) ? `[${value.map(counted).join()}]` : `{${Object.entries(value).flatMap(([key, part]) => (uncounted.has(key) ? [] : [`${JSON.stringify(key)}:${counted(part)}`])).join()}}`;
  written.set(value, text);
  return text;
}

const uncounted: ReadonlySet<string> = new Set(['visits', 'recent', 'enteredAt', 'at', 'passAt', 'startedAt', 'incidents', 'waitsSince', 'acted', 'path', 'id', 'since', 'effects', 'first', 'retryAt', 'error']);

function withoutCounts(id: string): string {
  return id.replaceAll(/#\d+/gu, '');
}
