import fc from 'fast-check';
import { isJsonObject, type JsonObject } from '../../../../src/core/domain/model/json.ts';
import { answersTo, transitionsOf } from '../../../../src/core/domain/runtime/decide/inputs/incident-answers.ts';
import { visitsOf } from '../../../../src/core/domain/runtime/evolve/region-tree.ts';
import { go, idOf, node, step } from './definitions.ts';
import type { Dice, MovedRun } from './dice.ts';
import { randomAnswer, randomDecision, randomHands, randomValidators, tellPeople } from './random-hands.ts';

export { Dice, type MovedRun } from './dice.ts';

/** Numbers a definition or a walk is made from, one after the other; equal numbers make equal ones. */
export const choices = (length: number): fc.Arbitrary<readonly number[]> => fc.array(fc.nat(9999), { minLength: length, maxLength: length });

const waits: readonly [JsonObject, ...JsonObject[]] = [{ signal: 'go' }, { signal: 'go', key: 'string(vars.n)' }, { after: 'PT15S' }, { at: '1970-01-01T00:17:00Z' }, { at: { date: '1970-01-01', time: '00:18', zone: 'UTC' } }];

/** How a wait leaves when what it waits for comes. */
function wayOf({ config }: JsonObject): string {
  return isJsonObject(config) && config['signal'] !== undefined ? 'external' : 'scheduled';
}

