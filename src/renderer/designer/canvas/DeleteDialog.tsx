import { findTransition, nodeName, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { selectionPast } from '../outline/line-after.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { noteName, notesOf } from './notes.ts';
import { useDesigner, useDesignerState, useDesignerView } from '../session/DesignerProvider.tsx';

const words = canvasWords.delete;

/** Asks once before what is selected is deleted, all of it. */
export function DeleteDialog() {
  const { session, view } = useDesigner();
  const dialog = useDesignerView((state) => state.dialog);
  const selection = useDesignerState((state) => state.selection);
  if (dialog?.name !== 'delete') return null;
  const count = selection.nodes.length + selection.transitions.length + selection.notes.length;
  const { definition } = session.get();
  const [node] = selection.nodes;
  const [transition] = selection.transitions;
  const found = transition === undefined ? undefined : findTransition(definition, transition);
  const what = node === undefined ? (found === undefined ? words.note(noteName(notesOf(definition).find(({ id }) => id === selection.notes[0])?.text ?? '')) : words.transition(nodeName(definition, textIn(found, 'from') ?? ''), nodeName(definition, textIn(found, 'to') ?? ''))) : nodeName(definition, node);
  const close = (): void => { view.set({ dialog: undefined }); };
  return (
    <ConfirmDialog
      isOpen
      isQuick
      title={dialog.reconnect ? words.reconnectTitle(count, what) : words.title(count, what)}
      text={<p>{dialog.reconnect ? words.reconnectText : node !== undefined ? words.text : found === undefined ? words.noteText : words.edgeText}</p>}
      action={words.action}
      onClose={close}
      onConfirm={() => {
        close();
        const next = selectionPast(definition, selection);
        const done = session.edit({ kind: 'remove', nodes: [...selection.nodes], transitions: [...selection.transitions], notes: [...selection.notes], reconnect: dialog.reconnect });
        if (!done) return;
        view.announce(canvasWords.announce.deleted(count, what));
        // In a list one goes on with the line that took its place.
        if (view.get().pane === 'outline') session.select(next);
      }}
    />
  );
}
