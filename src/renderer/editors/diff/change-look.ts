import { EditorView } from '@codemirror/view';

/** What was taken out is red and struck out, what was put in is green and underlined: told by more than the colour. */
export const changeLook = EditorView.theme({
  '.cm-deletedChunk, &.cm-merge-a .cm-changedLine': { backgroundColor: 'var(--bad-soft)' },
  '&.cm-merge-b .cm-changedLine, .cm-insertedLine': { backgroundColor: 'var(--good-soft)' },
  '&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': { background: 'none', textDecoration: 'line-through', textDecorationColor: 'var(--bad)', textDecorationThickness: '2px' },
  '&.cm-merge-b .cm-changedText': { background: 'none', textDecoration: 'underline', textDecorationColor: 'var(--good)', textDecorationThickness: '2px', textUnderlineOffset: '3px' },
  '&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter': { background: 'var(--bad)' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--good)' },
  '.cm-deletedChunk': { paddingLeft: 'var(--space-2)' },
  '.cm-collapsedLines': { padding: 'var(--space-1) var(--space-3)', background: 'var(--surface-sunk)', color: 'var(--ink-soft)', fontFamily: 'var(--font-text)', fontSize: 'var(--text-s)' },
});
