import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { RunEvent } from '../../../../src/core/domain/model/run-event.ts';
import type { TestRules } from '../../../../src/core/domain/model/test-matcher.ts';
import { compileDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import { runRecordedTest } from '../../../../src/core/domain/runtime/testing/run-recorded-test.ts';
import type { TestFailure } from '../../../../src/core/domain/runtime/testing/test-failure.ts';
import { go, node, workflow } from '../support/definitions.ts';
import { RunBench } from '../support/run-bench.ts';
import { testCatalogue } from '../support/test-actions.ts';
import { ask, card, choice, inputs, set } from '../verify/corpus/parts.ts';

const said = 'The harbour lies quiet in the morning sun.';

interface Wording {
  readonly prompt?: string;
  readonly result?: string;
  readonly pick?: string;
  readonly needs?: readonly string[];
}

/** start → ask → note → card `review` → two ends. */
function asking({ prompt = 'Tell me about {{ inputs.topic }}.', result = 'Report: {{ vars.note }}', pick = 'x', needs = ['topic'] }: Wording = {}): JsonObject {
  const end = (id: string): JsonObject => node(id, 'end', { config: { outputs: { text: result } } });
  return workflow(
    [node('begin', 'start'), node('work', 'workStep', { entry: [ask('say', prompt), set('keep', 'note', '{{ nodes.work.say.text }}')] }), node('review', 'uiCard', { config: { card: 'form' } }), end('good'), end('bad')],
    [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'review', 'task-complete'), go('yes', 'review', 'good', ['card-submitted', { when: `nodes.review.card.values.pick == '${pick}'` }]), go('no', 'review', 'bad', 'card-submitted', { isDefault: true })],
    { inputs: inputs({ topic: { type: 'string' }, tone: { type: 'string' } }, needs), variables: { note: { schema: { type: 'string' }, initial: '' } }, cards: [card('form', [choice('pick', ['x', 'y'])])] },
  );
}

function recorded(definition: JsonObject = asking()): readonly RunEvent[] {
  const bench = new RunBench(definition, { inputs: { topic: 'harbours' } }).start();
  bench.complete('work#1/say.1', { text: said, stop: 'end', model: 'mock' });
  bench.card('review#1', { pick: 'x' });
  expect(bench.now.ended?.status).toBe('completed');
  return bench.rows;
}

function tested(now: JsonObject, { rules = {}, rows = recorded(), was = asking() }: { readonly rules?: TestRules; readonly rows?: readonly RunEvent[]; readonly was?: JsonObject } = {}): TestFailure | undefined {
  return runRecordedTest({ rows, recorded: was, rules }, { workflow: compileDefinition(now, testCatalogue), definition: now, hash: 'e'.repeat(64) });
}

describe('a recorded test', () => {
  it('passes where the definition means the same', () => {
    expect(tested(asking())).toBeUndefined();
  });

  it('stops at a request that was never recorded, beside the nearest one, and names the change', () => {
    expect(tested(asking({ prompt: 'Tell me all about {{ inputs.topic }}.' }))).toMatchObject({
      code: 'miss',
      place: 'work#1',
      diff: [{ path: 'prompt', before: 'Tell me about harbours.', after: 'Tell me all about harbours.' }],
      expected: { type: 'effect_scheduled', payload: { effect: 'work#1/say.1' } },
      changes: [expect.stringContaining('action "say"')],
    });
  });

  it('takes the recorded answer for a request whose author let it go', () => {
    const now = asking({ prompt: 'Tell me all about {{ inputs.topic }}.' });

    expect(tested(now, { rules: { 'work#1:request.prompt': { contains: 'harbours' } } })).toBeUndefined();
    expect(tested(now, { rules: { '*:request': 'any' } })).toBeUndefined();
    expect(tested(now, { rules: { 'work#1:request.prompt': { contains: 'stations' } } })).toMatchObject({ code: 'miss' });
    expect(tested(now, { rules: { 'other#1:request.prompt': 'any' } })).toMatchObject({ code: 'miss' });
  });

  it('says which fact is another one, where, and which change of the definition it may come from', () => {
    const failure = tested(asking({ pick: 'y' }));

    expect(failure).toMatchObject({ code: 'fact', message: expect.stringContaining('transition_committed') });
    expect(failure?.changes).toEqual([expect.stringContaining('transition "yes"')]);
    expect([failure?.expected?.payload['transition'], failure?.actual?.payload['transition']].filter((one) => one !== undefined)).not.toEqual([]);
  });

  it('lets what a model said be in other words where it stands in a longer text, and nothing else of that text', () => {
    const rewritten = (text: string): readonly RunEvent[] => JSON.parse(JSON.stringify(recorded()).replaceAll(`Report: ${said}`, text)) as readonly RunEvent[];

    expect(tested(asking(), { rows: rewritten('Report: ') })).toMatchObject({ code: 'fact', diff: [{ path: 'outputs.text' }] });
    expect(tested(asking({ result: 'Reports: {{ vars.note }}' }))).toMatchObject({ code: 'fact', diff: [{ path: 'outputs.text', before: `Report: ${said}`, after: `Reports: ${said}` }] });
    expect(tested(asking({ result: 'Report: {{ vars.note.upperAscii() }}' }))).toBeUndefined();
  });

  it('says that a definition does not even take the recorded inputs', () => {
    expect(tested(asking({ needs: ['topic', 'tone'] }))).toMatchObject({ code: 'refused', message: expect.stringContaining('tone') });
  });

  it('of a run that still waits ends where the recording ends', () => {
    const rows = recorded().slice(0, -3);
    expect(rows.at(-1)?.type).toBe('card_requested');

    expect(tested(asking(), { rows })).toBeUndefined();
    expect(tested(asking({ prompt: 'Else' }), { rows })).toMatchObject({ code: 'miss' });
  });
});
