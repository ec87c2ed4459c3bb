import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/domain/model/edit/apply-edit.ts';
import { findNode, findTransition } from '../../../src/core/domain/model/edit/definition-reading.ts';
import { diffPicture } from '../../../src/renderer/designer/history/diff-picture.ts';
import { jsonPlaces, lineAt, offsetOf, partAt } from '../../../src/renderer/designer/source/json-places.ts';
import { sample } from '../../domain/model/definition/definition-edits.ts';

const without = applyEdit(sample, { kind: 'remove', nodes: ['show'], transitions: [], notes: [], reconnect: false });

describe('two states as one picture', () => {
  it('what is gone stands where it stood, with its transitions, and is marked', () => {
    const { definition, marks } = diffPicture(sample, without);

    expect(findNode(definition, 'show')).toBeDefined();
    expect(findTransition(definition, 't4')).toMatchObject({ from: 'show', to: 'done' });
    expect([...marks]).toEqual([['show', 'removed'], ['t3', 'removed'], ['t4', 'removed']]);
  });

  it('what is new is marked, and so is the step in which something changed', () => {
    const after = applyEdit(applyEdit(without, { kind: 'add_node', region: 'root', node: { id: 'more', type: 'workStep' } }), { kind: 'set', at: 'nodes.prep', path: ['entry', 1, 'config', 'prompt'], value: 'Sing it' });

    const { marks, changes } = diffPicture(without, after);

    expect(Object.fromEntries(marks)).toEqual({ more: 'added', prep: 'changed' });
    expect(new Set(changes.map(({ shownAt }) => shownAt))).toEqual(new Set(['more', 'prep']));
  });

  it('a step that is gone is told once, with what went with it', () => {
    expect(diffPicture(sample, without).changes.map(({ words }) => words)).toEqual(['show, with all in it and its transitions']);
  });

  it('where steps stand is no difference', () => {
    expect(diffPicture(sample, { ...sample, layout: {} })).toMatchObject({ changes: [], marks: new Map() });
  });
});

describe('places of parts in the text of a definition', () => {
  const text = JSON.stringify(sample, null, 2);

  it('the innermost part holds a place, bodies included', () => {
    const places = jsonPlaces(text);

    expect(partAt(places, text.indexOf('"prompt"'))).toMatchObject({ noun: 'nodes', id: 'prep' });
    expect(partAt(places, text.indexOf('"vars.count > 2"'))).toMatchObject({ noun: 'nodes', id: 'refine' });
    expect(partAt(places, text.indexOf('{{ vars.count'))).toMatchObject({ noun: 'nodes', id: 'draft' });
    expect(partAt(places, text.indexOf('"b2"'))).toMatchObject({ noun: 'transitions', id: 'b2' });
    expect(partAt(places, 0)).toBeUndefined();
  });

  it('lines and offsets lead to each other', () => {
    const offset = text.indexOf('"prompt"');

    expect(offsetOf(text, lineAt(text, offset))).toBe(offset);
  });
});
