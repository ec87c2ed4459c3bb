import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../src/core/domain/model/edit/apply-edit.ts';
import { findNode } from '../../../../src/core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../../src/core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { conflictMarks, conflictSpots, sidePictures } from '../../../../src/renderer/designer/history/conflict-picture.ts';
import { settledAsSeen } from '../../../../src/renderer/designer/history/seen-choices.ts';
import { sample } from '../../../domain/model/definition/definition-edits.ts';

const prompt = (value: string): Edit => ({ kind: 'set', at: 'nodes.prep', path: ['entry', 1, 'config', 'prompt'], value });
const edited = (...edits: readonly Edit[]): JsonObject => edits.reduce((definition: JsonObject, edit) => applyEdit(definition, edit), sample);
const gone: Edit = { kind: 'remove', nodes: ['show'], transitions: [], notes: [], reconnect: false };

describe('a conflict drawn', () => {
  const sides = { base: sample, ours: edited(prompt('Sing it'), { kind: 'set', at: 'nodes.show', path: ['name'], value: 'Show it' }, { kind: 'set', at: 'workflow', path: ['description'], value: 'Mine' }), theirs: edited(prompt('Hum it'), gone, { kind: 'set', at: 'workflow', path: ['description'], value: 'Theirs' }) };
  const { conflicts, open } = settledAsSeen(sides, new Map());
  const spotOf = conflictSpots(sides);

  it('stands at the node it is in, also where one side deleted that; the workflow itself stands nowhere', () => {
    expect(new Set(conflicts.map(({ where }) => spotOf(where)))).toEqual(new Set(['prep', 'show', undefined]));
  });

  it('shows what each side made of the workflow, and the workflow before both as it was', () => {
    const { ours, theirs, base } = sidePictures(sides);

    expect(Object.fromEntries(ours.marks)).toEqual({ prep: 'changed', show: 'changed' });
    expect(theirs.marks.get('show')).toBe('removed');
    expect(findNode(theirs.definition, 'show')).toBeDefined();
    expect(base.marks.size).toBe(0);
  });

  it('is settled at a node once nothing about it is open', () => {
    expect(conflictMarks(conflicts, open, spotOf)).toEqual(new Map([['prep', 'open'], ['show', 'open']]));

    const there = conflicts.find((one) => spotOf(one.where) === 'prep');
    if (there === undefined) throw new Error('They conflict.');
    const later = settledAsSeen(sides, new Map([[there.where, { choice: { take: 'ours' }, theirs: there.theirs }]]));

    expect(conflictMarks(later.conflicts, later.open, spotOf)).toEqual(new Map([['prep', 'settled'], ['show', 'open']]));
  });
});
