import { type AnyStateMachine, assign, createMachine } from 'xstate';
import { xstateConfig } from '../../../../src/core/domain/model/definition/xstate-config.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../src/core/domain/model/json.ts';
import { WorkflowDefinition } from '../../../../src/core/domain/model/workflow.ts';
import { go, node, step } from '../support/definitions.ts';
import type { Dice } from '../support/random-run.ts';

/** What guards may look at: counters of regions, flags the run was started with, and what came with the event. */
export interface Sight {
  readonly counters: { readonly [counter: string]: number };
  readonly flags: readonly boolean[];
  readonly pick?: string | undefined;
}
type Guard = (sight: Sight) => boolean;

/** A random machine in both languages. What a guard means is said twice, once as an expression and once as a function. */
export interface CommonMachine {
  readonly definition: JsonObject;
  readonly guards: ReadonlyMap<string, Guard>;
  /** The transitions a person may take by hand. */
  readonly byHand: ReadonlyMap<string, string>;
  /** The region of every node. */
  readonly regions: ReadonlyMap<string, string>;
}

export const picks = ['a', 'b', 'c'] as const;

interface Condition {
  readonly text: string;
  readonly holds: Guard;
}

/**
 * A machine of what both know: steps that count, branches by priority with a default, cards, signals and steps left by
 * hand as events, and regions beside each other, two deep. What fires by itself leads forward only, so that neither runs for ever.
 */
export function randomMachine(dice: Dice): CommonMachine {
  let ids = 0;
  const id = (prefix: string): string => `${prefix}${(ids += 1)}`;
  const guards = new Map<string, Guard>();
  const byHand = new Map<string, string>();
  const regions = new Map<string, string>();

  const condition = (visible: readonly string[], card?: string): Condition => {
    const kind = dice.below(card === undefined ? 3 : 4);
    const flag = dice.below(3);
    const counter = visible[dice.below(visible.length)] ?? '';
    const limit = 1 + dice.below(3);
    const pick = picks[dice.below(picks.length)] ?? 'a';
    if (kind === 0) return { text: `inputs.flags[${flag}]`, holds: ({ flags }) => flags[flag] === true };
    if (kind === 1) return { text: `vars.${counter} >= ${limit}`, holds: ({ counters }) => (counters[counter] ?? 0) >= limit };
    if (kind === 2) return { text: `vars.${counter} == ${limit}`, holds: ({ counters }) => counters[counter] === limit };
    return { text: `nodes.${card ?? ''}.card.values.pick == '${pick}'`, holds: (sight) => sight.pick === pick };
  };

  /** Zero to two conditions: one of the trigger, where it takes any, and one of a validator. */
  const guarded = (transition: string, visible: readonly string[], options: { readonly when: boolean; readonly card?: string }): { readonly config: JsonObject; readonly more: JsonObject } => {
    const when = options.when && dice.may(70) ? condition(visible, options.card) : undefined;
    const valid = dice.may(40) ? condition(visible, options.card) : undefined;
    guards.set(transition, (sight) => (when?.holds(sight) ?? true) && (valid?.holds(sight) ?? true));
    return {
      config: when === undefined ? {} : { when: when.text },
      more: { priority: dice.below(3) - 1, ...(valid === undefined ? {} : { validators: [{ id: id('v'), type: 'expression', config: { that: valid.text } }] }) },
    };
  };

  const region = (regionId: string, depth: number, outer: readonly string[]): JsonObject => {
    const counter = `c_${regionId}`;
    const visible = [...outer, counter];
    const kinds = depth > 0 ? (['decision', 'uiCard', 'workStep', 'byHand', 'wait', 'parallel', 'parallel'] as const) : (['decision', 'uiCard', 'workStep', 'byHand', 'wait'] as const);
    const middle = Array.from({ length: 1 + dice.below(4) }, () => ({ id: id('n'), kind: dice.one(kinds) }));
    const names = [...middle.map((one) => one.id), id('e')];
    for (const name of [`s_${regionId}`, ...names]) regions.set(name, regionId);
    const nodes = middle.map(({ id: name, kind }) => {
      if (kind === 'uiCard') return node(name, 'uiCard', { config: { card: 'card' } });
      if (kind === 'decision') return node(name, 'decision');
      if (kind === 'wait') return node(name, 'wait', { config: { signal: `signal-${name}` } });
      if (kind === 'parallel') return node(name, 'parallel', { bodies: Array.from({ length: 2 + dice.below(2) }, () => region(id('r'), depth - 1, visible)) });
      return node(name, 'workStep', { entry: [step(id('a'), 'variable.set', { config: { name: counter, value: `{{ vars.${counter} + 1 }}` } })] });
    });
    const transitions = middle.flatMap(({ id: from, kind }, at) => {
      const ahead = (): string => names[at + 1 + dice.below(names.length - at - 1)] ?? '';
      const anywhere = (): string => names[dice.below(names.length)] ?? '';
      const ways = Array.from({ length: dice.below(3) }, () => {
        const t = id('t');
        if (kind === 'byHand') {
          byHand.set(t, from);
          return go(t, from, anywhere(), 'manual-advance', guarded(t, visible, { when: false }).more);
        }
        const { config, more } = guarded(t, visible, { when: kind !== 'parallel', ...(kind === 'uiCard' ? { card: from } : {}) });
        if (kind === 'uiCard') return go(t, from, anywhere(), ['card-submitted', config], more);
        if (kind === 'wait') return go(t, from, anywhere(), ['external', config], more);
        return kind === 'parallel' ? go(t, from, ahead(), 'task-complete', more) : go(t, from, ahead(), ['condition', config], more);
      });
      const last = id('t');
      guards.set(last, () => true);
      if (kind === 'byHand') byHand.set(last, from);
      const type = { decision: 'condition', uiCard: 'card-submitted', byHand: 'manual-advance', wait: 'external', workStep: 'task-complete', parallel: 'task-complete' }[kind];
      if (kind === 'uiCard' && ways.length > 0 && dice.may(30)) return ways;
      return dice.may(50) ? [go(last, from, ahead(), type, { isDefault: true }), ...ways] : [...ways, go(last, from, ahead(), type, { isDefault: true })];
    });
    const first = go(id('t'), `s_${regionId}`, names[0] ?? '', 'immediate');
    const end = names.at(-1) ?? '';
    const own = regionId === 'root' ? {} : { variables: { [counter]: { initial: 0 } } };
    return { id: regionId, ...own, nodes: [node(`s_${regionId}`, 'start'), ...nodes, node(end, 'end')], transitions: [first, ...transitions] };
  };

  const root = region('root', 2, []);
  const definition = {
    format: 'aiwm.workflow/1', name: 'Common',
    inputs: { type: 'object', properties: { flags: { type: 'array' } } },
    variables: { c_root: { initial: 0 } },
    cards: [{ id: 'card', title: 'Pick', fields: [{ key: 'pick', label: 'Pick', type: 'text' }] }],
    root,
  };
  return { definition, guards, byHand, regions };
}

