import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../src/core/domain/model/edit/apply-edit.ts';
import { findNode } from '../../../../src/core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../../src/core/domain/model/edit/edit.ts';
import { adopt, type EditHistory, record, redo, startHistory, undo } from '../../../../src/core/domain/model/edit/edit-history.ts';
import { sample } from '../definition/definition-edits.ts';

const named = (name: string): Edit => ({ kind: 'set', at: 'nodes.draft', path: ['name'], value: name });
const described = (description: string): Edit => ({ kind: 'set', at: 'workflow', path: ['description'], value: description });
const moved = (places: { readonly [id: string]: number }): Edit => ({ kind: 'place', act: 'move', places: Object.fromEntries(Object.entries(places).map(([id, x]) => [id, { x, y: x }])) });
const elsewhere = (history: EditHistory, edit: Edit): EditHistory => adopt(history, applyEdit(history.present, edit));
const nameNow = ({ present }: EditHistory): unknown => findNode(present, 'draft')?.['name'];

describe('undo where something was changed elsewhere', () => {
  it('takes back only what was done here, and redo does it again', () => {
    const history = elsewhere(record(record(startHistory(sample), named('One')), described('Mine')), { kind: 'set', at: 'workflow', path: ['notes'], value: 'Theirs' });

    const back = undo(history);
    expect(back.present).toMatchObject({ description: '', notes: 'Theirs' });
    expect(undo(back).present['notes']).toBe('Theirs');
    expect(nameNow(undo(back))).not.toBe('One');
    const again = redo(redo(undo(back)));
    expect(again.present).toEqual(history.present);
    expect(undo(again).present).toEqual(back.present);
    // Where nothing was adopted in between, the very objects come back.
    expect(redo(back).present).toBe(history.present);
    expect(undo(redo(back)).present).toBe(back.present);
    const later = elsewhere(undo(record(startHistory(sample), named('One'))), described('Theirs'));
    expect(undo(redo(later)).present).toBe(later.present);
  });

  it('passes over an act that was overtaken: it stays, and what was done before it can still be taken back', () => {
    const acts = ['One', 'Two', 'Three'].reduce((history, name) => record(history, named(name)), startHistory(sample));
    const overtaken = elsewhere(record(acts, described('Mine')), described('Theirs'));

    const passed = undo(overtaken);
    expect(passed.present).toBe(overtaken.present);
    expect(passed.past.length).toBe(3);
    const back = undo(undo(passed));
    expect(nameNow(back)).toBe('One');
    expect(back.present['description']).toBe('Theirs');
    expect(nameNow(redo(redo(back)))).toBe('Three');
  });

  it('passes over what would be done again and was overtaken', () => {
    const back = undo(undo(record(record(startHistory(sample), named('One')), described('Mine'))));
    const passed = redo(elsewhere(back, named('Theirs')));

    expect([nameNow(passed), passed.future.length]).toEqual(['Theirs', 1]);
    expect(redo(passed).present['description']).toBe('Mine');
  });

  it('leaves a node where somebody else moved it since', () => {
    const other = elsewhere(record(startHistory(sample), moved({ begin: 5, prep: 7 })), moved({ begin: 900 }));

    const back = undo(other);
    expect(back.present['layout']).toEqual({ begin: { x: 900, y: 900 } });
    const alone = elsewhere(record(startHistory(sample), moved({ begin: 5 })), moved({ begin: 900 }));
    expect(undo(alone)).toMatchObject({ present: { layout: { begin: { x: 900, y: 900 } } }, past: [], future: [] });
  });
});
