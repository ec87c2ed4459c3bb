import { TextInput } from '../../../components/fields/TextInput.tsx';
import { canvasWords } from '../../../strings/designer-canvas.ts';
import type { Note } from '../../canvas/notes.ts';
import { useEditing } from '../editing/use-editing.ts';
import { FieldBox } from '../form/FieldBox.tsx';
import styles from '../form/form.module.css';

const words = canvasWords.note;

/** What a note on the canvas says. */
export function NotePanel({ note: { id, text } }: { readonly note: Note }) {
  const editing = useEditing();
  return (
    <div className={styles['form']}>
      <FieldBox where={`notes.${id}`}>
        <TextInput kind="lines" label={words.text} help={words.help} placeholder={words.placeholder} value={text} onChange={(next) => { editing.set('workflow', ['canvasNotes', id, 'text'], next); }} />
      </FieldBox>
    </div>
  );
}
