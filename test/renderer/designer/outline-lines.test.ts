import { describe, expect, test } from 'vitest';
import { applyEdit } from '../../../src/core/domain/model/edit/apply-edit.ts';
import { findInDefinition } from '../../../src/renderer/designer/dialogs/find-in-definition.ts';
import { outlineRows } from '../../../src/renderer/designer/outline/outline-rows.ts';
import { keyPastAction, selectionPast } from '../../../src/renderer/designer/outline/line-after.ts';
import { addKind } from '../../../src/renderer/designer/palette-pane/add-kind.ts';
import { nothingSelected } from '../../../src/renderer/designer/session/selection-after.ts';
import { canvasWords } from '../../../src/renderer/strings/designer-canvas.ts';
import { canvasDefinition } from './canvas/canvas-definition.ts';
import { catalogueEntries } from './designer-fixture.ts';

const definition = canvasDefinition();

describe('once lines are deleted', () => {
  const past = (nodes: string[], transitions: string[] = []) => selectionPast(definition, { ...nothingSelected, nodes, transitions });

  test('the next one that stays is selected, else the one before', () => {
    expect([past(['write']).nodes, past(['again', 'choose']).nodes, past(['done']).nodes, past(['refine']).nodes]).toEqual([['again'], ['done'], ['choose'], ['stop']]);
    expect(past(['begin', 'refine', 'stop'])).toEqual(nothingSelected);
  });

  test('of ways out the next one, else the node they left', () => {
    expect([past([], ['t4']).transitions, past([], ['t5']).transitions, past([], ['t1'])]).toEqual([['t5'], ['t4'], { ...nothingSelected, nodes: ['start'] }]);
  });

  test('of actions the next one of the node, else the node', () => {
    expect([keyPastAction(definition, { node: 'write', action: 'say' }), keyPastAction(definition, { node: 'write', action: 'note' }), keyPastAction(definition, { node: 'refine', action: 'r' })]).toEqual(['nodes.write.actions.note', 'nodes.write.actions.say', 'nodes.refine']);
  });

  test('what was deleted is said', () => {
    expect([canvasWords.announce.deleted(1, 'the transition from Ask to Done'), canvasWords.announce.deleted(1, 'Ask'), canvasWords.announce.deleted(3, 'Ask')]).toEqual(['The transition from Ask to Done is deleted', 'Ask is deleted', '3 things are deleted']);
  });
});

test('what is put into a transition is told by the names on the canvas, not by ids', async () => {
  const named = applyEdit(definition, { kind: 'rename_id', node: 'begin', to: 'begin_facts' });
  const said: string[] = [];
  const session = { get: () => ({ definition: named, selection: { ...nothingSelected, transitions: ['p1'] }, region: 'pass' }), edit: () => true, select: () => undefined };
  addKind({ session, view: { announce: (words: string) => said.push(words) } } as never, await catalogueEntries(), { kind: 'wait' });
  expect(said).toEqual(['Wait is added into begin facts → refine']);
});

test('an exit is called as on the canvas, one that always holds says so, and hints are no problems of a line', () => {
  const led = { ...definition, root: { ...(definition['root'] as object), transitions: [{ id: 't1', from: 'choose', to: 'done', triggers: [{ type: 'condition', config: { when: 'true' } }] }, { id: 't2', from: 'choose', to: 'write', isDefault: true, triggers: [{ type: 'condition' }] }] } } as unknown as typeof definition;
  const rows = outlineRows({ definition: led, catalogue: [], problems: { nodes: new Map([['choose', [{ code: 'x', severity: 'info', where: 'nodes.choose', message: 'm' } as never]]]), transitions: new Map() } });
  const choose = rows.find(({ id }) => id === 'choose');
  expect(choose?.spoken).toBe('choose, decision, 2 exits: always to done, else to Write');
  expect(choose?.problems.worst).toBeUndefined();
});

describe('notes', () => {
  const noted: typeof definition = { ...definition, canvasNotes: { legal: { text: 'Ask legal first\nThey know why', x: 0, y: 0 }, empty: { text: '', x: 0, y: 200 } } };

  test('stand at the end, called as they begin, and are read aloud whole', () => {
    const rows = outlineRows({ definition: noted, catalogue: [], problems: { nodes: new Map(), transitions: new Map() } });
    expect(rows.slice(-2).map(({ key, title, note, spoken }) => [key, title, note, spoken])).toEqual([['notes.legal', 'Ask legal first', 'Note', 'Note: Ask legal first\nThey know why'], ['notes.empty', 'Empty note', 'Note', 'Empty note']]);
  });

  test('are found by any of their words', () => {
    expect(findInDefinition(noted, 'know why')).toEqual([{ where: 'notes.legal', group: 'notes', title: 'Ask legal first', type: 'note', note: 'Ask legal first They know why' }]);
  });

  test('leave their place to the next one, else the one before', () => {
    expect(['legal', 'empty'].map((note) => selectionPast(noted, { ...nothingSelected, notes: [note] }).notes)).toEqual([['empty'], ['legal']]);
  });
});
