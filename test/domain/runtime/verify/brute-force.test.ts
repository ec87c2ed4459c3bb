import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';
import { nodeOf } from '../../../../src/core/domain/model/region-path.ts';
import type { RunInput } from '../../../../src/core/domain/model/run-input.ts';
import type { RunState } from '../../../../src/core/domain/model/run-state.ts';
import { compileDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import { decide } from '../../../../src/core/domain/runtime/decide.ts';
import { type VerifyFinding, verify } from '../../../../src/core/domain/runtime/verify/verify.ts';
import { go, node, workflow } from '../support/definitions.ts';
import { choices, Dice } from '../support/random-run.ts';
import { testCatalogue } from '../support/test-actions.ts';

const values = [0, 1, 2];
const options = ['x', 'y'];

/** A machine of a few steps, decisions and cards, led by two small inputs and the answers of one card. */
function randomMachine(dice: Dice, isPlain: boolean): JsonObject {
  const count = 2 + dice.below(4);
  const types = Array.from({ length: count }, () => (isPlain ? 'workStep' : dice.one(['workStep', 'decision', 'decision', 'uiCard'])));
  const ids = types.map((_, at) => `n${at}`);
  const targets = [...ids, 'done', 'done'] as const;
  const target = (): string => targets[dice.below(targets.length)] ?? 'done';
  const test = (): string => `inputs.${dice.one(['a', 'b'])} ${dice.one(['==', '<', '>=', '!='])} ${dice.below(3)}`;
  let transitions = 0;
  // eslint-disable-next-line max-params -- as `go`, without the id
  const edge = (from: string, to: string, trigger: Parameters<typeof go>[3], more: { readonly [field: string]: Json } = {}) => go(`t${(transitions += 1)}`, from, to, trigger, more);
  const ways = types.flatMap((type, at) => {
    const from = ids[at] ?? '';
    if (dice.below(12) === 0) return [];
    if (type === 'workStep') return [edge(from, target(), 'task-complete')];
    if (type === 'uiCard') return options.map((option) => edge(from, target(), ['card-submitted', { when: `nodes.${from}.card.values.pick == '${option}'` }]));
    const conditions = Array.from({ length: 1 + dice.below(3) }, () => edge(from, target(), ['condition', { when: test() }]));
    return dice.may(50) ? [...conditions, edge(from, target(), 'condition', { isDefault: true })] : conditions;
  });
  const cards = [{ id: 'card', title: 'Card', fields: [{ key: 'pick', label: 'Pick', type: 'radio', required: true, options: options.map((value) => ({ value, label: value })) }] }];
  const number = { enum: values };
  return workflow([node('begin', 'start'), ...types.map((type, at) => node(ids[at] ?? '', type, type === 'uiCard' ? { config: { card: 'card' } } : {})), node('done', 'end')], [go('t0', 'begin', 'n0', 'immediate'), ...ways], {
    cards,
    inputs: { type: 'object', required: ['a', 'b'], properties: { a: number, b: number } },
  });
}

interface Seen {
  readonly reached: Set<string>;
  /** Where a run stood still with no transition to take. */
  readonly stuck: Set<string>;
  /** Where a run went round by itself until the guard stopped it. */
  readonly circled: Set<string>;
}

/** Plays every input and every answer, without any cleverness: what was met before is not gone through again. */
function bruteForce(definition: JsonObject): Seen {
  const machine = compileDefinition(definition, testCatalogue);
  const seen: Seen = { reached: new Set(['begin']), stuck: new Set(), circled: new Set() };
  const met = new Set<string>();
  const walk = (state: RunState | undefined, input: RunInput): void => {
    const decision = decide(machine, state, { input, at: 1000 });
    if (!decision.ok) return;
    for (const { type, payload } of decision.facts) {
      if (type === 'transition_committed') seen.reached.add(nodeOf(payload.visit));
      if (type === 'incident_opened' && payload.code === 'no_transition') seen.stuck.add(nodeOf(payload.visit));
      if (type === 'incident_opened' && payload.code === 'loop_guard') seen.circled.add(nodeOf(payload.visit));
    }
    if (decision.state.continueDue) return walk(decision.state, { type: 'continue' });
    for (const visit of Object.keys(decision.state.cards)) {
      const key = JSON.stringify([decision.state.inputs, nodeOf(visit)]);
      if (met.has(key)) continue;
      met.add(key);
      for (const pick of options) walk(decision.state, { type: 'card', visit, key: pick, values: { pick } });
    }
  };
  for (const a of values) for (const b of values) walk(undefined, { type: 'start', run: 'r', workflow: 'w', definitionHash: '0', inputs: { a, b }, seed: 's', attended: true, pins: {} });
  return seen;
}

const named = (findings: readonly VerifyFinding[], ...codes: readonly string[]): readonly string[] => findings.filter(({ code }) => codes.includes(code)).map(({ where }) => where.split('.')[1] ?? '');

describe('what verify says of small machines, against playing them through', () => {
  it('no node that a run reaches is called unreachable, and no fault is shown that no run meets', () => {
    fc.assert(fc.property(choices(60), (numbers) => {
      const definition = randomMachine(new Dice(numbers), false);
      const { reached, stuck } = bruteForce(definition);
      const { findings } = verify(definition, { catalogue: testCatalogue });

      for (const id of named(findings, 'unreachable_node')) expect(reached).not.toContain(id);
      for (const finding of findings.filter(({ code, trace }) => code === 'incomplete_conditions' && trace !== undefined)) expect(stuck).toContain(finding.where.split('.')[1]);
      for (const id of named(findings.filter(({ trace }) => trace !== undefined), 'dead_end')) expect(reached).toContain(id);
    }), { numRuns: 100 });
  });

  it('every place where a run stands still or goes round for ever is named', () => {
    fc.assert(fc.property(choices(60), (numbers) => {
      const definition = randomMachine(new Dice(numbers), false);
      const { stuck, circled } = bruteForce(definition);
      const { findings } = verify(definition, { catalogue: testCatalogue });

      for (const id of stuck) expect(named(findings, 'dead_end', 'incomplete_conditions')).toContain(id);
      expect(circled.size > 0 && named(findings, 'no_end', 'cycle_without_progress').length === 0 ? definition['root'] : undefined).toBeUndefined();
    }), { numRuns: 100 });
  });

  it('without conditions, exactly the nodes no run reaches are called unreachable', () => {
    fc.assert(fc.property(choices(60), (numbers) => {
      const definition = randomMachine(new Dice(numbers), true);
      const { reached } = bruteForce(definition);
      const nodes = (definition['root'] as { readonly nodes: readonly { readonly id: string }[] }).nodes.map(({ id }) => id);
      const { findings } = verify(definition, { catalogue: testCatalogue });

      expect(named(findings, 'unreachable_node').toSorted()).toEqual(nodes.filter((id) => !reached.has(id)).toSorted());
    }), { numRuns: 80 });
  });
});
