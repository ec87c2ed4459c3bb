import { describe, expect, it } from 'vitest';
import { compileDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import { decide } from '../../../../src/core/domain/runtime/decide.ts';
import type { RunState } from '../../../../src/core/domain/model/run-state.ts';
import { type ExploreOptions, explore } from '../../../../src/core/domain/runtime/explore/explore.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { go, node, workflow } from '../support/definitions.ts';
import { testCatalogue } from '../support/test-actions.ts';
import { ask, choice, card, inputs, number, routed, set, when } from '../verify/corpus/parts.ts';

const explored = (definition: JsonObject, options: ExploreOptions = {}) => explore(compileDefinition(definition, testCatalogue), options);
const branches = routed([go('t2', 'route', 'yes', when('inputs.n > 3')), go('t3', 'route', 'no', when("inputs.kind == 'b'")), go('t4', 'route', 'rest', 'condition', { isDefault: true })], { inputs: inputs({ n: { type: 'integer' }, kind: { enum: ['a', 'b'] } }) }, ['yes', 'no', 'rest']);

describe('explored paths', () => {
  it('every branch is come by, with inputs that tell the conditions apart', () => {
    const { paths, transitions, isWhole } = explored(branches);

    expect([...transitions].toSorted()).toEqual(['t1', 't2', 't3', 't4']);
    expect(isWhole).toBe(true);
    expect(new Set(paths.map(({ visits }) => visits.join(' ')))).toEqual(new Set(['begin route yes', 'begin route no', 'begin route rest']));
  });

  it('each path can be played again and comes to the same end', () => {
    const machine = compileDefinition(branches, testCatalogue);
    for (const { inputs: told, state } of explore(machine).paths) {
      let replayed: RunState | undefined;
      for (const one of told) {
        const decision = decide(machine, replayed, one);
        if (decision.ok) replayed = decision.state;
      }
      expect(replayed).toEqual(state);
    }
  });

  it('every option of a card is answered, and with faults an effect fails and nobody answers', () => {
    const review = workflow([node('begin', 'start'), node('review', 'uiCard', { config: { card: 'form' } }), node('work', 'workStep', { entry: [ask('draft')] }), node('done', 'end'), node('late', 'end')], [go('t1', 'begin', 'review', 'immediate'), go('t2', 'review', 'work', ['card-submitted', { when: "nodes.review.card.values.pick == 'x'" }]), go('t3', 'review', 'done', 'card-submitted', { isDefault: true }), go('t4', 'review', 'late', ['scheduled', { after: 'PT1H' }]), go('t5', 'work', 'done', 'task-complete')], { cards: [card('form', [choice('pick', ['x', 'y'])])] });

    expect([...explored(review).transitions].toSorted()).toEqual(['t1', 't2', 't3', 't5']);
    const faulty = explored(review, { hasFaults: true });
    expect([...faulty.transitions].toSorted()).toEqual(['t1', 't2', 't3', 't4', 't5']);
    expect(faulty.paths.map(({ end }) => end.kind)).toContain('incident');
  });

  it('a run that could go on for ever is cut at the bound, and it is said', () => {
    const endless = workflow([node('begin', 'start'), node('work', 'workStep', { entry: [ask('draft'), set('count', 'n', '{{ vars.n + 1 }}')] }), node('done', 'end')], [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'work', 'task-complete')], { variables: { n: number() } });

    expect(explored(endless, { mostSteps: 20 })).toMatchObject({ paths: [], isWhole: false });
  });

  it('the same definition gives the same paths', () => {
    expect(explored(branches).paths).toEqual(explored(JSON.parse(JSON.stringify(branches))).paths);
  });
});
