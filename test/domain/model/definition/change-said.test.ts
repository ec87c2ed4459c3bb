import { describe, expect, it } from 'vitest';
import { changeSayer, placeSayer } from '../../../../src/core/domain/model/definition/change-said.ts';
import { partsOf } from '../../../../src/core/domain/model/definition/definition-parts.ts';
import { diffDefinitions } from '../../../../src/core/domain/model/definition/diff-definitions.ts';
import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';
import { addNode, addTransition, at, removeNode, sample } from './definition-edits.ts';

const named = at(sample, ['root', 'nodes', 1, 'name'], () => 'Prepare');
const lines = (after: JsonObject, before = named): string[] => diffDefinitions(before, after).map(changeSayer(before, after));

describe('a change is said as people know the workflow', () => {
  it('a field of an action by the node and the action it is of, its text in one line', () => {
    expect(lines(at(named, ['root', 'nodes', 1, 'entry', 1, 'config', 'prompt'], () => 'Sing\nit'))).toEqual(['Prompt of Prepare › ask: was “Say it”, is “Sing it”']);
    expect(lines(at(named, ['limits', 'maxTransitions'], () => 5))).toEqual(['Max transitions of the workflow: was 10000, is 5']);
    expect(lines(at(named, ['variables', 'count', 'description'], () => 'Passes so far'))).toEqual(['Description of variable count: is now “Passes so far”']);
  });

  it('inputs and outputs by their names, and their schemas as such', () => {
    const given = (properties: JsonObject): JsonObject => ({ ...named, inputs: { type: 'object', properties } });
    const amount: JsonObject = { type: 'number', default: 99, title: 'Sum' };

    expect(lines(given({ total: amount }), given({ amount }))).toEqual(['Input amount: is gone', 'Input total: is new']);
    expect(lines(given({ amount: { ...amount, default: 5 } }), given({ amount }))).toEqual(['Default of input amount: was 99, is 5']);
    expect(lines({ ...named, outputs: { type: 'object', properties: { sum: { type: 'number' } }, required: ['sum'] } }, { ...named, outputs: {} })).toEqual(['Type of the outputs: is now “object”', 'Outputs of the workflow: sum is new', 'Required of the outputs: is now ["sum"]']);
  });

  it('what came and what went by its name, transitions by their ends', () => {
    expect(lines(addTransition('late', 'prep', 'done')(addNode('more')(named)))).toEqual(['more', 'Prepare → done']);
    expect(lines(removeNode('show')(named))).toEqual(['show', 'refine → show', 'show → done']);
  });

  it('a transition that leads elsewhere by where it led', () => {
    expect(lines(at(named, ['root', 'transitions', 0, 'to'], () => 'done'))).toEqual(['begin → done: led to Prepare']);
  });

  it('what moved by where it stood and stands', () => {
    expect(lines(at(named, ['root', 'transitions'], (list) => [...(list as Json[]).slice(1), (list as Json[])[0] ?? null]))).toEqual(['begin → Prepare: from place 1 to place 4']);
  });
});

it('a place of ids is said by names, and stays as it is where nothing stands there', () => {
  const say = placeSayer(partsOf(named));

  expect(['root/prep.name', 'root/prep/ask.config.prompt', '', 'cards/review/why.label', 'root/nobody.name', 'description', 'limits.maxTransitions'].map(say)).toEqual(['Name of Prepare', 'Prompt of Prepare › ask', 'the workflow', 'Label of card Review › Why', 'root/nobody.name', 'Description of the workflow', 'Max transitions of the workflow']);
});
