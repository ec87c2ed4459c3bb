import { indentWithTab } from '@codemirror/commands';
import { lintGutter } from '@codemirror/lint';
import { search } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { editorWords } from '../../strings/editors.ts';
import { typeOver } from './type-over.ts';
import { searchAnswer } from './search-answer.ts';

/** A line longer than this is not folded into many: laying it out would stop the page. */
const longestWrapped = 20_000;

/** What every editor of text has: line numbers, undo, search, marks, folding; Tab indents, Escape and then Tab leaves. */
export function textSetup(text: string): Extension {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return [
    drawSelection({ cursorBlinkRate: isStill ? 0 : 1200 }),
    basicSetup,
    lintGutter(),
    search({ top: true }),
    typeOver,
    searchAnswer,
    keymap.of([indentWithTab]),
    EditorState.phrases.of(editorWords.phrases),
    hasLongLine(text) ? [] : EditorView.lineWrapping,
  ];
}

/** How an editor is called, and whether it can be written in. */
export function textPurpose(label: string, isReadOnly: boolean): Extension {
  return [
    // Said for what looks for a way into a place that scrolls: being written in is not seen as one.
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', ...(isReadOnly ? { 'aria-readonly': 'true' } : { 'aria-description': editorWords.leave }) }),
    EditorState.readOnly.of(isReadOnly),
    EditorView.editable.of(!isReadOnly),
  ];
}

function hasLongLine(text: string): boolean {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    if ((end === -1 ? text.length : end) - from > longestWrapped) return true;
    if (end === -1) return false;
    from = end + 1;
  }
  return false;
}
