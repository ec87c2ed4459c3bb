import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/domain/model/json.ts';
import { go, node, workflow } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const ends = ['calm', 'angry', 'odd'].map((name) => node(name, 'end', { config: { result: name, outputs: { decision: '{{ has(nodes.route) ? nodes.route.decision : null }}' } } }));
const byModel = [go('to_calm', 'route', 'calm', ['ai-decision', { choice: 'calm' }]), go('to_angry', 'route', 'angry', ['ai-decision', { choice: 'angry', minConfidence: 0.9 }])];
const byHand = [go('pick_calm', 'route', 'calm', ['manual-selection', { choice: 'calm' }]), go('pick_odd', 'route', 'odd', 'manual-selection')];

function deciding(leave: readonly JsonObject[], config: JsonObject = { mode: 'model', prompt: 'Tone of {{ inputs.text }}?' }): RunBench {
  return new RunBench(workflow([node('begin', 'start'), node('route', 'decision', { config }), ...ends], [go('t1', 'begin', 'route', 'immediate'), ...leave]), { inputs: { text: 'Hm.' } }).start();
}

const reply = (json: Json): Json => ({ text: JSON.stringify(json), json, stop: 'end', model: 'mock' });

describe('a decision by a model', () => {
  it('asks with its choices and the schema of the answer', () => {
    const bench = deciding(byModel);

    expect(bench.wanted).toEqual(['route#1/@decision.1']);
    const { request, kind } = bench.now.wanted['route#1/@decision.1'] ?? {};
    expect(kind).toBe('llm.chat');
    expect(request?.['prompt']).toMatch(/^Tone of Hm\.\?\n\nChoose exactly one of:\n- calm\n- angry\n/u);
    expect(request?.['answer']).toMatchObject({ properties: { choice: { enum: ['calm', 'angry'] } } });
  });

  it('takes the transition of its choice, and what it decided stands in scope', () => {
    const bench = deciding(byModel);

    const facts = bench.complete('route#1/@decision.1', reply({ choice: 'calm', confidence: 0.8, rationale: 'no shouting', alternatives: [{ choice: 'angry', confidence: 0.1 }] }));

    expect(outline(facts)).toEqual(['D transition_committed to_calm ai-decision calm#1 done[@decision]', 'D run_ended completed']);
    expect(facts[0]?.payload['read']).toEqual({ choice: 'calm', confidence: 0.8 });
    expect(bench.now.ended?.outputs).toEqual({ decision: { choice: 'calm', confidence: 0.8, rationale: 'no shouting', alternatives: [{ choice: 'angry', confidence: 0.1 }], by: 'model' } });
  });

  it('is not sure enough without the confidence its transition asks for, and a person chooses with the recommendation before them', () => {
    const bench = deciding([...byModel, ...byHand]);

    bench.complete('route#1/@decision.1', reply({ choice: 'angry', confidence: 0.85, rationale: 'capitals' }));
    expect(bench.now.root.active?.idle).toEqual({ selection: 'angry (0.85)' });
    const { facts } = bench.tell({ type: 'command', name: 'fire', visit: 'route#1', transition: 'pick_odd', reason: 'it is irony' });

    expect(outline(facts)[0]).toBe('D transition_committed pick_odd manual-selection odd#1 done[@decision]');
    expect(bench.now.ended?.outputs).toMatchObject({ decision: { choice: 'pick_odd', by: 'person', rationale: 'it is irony', recommended: { choice: 'angry', confidence: 0.85 } } });
  });

  it('has one answer it cannot use repaired, as an effect of its own', () => {
    const bench = deciding(byModel);

    bench.complete('route#1/@decision.1', { text: 'calm, I guess', unfit: 'no JSON', stop: 'end', model: 'mock' });
    expect(bench.wanted).toEqual(['route#1/@decision.2']);
    expect(bench.now.wanted['route#1/@decision.2']?.request['prompt']).toContain('calm, I guess');
    bench.complete('route#1/@decision.2', reply({ choice: 'calm', confidence: 1, rationale: '' }));

    expect(bench.now.ended).toMatchObject({ outcome: 'calm' });
  });

  it.each([
    ['a text', { text: '?', unfit: 'no JSON', stop: 'end', model: 'mock' }],
    ['a choice that is none', reply({ choice: 'blue', confidence: 1, rationale: '' })],
    ['a confidence beyond 1', reply({ choice: 'calm', confidence: 7, rationale: '' })],
    ['a refusal', { text: 'no', stop: 'refusal', model: 'mock' }],
  ])('counts %s given twice as no confidence at all', (_, answer) => {
    const bench = deciding([...byModel, ...byHand]);

    bench.complete('route#1/@decision.1', answer);
    bench.complete('route#1/@decision.2', answer);

    expect(bench.wanted).toEqual([]);
    expect(bench.now.scope.nodes['route']).toMatchObject({ decision: { choice: null, confidence: 0, by: 'model' } });
    expect(bench.now.root.active?.idle).toEqual({ selection: '' });
  });

  it('opens an incident where nobody may choose instead', () => {
    const bench = deciding(byModel);

    bench.complete('route#1/@decision.1', reply({ choice: 'angry', confidence: 0.1, rationale: '' }));

    expect(bench.incidents).toEqual(['no_transition']);
  });

  it('fails as an action does when the model cannot be asked', () => {
    const bench = deciding([...byModel, go('e', 'route', 'odd', 'error')]);

    bench.fail('route#1/@decision.1');

    expect(bench.now.ended).toMatchObject({ outcome: 'odd' });
  });
});

describe('a decision by a person', () => {
  it('waits until one chooses, and takes only what is there to choose', () => {
    const bench = deciding(byHand, { mode: 'manual' });

    expect(bench.now.root.active?.idle).toEqual({ selection: '' });
    expect(bench.tell({ type: 'command', name: 'fire', visit: 'route#1', transition: 'to_nowhere' }).refused).toMatchObject({ data: { reason: 'not_allowed', transitions: ['pick_calm', 'pick_odd'] } });
    bench.tell({ type: 'command', name: 'fire', visit: 'route#1', transition: 'pick_calm' });

    expect(bench.now.ended).toMatchObject({ outcome: 'calm', outputs: { decision: { choice: 'calm', confidence: 1, by: 'person' } } });
  });

  it('is not asked where a condition holds', () => {
    const bench = deciding([go('auto', 'route', 'angry', ['condition', { when: "inputs.text == 'Hm.'" }]), ...byHand], {});

    expect(bench.now.ended).toMatchObject({ outcome: 'angry' });
  });

  it('is asked by a deadline, too', () => {
    const bench = deciding([...byHand, go('late', 'route', 'odd', ['scheduled', { after: 'PT1H' }])], { mode: 'manual' });

    bench.timer('route#1/@timer.scheduled.late');

    expect(bench.now.ended).toMatchObject({ outcome: 'odd' });
  });
});

describe('a definition', () => {
  it.each([
    ['a model without a prompt', byModel, { mode: 'model' }],
    ['a model without choices', [go('x', 'route', 'calm', ['condition', { when: 'true' }])], { mode: 'model', prompt: 'Which?' }],
    ['a choice that is none of the decision’s', byModel, { mode: 'model', prompt: 'Which?', choices: [{ choice: 'calm' }] }],
    ['a deadline without a time', [go('x', 'route', 'calm', 'scheduled')], {}],
  ])('does not take %s', (_, leave, config) => {
    expect(() => deciding(leave, config)).toThrow();
  });
});
