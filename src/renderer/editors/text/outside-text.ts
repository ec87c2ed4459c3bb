import { redo, undo } from '@codemirror/commands';
import { type EditorState, type StateCommand, type Text, Transaction } from '@codemirror/state';
import { type TextChange, textChange } from './text-change.ts';

/** So many steps of an editor's own undo are looked at for a text that came from elsewhere. */
const mostSteps = 100;

/**
 * What makes another text, that somebody else or another part of the window wrote, stand here. Undo takes back only what was
 * done in this editor, never that; where the text is one that its own undo or redo leads to, they lead there.
 */
export function outsideText(state: EditorState, text: string): readonly Transaction[] {
  const change = inWholeWords(state.doc.toString(), text);
  if (change === undefined) return [];
  const wanted = state.toText(text);
  return wayTo(state, wanted, undo) ?? wayTo(state, wanted, redo) ?? [state.update({ changes: change, annotations: Transaction.addToHistory.of(false) })];
}

/** Letters that a word of theirs shares with what was typed here are theirs: words are replaced whole. */
function inWholeWords(before: string, after: string): TextChange | undefined {
  const change = textChange(before, after);
  if (change === undefined) return undefined;
  let { from, to } = change;
  while (from > 0 && !isSpace(before, from - 1)) from -= 1;
  while (to < before.length && !isSpace(before, to)) to += 1;
  return { from, to, insert: after.slice(from, after.length - (before.length - to)) };
}

const isSpace = (text: string, at: number): boolean => /\s/u.test(text.charAt(at));

function wayTo(state: EditorState, wanted: Text, step: StateCommand): readonly Transaction[] | undefined {
  const way: Transaction[] = [];
  let at = state;
  const dispatch = (transaction: Transaction): void => {
    way.push(transaction);
    at = transaction.state;
  };
  while (way.length < mostSteps && step({ state: at, dispatch })) if (at.doc.eq(wanted)) return way;
  return undefined;
}
