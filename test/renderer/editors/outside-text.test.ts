import { history, redo, undo, undoDepth } from '@codemirror/commands';
import { EditorState, type StateCommand, Transaction } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { outsideText } from '../../../src/renderer/editors/text/outside-text.ts';

const opened = (doc: string): EditorState => EditorState.create({ doc, extensions: history() });
const textOf = (state: EditorState): string => state.doc.toString();

function typed(state: EditorState, [from, to]: readonly [number, number], insert: string): EditorState {
  return state.update({ changes: { from, to, insert }, userEvent: 'input.paste', annotations: Transaction.time.of(0) }).state;
}

function given(state: EditorState, text: string): EditorState {
  return outsideText(state, text).at(-1)?.state ?? state;
}

function pressed(state: EditorState, command: StateCommand): EditorState {
  let after = state;
  command({ state, dispatch: (transaction) => { after = transaction.state; } });
  return after;
}

describe('a text that comes from outside an editor', () => {
  it('is nothing its undo takes back', () => {
    const state = given(opened('"description": ""'), '"description": "theirs"');

    expect(textOf(state)).toBe('"description": "theirs"');
    expect(undoDepth(state)).toBe(0);
    expect(textOf(pressed(state, undo))).toBe('"description": "theirs"');
  });

  it('stays when what was typed here before is taken back, and done again', () => {
    const state = given(typed(opened('Dear all,'), [9, 9], ' mine'), 'Dear everybody, mine');

    const back = pressed(state, undo);
    expect(textOf(back)).toBe('Dear everybody,');
    expect(textOf(pressed(back, redo))).toBe('Dear everybody, mine');
  });

  it('stays whole where it has a letter in common with what was typed here', () => {
    const state = given(typed(opened('Write a note.'), [13, 13], ' Mine.'), 'Theirs.');

    expect(textOf(state)).toBe('Theirs.');
    expect(textOf(pressed(state, undo))).toBe('Theirs.');
  });

  it('is gone back to, where it is a text that stood here: nothing then stands twice', () => {
    const state = typed(typed(opened('one two three'), [4, 8], ''), [3, 3], '!');
    const back = given(state, 'one two three');

    expect(textOf(back)).toBe('one two three');
    expect(textOf(pressed(back, undo))).toBe('one two three');
    expect(textOf(given(back, 'one! three'))).toBe('one! three');
    expect(undoDepth(given(back, 'one! three'))).toBe(undoDepth(state));
  });

  it('changes nothing where it stands already', () => {
    expect(outsideText(opened('same'), 'same')).toEqual([]);
  });
});
