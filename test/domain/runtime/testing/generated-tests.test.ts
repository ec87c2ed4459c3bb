import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { compileDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import { decide } from '../../../../src/core/domain/runtime/decide.ts';
import { type CoverageReport, type GeneratedTest, type GenerateOptions, generateTests } from '../../../../src/core/domain/runtime/testing/generate-tests.ts';
import type { Machine } from '../../../../src/core/domain/runtime/testing/machine.ts';
import { go, looping, node, workflow } from '../support/definitions.ts';
import { testCatalogue } from '../support/test-actions.ts';
import { ask, card, chain, choice, inputs, routed, set, when } from '../verify/corpus/parts.ts';

function generated(definition: JsonObject, options: GenerateOptions = {}): { readonly tests: readonly GeneratedTest[]; readonly report: CoverageReport; readonly failed: readonly GeneratedTest[] } {
  const tests: GeneratedTest[] = [];
  const running = generateTests(compileDefinition(definition, testCatalogue), options);
  for (let next = running.next(); ; next = running.next()) {
    if (next.done === true) return { tests, report: next.value, failed: tests.filter(({ failure }) => failure !== undefined) };
    tests.push(next.value);
  }
}

const branches = routed([go('t2', 'route', 'yes', when('inputs.n > 3')), go('t3', 'route', 'no', when("inputs.kind == 'b'")), go('t4', 'route', 'rest', 'condition', { isDefault: true })], { inputs: inputs({ n: { type: 'integer' }, kind: { enum: ['a', 'b'] } }) }, ['yes', 'no', 'rest']);
const asks = chain([node('work', 'workStep', { entry: [ask('say')] })]);
const deciding = workflow(
  [node('begin', 'start'), node('route', 'decision', { config: { mode: 'model', prompt: 'Which?' } }), node('calm', 'end'), node('angry', 'end')],
  [go('t1', 'begin', 'route', 'immediate'), go('t2', 'route', 'calm', ['ai-decision', { choice: 'calm' }]), go('t3', 'route', 'angry', ['ai-decision', { choice: 'angry' }]), go('t4', 'route', 'calm', 'manual-selection')],
);
const judged = workflow(
  [node('begin', 'start'), node('work', 'workStep', { entry: [ask('say')] }), node('done', 'end')],
  [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'done', 'task-complete', { validators: [{ id: 'check', type: 'llm', config: { rubric: 'It is kind.', value: '{{ nodes.work.say.text }}' } }] })],
);
const reviewed = workflow(
  [node('begin', 'start'), node('review', 'uiCard', { config: { card: 'form' } }), node('good', 'end'), node('bad', 'end')],
  [go('t1', 'begin', 'review', 'immediate'), go('yes', 'review', 'good', ['card-submitted', { when: "nodes.review.card.values.pick == 'x'" }]), go('no', 'review', 'bad', ['card-submitted', { when: "nodes.review.card.values.pick == 'y'" }])],
  { cards: [card('form', [choice('pick', ['x', 'y', 'z'])])] },
);