export interface Counted {
  readonly counters: { readonly [counter: string]: number };
  readonly flags: readonly boolean[];
  /** Names of the states entered so far. */
  readonly entered: readonly string[];
}

interface Told {
  readonly id: string;
  readonly counts?: string;
  readonly resets?: string;
}

/**
 * The machine for XState, from what `workflows.export` gives: guards and counters are provided here. A region that begins
 * again counts anew, and what is taken by hand is an event of its own, `by-hand.<transition>`.
 */
export function machineOf({ definition, guards }: CommonMachine, flags: readonly boolean[]): AnyStateMachine {
  const config = told(xstateConfig(WorkflowDefinition.parse(definition)), 'root');
  type Args = { readonly context: Counted; readonly event: { readonly pick?: string } };
  const checks = Object.fromEntries([...guards].map(([name, holds]) => [name, ({ context, event }: Args) => holds({ ...context, pick: event.pick })]));
  const entered = assign(({ context }: { readonly context: Counted }, { id, counts, resets }: Told) => {
    const { counters } = context;
    const counted = counts === undefined ? {} : { [counts]: (counters[counts] ?? 0) + 1 };
    return { ...context, entered: [...context.entered, id], counters: { ...counters, ...counted, ...(resets === undefined ? {} : { [resets]: 0 }) } };
  });
  const context: Counted = { counters: {}, flags, entered: [] };
  return createMachine({ ...config, context } as never).provide({ guards: checks, actions: { entered } } as never);
}

/** The config of a region with every state telling that it is entered. */
function told(config: JsonObject, region: string): JsonObject {
  return { ...config, states: mapped(config['states'], (state, id) => toldState(state, { id, region })) };
}

function toldState({ entry, states, on, ...state }: JsonObject, { id, region }: { readonly id: string; readonly region: string }): JsonObject {
  const counter = `c_${region}`;
  const params = { id, ...(entry === undefined ? {} : { counts: counter }), ...(id === `s_${region}` ? { resets: counter } : {}) };
  return {
    ...state,
    entry: { type: 'entered', params },
    ...(states === undefined ? {} : { states: mapped(states, told) }),
    ...(on === undefined ? {} : { on: Object.fromEntries(Object.entries(isJsonObject(on) ? on : {}).flatMap(([event, ways]) => apart(event, ways as JsonObject[]))) }),
  };
}

function apart(event: string, ways: readonly JsonObject[]): readonly (readonly [string, Json])[] {
  if (!event.startsWith('manual-advance.')) return [[event, ways]];
  return ways.map((way) => [`by-hand.${(way['meta'] as { readonly transition: string }).transition}`, [way]] as const);
}

function mapped(states: Json | undefined, change: (state: JsonObject, name: string) => JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(isJsonObject(states) ? states : {}).map(([name, state]) => [name, isJsonObject(state) ? change(state, name) : state]));
}
