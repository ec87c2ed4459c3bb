import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { classNames } from '../../components/class-names.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { useEditing } from '../inspector/editing/use-editing.ts';
import { useCanvasActs, useCanvasUi } from './canvas-ui.ts';
import type { NoteFlowNode } from './flow-elements.ts';
import styles from './NoteNode.module.css';
import { noteSize } from './notes.ts';
import type { ResizeLimits } from './resize-limits.ts';
import { ResizeCorners } from './ResizeCorners.tsx';

const limits: ResizeLimits = { minWidth: noteSize.least.width, minHeight: noteSize.least.height, maxWidth: noteSize.most.width, maxHeight: noteSize.most.height };

/** A note on the canvas: plain text that belongs to no step. */
export const NoteNode = memo(function NoteNode({ id, selected, data: { note, isOnly, isReadOnly } }: NodeProps<NoteFlowNode>) {
  const isEditing = useCanvasUi(({ editingNote }) => editingNote === id);
  return (
    <>
      <div className={classNames(styles['note'], selected && styles['selected'])}>
        {isEditing && !isReadOnly ? <NoteText id={id} text={note.text} /> : <p className={classNames(styles['text'], note.text === '' && styles['empty'])}>{note.text === '' ? canvasWords.note.empty : note.text}</p>}
      </div>
      {isOnly && !isReadOnly && <ResizeCorners id={id} limits={limits} />}
    </>
  );
});

/** Written with every letter, as one act for each stay; over when focus leaves or with Escape. */
function NoteText({ id, text }: { readonly id: string; readonly text: string }) {
  const acts = useCanvasActs();
  const editing = useEditing();
  return (
    <textarea
      // Whoever opened the note for writing is about to write.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      className={classNames('nodrag', 'nowheel', 'nopan', styles['text'], styles['area'])}
      aria-label={canvasWords.note.text}
      placeholder={canvasWords.note.placeholder}
      maxLength={4000}
      value={text}
      onChange={(event) => { editing.set('workflow', ['canvasNotes', id, 'text'], event.target.value); }}
      onBlur={() => { acts.leaveNote(id); }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
