import { describe, expect, it } from 'vitest';
import { changeSigns, changeWords } from '../../../../src/core/domain/model/definition/change-words.ts';
import { type DefinitionChange, diffDefinitions } from '../../../../src/core/domain/model/definition/diff-definitions.ts';
import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';
import { addNode, addTransition, at, removeNode, sample } from './definition-edits.ts';

const entry = ['root', 'nodes', 1, 'entry'] as const;
const lines = (after: JsonObject, before = sample): string[] => diffDefinitions(before, after).map((change: DefinitionChange) => `${changeSigns[change.kind]} ${changeWords(change)}`);

describe('a difference reads as a line', () => {
  it('what came and what went, with what tells it from others', () => {
    expect(lines(addTransition('late', 'prep', 'done')(addNode('more')(sample)))).toEqual(['+ node "more" (root/more): workStep', '+ transition "late" (root/late): prep → done']);
    expect(lines(removeNode('show')(sample))).toEqual(['- node "show" (root/show): uiCard', '- transition "t3" (root/t3): refine → show', '- transition "t4" (root/t4): show → done']);
  });

  it('field by field', () => {
    expect(lines(at(sample, [...entry, 1, 'config', 'prompt'], () => 'Sing it'))).toEqual(['~ action "ask" (root/prep/ask): config.prompt was "Say it", is "Sing it"']);
    expect(lines(at(sample, ['limits', 'maxTransitions'], () => 5))).toEqual(['~ workflow: limits.maxTransitions was 10000, is 5']);
    expect(lines(at(sample, ['variables', 'count', 'description'], () => 'Passes so far'))).toEqual(['~ variable "count" (variables/count): description is now "Passes so far"']);
    expect(lines(at(sample, ['cards', 0, 'fields', 1, 'label'], () => 'Because'))).toEqual(['~ field "why" (cards/review/why): label was "Why", is "Because"']);
    expect(lines(at(sample, ['root', 'transitions', 1, 'validators', 0, 'config', 'rule'], () => 'false'))).toEqual(['~ validator "v1" (root/t2/v1): config.rule was "true", is "false"']);
  });

  it('long texts only around what differs', () => {
    const long = (word: string): JsonObject => at(sample, [...entry, 1, 'config', 'prompt'], () => `${'a'.repeat(200)} ${word} ${'b'.repeat(200)}`);

    expect(lines(long('after'), long('before'))).toEqual([`~ action "ask" (root/prep/ask): config.prompt was "…${'a'.repeat(11)} before ${'b'.repeat(11)}…", is "…${'a'.repeat(11)} after ${'b'.repeat(11)}…"`]);
  });
});

describe('a part that only stands elsewhere', () => {
  it('has moved, and is neither gone nor new', () => {
    const read = ((at(sample, [], (all) => all)['root'] as JsonObject)['nodes'] as JsonObject[])[1]?.['entry'] as Json[];
    const moved = at(at(sample, entry, (list) => (list as Json[]).slice(1)), ['root', 'nodes', 1, 'exit'], () => read.slice(0, 1));

    expect(lines(moved)).toEqual(['> action "read" (root/prep/read): from root/prep.entry to root/prep.exit']);
  });

  it('in its own list is one move, not one for each it passed', () => {
    const last = at(sample, ['root', 'transitions'], (list) => [...(list as Json[]).slice(1), (list as Json[])[0] ?? null]);

    expect(lines(last)).toEqual(['> transition "t1" (root/t1): from place 1 to place 4 of root.transitions']);
  });

  it('on the canvas, or only described otherwise, is no difference', () => {
    expect(lines({ ...sample, layout: { begin: { x: 9, y: 9 } }, notes: 'Mind the gap' })).toEqual([]);
  });
});

it('a change inside a list is told at the very place, and the order of members is none', () => {
  const words = changeWords({
    kind: 'changed', noun: 'transition', id: 't', where: 't', field: 'triggers',
    before: [{ type: 'condition', config: { when: 'a' } }, { type: 'manual-selection' }],
    after: [{ config: { when: 'b' }, type: 'condition' }, { type: 'manual-selection' }],
  });

  expect(words).toBe('transition "t": triggers[0].config.when was "a", is "b"');
});
