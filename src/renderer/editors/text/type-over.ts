import { EditorView } from '@codemirror/view';
import type { Extension } from '@codemirror/state';

/**
 * Typing over what is selected, done by the editor. Left to the browser, it keeps the look of what was there by styles of its
 * own in the line, which the page's content policy refuses and reports.
 */
export const typeOver: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { state } = view;
    const { data } = event;
    const { main } = state.selection;
    if (event.inputType !== 'insertText' || data === null || main.empty || state.readOnly || view.composing) return false;
    const change = () => state.update(state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    event.preventDefault();
    const isTaken = state.facet(EditorView.inputHandler).some((handle) => handle(view, main.from, main.to, data, change));
    if (!isTaken) view.dispatch(change());
    return true;
  },
});