describe('generated tests', () => {
  it('come by every node, every transition and both values of every condition', () => {
    const { report, failed } = generated(branches);

    expect(failed).toEqual([]);
    expect(report).toMatchObject({ nodes: { covered: 5, all: 5 }, transitions: { covered: 4, all: 4 }, conditions: { covered: 4, all: 4 }, uncovered: [], isWhole: true });
  });

  it('know a condition as false where an answer is taken by no transition, and both values of what ends a loop', () => {
    expect(generated(reviewed).report).toMatchObject({ conditions: { covered: 4, all: 4 } });
    const counting = looping({ until: 'vars.n >= 2' }, [set('count', 'n', '{{ vars.n + 1 }}')], { all: { variables: { n: { schema: { type: 'number' }, initial: 0 } } } });
    expect(generated(counting).report).toMatchObject({ conditions: { covered: 2, all: 2 }, uncovered: [] });
  });

  it('say what no way leads to', () => {
    const { report } = generated(routed([go('t2', 'route', 'yes', when('inputs.n > 3')), go('t3', 'route', 'no', when('inputs.n > 5')), go('t4', 'route', 'yes', 'condition', { isDefault: true })], { inputs: inputs({ n: { type: 'integer' } }) }));

    expect(report.uncovered.map(({ key }) => key)).toEqual(['nodes.no', 'transitions.t3', 'transitions.t3.triggers.condition.config.when=true']);
  });

  it('try values that recorded runs had', () => {
    const lucky = routed([go('t2', 'route', 'yes', when("inputs.word.endsWith('gold')")), go('t3', 'route', 'no', 'condition', { isDefault: true })], { inputs: inputs({ word: { type: 'string' } }) });

    expect(generated(lucky).report.uncovered.map(({ where }) => where)).toContain('nodes.yes');
    expect(generated(lucky, { recorded: [[{ seq: 1, at: 1, kind: 'input', type: 'start', v: 1, payload: { run: 'r', workflow: 'w', definitionHash: 'd'.repeat(64), inputs: { word: 'old gold' }, seed: 's', attended: false, pins: {} } }]] }).report.uncovered.map(({ where }) => where)).not.toContain('nodes.yes');
  });

  it.each([
    { what: 'an action', definition: asks, spot: 'work/say' },
    { what: 'a decision', definition: deciding, spot: 'route/@decision' },
    { what: 'a validator', definition: judged, spot: 'work/check' },
  ])('let every fault befall $what that asks a model, and the run always ends or somebody can let it go on', ({ definition, spot }) => {
    const { tests, failed } = generated(definition);

    const faults = tests.filter(({ name }) => name.startsWith(`${spot}: `));
    expect(failed).toEqual([]);
    expect(faults).toHaveLength(24);
    expect(faults.some(({ inputs: told }) => told.some(({ input }) => input.type === 'effect_completed' && JSON.stringify(input.output).length > 1_000_000))).toBe(true);
  });

  it('are the same for the same definition', () => {
    expect(generated(deciding).tests).toEqual(generated(JSON.parse(JSON.stringify(deciding)) as JsonObject).tests);
  });
});

/** An engine with one fault. */
type Faulty = (real: Machine['decide']) => Machine['decide'];

const throwsOnFailure: Faulty = (real) => (program, state, told) => {
  if (told.input.type === 'effect_failed') throw new Error('no such thing');
  return real(program, state, told);
};
const forgetsFailures: Faulty = (real) => (program, state, told) => {
  if (told.input.type !== 'effect_failed' || state === undefined) return real(program, state, told);
  return { ok: true, facts: [], state: { ...state, at: told.at, wanted: {} } };
};
const isFickle: Faulty = (real) => {
  let calls = 0;
  return (program, state, told) => {
    const decision = real(program, state, told);
    calls += 1;
    if (!decision.ok || told.input.type !== 'start') return decision;
    return { ...decision, facts: decision.facts.map((fact) => (fact.type === 'run_started' ? { ...fact, payload: { ...fact.payload, seed: `seed ${calls}` } } : fact)) };
  };
};
const believesAnything: Faulty = (real) => (program, state, told) => {
  const { input } = told;
  if (input.type !== 'effect_completed' || !JSON.stringify(input.output).includes('"unfit"')) return real(program, state, told);
  const json = { choice: 'calm', confidence: 1, rationale: 'it said so', alternatives: [] };
  return real(program, state, { ...told, input: { ...input, output: { text: '', json, stop: 'end', model: 'test' } } });
};
const countsWrong: Faulty = (real) => (program, state, told) => {
  const decision = real(program, state, told);
  return decision.ok ? { ...decision, state: { ...decision.state, transitions: decision.state.transitions + 1 } } : decision;
};

describe('a fault of the engine', () => {
  it.each([
    { what: 'throws', faulty: throwsOnFailure, definition: asks, code: 'engine_error' },
    { what: 'forgets a failure', faulty: forgetsFailures, definition: asks, code: 'replay' },
    { what: 'decides differently the next time', faulty: isFickle, definition: asks, code: 'replay' },
    { what: 'believes an answer nobody can use', faulty: believesAnything, definition: deciding, code: 'guardrail' },
    { what: 'does not fold its facts to its state', faulty: countsWrong, definition: asks, code: 'replay' },
  ])('that $what is found', ({ faulty, definition, code }) => {
    const { failed } = generated(definition, { decide: faulty(decide) });

    expect(failed.map(({ failure }) => failure?.code)).toContain(code);
  });

  it('is shown by the shortest way to it', () => {
    const long = chain([node('one', 'workStep', { entry: [ask('first')] }), node('two', 'workStep', { entry: [ask('second')] })]);

    const { failed } = generated(long, { decide: throwsOnFailure(decide) });

    const shortest = failed.find(({ name }) => name.startsWith('two/second: the model is asked too often'))?.failure;
    expect(shortest?.inputs?.map(({ input }) => input.type)).toEqual(['start', 'effect_failed']);
    const lengths = failed.map(({ failure }) => failure?.inputs?.length ?? 0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(3);
  });
});