/** Some definition over all kinds of nodes, loops inside loops included. */
export function randomDefinition(dice: Dice): JsonObject {
  let ids = 0;
  const id = (prefix: string): string => `${prefix}${(ids += 1)}`;
  const action = (): JsonObject => {
    const set = dice.may(30);
    return step(id('a'), set ? 'variable.set' : dice.one(['test.safe', 'test.keyed', 'test.once', 'test.two', 'test.tolerant', 'test.refuses']), {
      config: set ? { name: 'n', value: dice.one(['{{ vars.n + 1 }}', '{{ nodes.nobody }}', 3]) } : { say: dice.one(['fine', '{{ vars.n }}', '{{ string(now) }}']) },
      ...(dice.may(30) ? { retry: { maxRetries: dice.below(3) } } : {}),
      ...(dice.may(25) ? { onError: dice.one(['continue', 'pause', 'fail']) } : {}),
    });
  };
  const actions = (most: number): JsonObject[] => Array.from({ length: dice.below(most + 1) }, action);

  const region = (regionId: string, depth: number, own = false): JsonObject => {
    const start = id('s');
    const end = id('e');
    const ways: ReturnType<typeof randomDecision>['ways'][] = [];
    const middle = Array.from({ length: 1 + dice.below(3) }, () => {
      const type = dice.one(depth > 0 ? (['workStep', 'decision', 'uiCard', 'wait', 'loop', 'parallel', 'map', 'subWorkflow'] as const) : (['workStep', 'decision', 'uiCard', 'wait'] as const));
      const loop = type === 'loop' ? { config: { ...dice.one<JsonObject>([{ until: 'vars.n > 2' }, { while: 'vars.n < 4' }, { over: '[1, 2]' }]), maxPasses: 3, ...(dice.may(30) ? { throttle: 'PT5S' } : {}) }, bodies: [region(id('r'), depth - 1)] } : spread(type, depth);
      const decided = type === 'decision' ? randomDecision(dice) : undefined;
      if (decided !== undefined) ways.push(decided.ways);
      return node(id('n'), type, { ...(type === 'workStep' ? randomHands(dice, id) : {}), ...(decided === undefined ? {} : { config: decided.config }), ...(type === 'uiCard' ? { config: { card: 'card' } } : type === 'wait' ? { config: dice.one<JsonObject>(waits) } : loop), entry: actions(2), exit: dice.may(20) ? actions(1) : [], ...(dice.may(15) ? { timeout: 'PT1M' } : {}) });
    });
    const chain = [...middle.map((one) => idOf(one)), end];
    const transitions = middle.flatMap((one, at) => {
      const from = idOf(one);
      const to = chain[at + 1] ?? end;
      const way: string | [string, JsonObject] = one['type'] === 'workStep' && dice.may(15) ? ['condition', { when: 'vars.n > 1' }] : { decision: 'condition', uiCard: 'card-submitted', wait: wayOf(one), loop: 'condition-met' }[typeof one['type'] === 'string' ? one['type'] : ''] ?? 'task-complete';
      return [
        ...(one['type'] === 'decision' ? [go(id('t'), from, chain[0] ?? end, ['condition', { when: 'vars.n < 2' }]), ...(ways.shift()?.(from, to, id) ?? [])] : []),
        ...(one['type'] === 'workStep' && dice.may(20) ? [go(id('t'), from, end, 'manual-advance', randomValidators(dice, id))] : []),
        ...(one['type'] === 'workStep' && dice.may(15) ? [go(id('t'), from, end, ['scheduled', { after: 'PT40S' }], randomValidators(dice, id))] : []),
        go(id('t'), from, to, way, randomValidators(dice, id)),
        ...(one['type'] === 'uiCard' && dice.may(50) ? [go(id('t'), from, end, ['scheduled', { after: 'PT30S' }], randomValidators(dice, id))] : []),
        ...(one['type'] === 'wait' && dice.may(40) ? [go(id('t'), from, end, ['scheduled', { after: 'PT20S' }])] : []),
        ...(one['type'] === 'loop' && dice.may(50) ? [go(id('t'), from, end, 'manual-break')] : []),
        ...(one['type'] === 'loop' && dice.may(50) ? [go(id('t'), from, end, 'limit-reached')] : []),
        ...(dice.may(25) ? [go(id('t'), from, end, 'error')] : []),
      ];
    });
    return { id: regionId, ...(own ? { variables } : {}), nodes: [node(start, 'start'), ...middle, node(end, 'end')], transitions: [go(id('t'), start, chain[0] ?? end, 'immediate'), ...transitions] };
  };
  /** What makes a node a container whose bodies run beside each other. */
  const spread = (type: string, depth: number): JsonObject => {
    const onBodyError = dice.one(['fail', 'collect']);
    if (type === 'parallel') {
      const config = dice.one<JsonObject>([{ onBodyError }, { join: 'any' }, { join: { quorum: 2 } }]);
      return { config, bodies: Array.from({ length: 2 + dice.below(2) }, () => region(id('r'), depth - 1, true)) };
    }
    if (type === 'map') return { config: { over: dice.one(['[]', '[1]', '[1, 2, 3]', 'vars.n']), concurrency: 1 + dice.below(3), onBodyError }, bodies: [region(id('r'), depth - 1, true)] };
    return type === 'subWorkflow' ? { config: { workflow: 'helper', inputs: { given: '{{ vars.n }}' } } } : {};
  };
  const variables = { n: { schema: { type: 'number' }, initial: 0 } };
  const cards = [{ id: 'card', title: 'n is {{ vars.n }}', fields: [{ key: 'text', label: 'Text', type: 'text', required: true }] }];
  return { format: 'aiwm.workflow/1', name: 'Random', variables, cards, limits: { maxTransitions: 200, ...(dice.may(20) ? { timeout: 'PT10M' } : {}) }, root: region('root', 2), called: { helper: { format: 'aiwm.workflow/1', name: 'Helper', inputs: { type: 'object', properties: { given: { type: 'number' } } }, variables, cards, root: region('helper', 0) } } };
}

