import { getSearchQuery, type SearchQuery, searchPanelOpen } from '@codemirror/search';
import type { EditorState, Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { editorWords } from '../../strings/editors.ts';

/** More are not counted: it happens between two keys. */
const mostCounted = 1000;

/** Has the panel of the search say how many places there are, and at which of them the cursor is. */
export const searchAnswer: Extension = EditorView.updateListener.of(({ view, state, startState, docChanged, selectionSet }) => {
  if (!searchPanelOpen(state)) return;
  const query = getSearchQuery(state);
  if (!docChanged && !selectionSet && searchPanelOpen(startState) && query.eq(getSearchQuery(startState))) return;
  const panel = view.dom.querySelector('.cm-panel.cm-search');
  if (panel !== null) answerIn(panel).textContent = answerTo(query, state);
});

/** Beside the first field; what replaces begins a line of its own, which a line break cannot do where the parts wrap. */
function answerIn(panel: Element): Element {
  const there = panel.querySelector('.cm-search-answer');
  if (there !== null) return there;
  const made = document.createElement('span');
  made.className = 'cm-search-answer';
  made.setAttribute('role', 'status');
  panel.querySelector('[name=search]')?.after(made);
  const line = document.createElement('span');
  line.className = 'cm-search-break';
  panel.querySelector('[name=replace]')?.before(line);
  return made;
}

function answerTo(query: SearchQuery, state: EditorState): string {
  if (query.search === '' || !query.valid) return '';
  const { from, to } = state.selection.main;
  let [count, at] = [0, 0];
  const cursor = query.getCursor(state);
  for (let next = cursor.next(); next.done !== true; next = cursor.next()) {
    count += 1;
    if (next.value.from === from && next.value.to === to) at = count;
    if (count > mostCounted) return editorWords.search.tooMany(mostCounted);
  }
  return editorWords.search.matches(at, count);
}
