import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';
import { visitsOf } from '../../../../src/core/domain/runtime/evolve/region-tree.ts';
import { nodeAt } from '../../../../src/core/domain/runtime/compile/definition-at.ts';
import { go, step } from './definitions.ts';
import type { Dice, MovedRun } from './dice.ts';

type NewId = (prefix: string) => string;

/** Some validators: pure ones, and now and then one that asks. */
export function randomValidators(dice: Dice, id: NewId): { readonly validators?: readonly JsonObject[] } {
  if (dice.may(85)) return {};
  const pure = { id: id('v'), type: 'expression', config: { that: 'vars.n >= 1' } };
  const again = dice.may(50) ? { retries: 1, cooldown: 'PT20S' } : {};
  const model = { id: id('v'), type: 'llm', config: { rubric: 'good?', value: '{{ vars.n }}' }, ...again };
  const people = { id: id('v'), type: 'manual-approval', config: { title: 'n is {{ vars.n }}', quorum: 1 + dice.below(2), ...(dice.may(40) ? { expires: 'PT30S' } : {}) }, ...again };
  return { validators: dice.one<readonly JsonObject[]>([[pure], [pure], [model], [people], [model, pure, people]]) };
}

/** What people may do at a step beside its actions, and the ways they may take out of it. */
export function randomHands(dice: Dice, id: NewId): { readonly userActions?: readonly JsonObject[] } {
  if (dice.may(70)) return {};
  const set = { id: id('u'), label: 'Set', action: { type: 'variable.set', config: { name: 'n', value: '{{ vars.n + 1 }}' } }, ...(dice.may(40) ? { cooldown: 'PT15S' } : {}) };
  const { type, config } = step('x', 'test.once', { config: { say: 1 } });
  const send = { id: id('u'), label: 'Send', when: 'vars.n > 0', action: { type: type ?? '', config: config ?? {} } };
  return { userActions: [set, send] };
}

/** A decision's config with the transitions it needs. */
export function randomDecision(dice: Dice): { readonly config: JsonObject; readonly ways: (from: string, to: string, id: NewId) => readonly JsonObject[] } {
  const kind = dice.below(4);
  if (kind > 1) return { config: {}, ways: () => [] };
  const config: JsonObject = kind === 0 ? { mode: 'model', prompt: 'Which?', choices: [{ choice: 'a' }, { choice: 'b' }] } : { mode: 'manual' };
  return {
    config,
    ways: (from, to, id) => [go(id('t'), from, to, ['ai-decision', { choice: 'a' }], randomValidators(dice, id)), go(id('t'), from, to, ['manual-selection', { choice: 'b' }], randomValidators(dice, id))],
  };
}

/** What a model might have answered to a validator or a decision. */
export function randomAnswer(dice: Dice): Json {
  const json = dice.one<JsonObject>([{ score: 1, reason: 'r' }, { score: 0, reason: 'r' }, { choice: 'a', confidence: 0.9, rationale: 'r' }, { choice: 'b', confidence: 0.2, rationale: 'r' }]);
  return dice.may(80) ? { text: '', json, stop: 'end', model: 'm' } : { text: '?', unfit: 'no JSON', stop: 'end', model: 'm' };
}

/** Somebody answers an approval, uses an action or takes a transition; it may fit, or not. */
export function tellPeople(bench: MovedRun, dice: Dice): void {
  const [approval] = Object.values(bench.now.approvals ?? {});
  if (approval !== undefined && dice.may(70)) {
    bench.tell({
      type: 'approval', visit: approval.visit, validator: approval.validator, key: 'k', hash: dice.may(90) ? approval.hash : 'other',
      decision: dice.may(75) ? 'approve' : 'reject', by: dice.one(['user:a', 'user:b', 'user:c']),
    });
    return;
  }
  const visits = visitsOf(bench.now.root);
  const visit = visits[dice.below(visits.length)];
  const node = visit === undefined ? undefined : nodeAt(bench.workflow, visit.id);
  if (visit === undefined || node === undefined) return;
  const actions = node.userActions ?? [];
  const action = actions[dice.below(actions.length)];
  if (action !== undefined && dice.may(60)) bench.tell({ type: 'command', name: 'action', visit: visit.id, action: action.id });
  const transition = node.outgoing[dice.below(node.outgoing.length)];
  if (transition !== undefined) bench.tell({ type: 'command', name: 'fire', visit: visit.id, transition: transition.id, ...(dice.may(20) ? { skipValidators: true } : {}) });
}