/** Says one thing to the run that might fit where it stands, or might not. */
export function randomMove(bench: MovedRun, dice: Dice): void {
  const { wanted, cards, incidents, timers } = bench.now;
  bench.at += dice.below(3) * 10_000;
  const [effect] = dice.may(50) ? Object.values(wanted) : Object.values(wanted).toReversed();
  const [incident] = Object.values(incidents);
  const [timer] = Object.values(timers);
  const [card] = Object.keys(cards);
  const kind = dice.below(12);
  const [arming] = Object.values(bench.now.arming ?? {});
  if (bench.now.continueDue) bench.tell({ type: 'continue' });
  else if (dice.may(25)) tellPeople(bench, dice);
  else if (kind === 0) bench.tell({ type: 'command', name: 'pause', now: dice.may(30) });
  else if (bench.now.pause !== undefined && kind < 6) bench.tell({ type: 'command', name: 'resume' });
  else if (kind === 1 && dice.may(5)) bench.tell({ type: 'command', name: 'stop' });
  else if (kind === 1 && dice.may(20)) bench.tell({ type: 'host', kind: 'restored' });
  else if (kind === 2 && timer !== undefined) {
    bench.at = Math.max(bench.at, timer.dueAt);
    bench.tell({ type: 'timer', id: timer.id });
  } else if (incident !== undefined && kind < 9) {
    const answers = answersTo(bench.now, incident);
    const transitions = transitionsOf(bench.workflow, incident);
    const answer = answers[dice.below(answers.length)] ?? 'fail';
    bench.tell({ type: 'command', name: 'resolve', incident: incident.incident, answer, ...(answer === 'take_transition' ? { transition: transitions[0] ?? '' } : {}), ...(answer === 'skip' ? { value: 1 } : {}) });
  } else if (card !== undefined && kind < 10) bench.tell({ type: 'card', visit: card, key: 'k', values: dice.may(80) ? { text: 'x' } : {} });
  else if (arming !== undefined && kind < 11) bench.tell({ type: 'timer_armed', timer: arming.timer, tzdata: 'test', ...(dice.may(80) ? { dueAt: 1_080_000 } : { error: { code: 'input_invalid', message: 'no such zone' } }) });
  else if (kind >= 10 && dice.may(50)) tellByHand(bench, dice);
  else if (effect !== undefined) tellOutcome(bench, dice, effect);
  else if (dice.may(70)) tellByHand(bench, dice);
}

/** A signal, or a command to some loop. */
function tellByHand(bench: MovedRun, dice: Dice): void {
  const loop = visitsOf(bench.now.root).find((visit) => visit.loop !== undefined);
  const kind = dice.below(10);
  if (loop === undefined || kind < 6) bench.tell({ type: 'signal', emitter: 'test', id: String(dice.below(40)), name: 'go', payload: kind, ...(dice.may(50) ? { key: String(dice.below(3)) } : {}) });
  else if (kind < 8) bench.tell({ type: 'command', name: 'break', visit: loop.id, force: dice.may(50) });
  else bench.tell({ type: 'command', name: 'adjust', visit: loop.id, ...dice.one<{ readonly maxPasses?: number; readonly timeoutMs?: number; readonly throttleMs?: number; readonly next?: true }>([{ maxPasses: 2 }, { timeoutMs: 5000 }, { throttleMs: 0 }, { next: true }]) });
}

function asksModel(bench: MovedRun, effect: string): boolean {
  return bench.now.wanted[effect]?.kind === 'llm.chat';
}

function tellOutcome(bench: MovedRun, dice: Dice, { id, attempt }: { readonly id: string; readonly attempt: number }): void {
  const kind = dice.below(10);
  if (kind < 6) bench.tell({ type: 'effect_completed', effect: id, attempt: attempt - (dice.may(5) ? 1 : 0), output: asksModel(bench, id) ? randomAnswer(dice) : dice.below(5) });
  else if (dice.may(5)) bench.tell({ type: 'claim_refused', effect: id, attempt, cap: 'spend', detail: 'too much' });
  else if (kind < 9) bench.tell({ type: 'effect_failed', effect: id, attempt, error: { code: 'connector_unavailable', message: 'no answer' }, class: dice.one(['transient', 'permanent', 'timeout']) });
  else {
    bench.mark('effect_started', id);
    bench.tell({ type: 'host', kind: dice.one(['in_doubt', 'crash_loop']), effect: id });
  }
}
