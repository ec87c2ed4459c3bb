import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { documentWords, workspaceWords as words } from '../../../strings/documents.ts';
import { shellWords } from '../../../strings/shell.ts';
import formStyles from '../acts/acts.module.css';
import { DocumentMenu } from '../acts/DocumentMenu.tsx';
import type { Preview } from './use-preview.ts';

export interface SaveActionsProps {
  readonly entry: DocumentEntry;
  readonly isModified: boolean;
  readonly isLocked: boolean;
  readonly isPending: boolean;
  readonly preview: Preview;
  readonly onSave: (more?: { readonly note?: string; readonly withCheck?: boolean }) => void;
}

/** The buttons of a text document: its look, its menu, and the ways to save it. */
export function SaveActions({ entry, isModified, isLocked, isPending, preview, onSave }: SaveActionsProps) {
  const [isNoting, setIsNoting] = useState(false);
  const canSave = isModified && !isLocked;
  return (
    <>
      {preview.isThere && (
        <Button look="quiet" onPress={preview.toggle}>
          {(preview.isShown ? words.hide : words.show)[entry.format === 'csv' || entry.format === 'tsv' ? 'grid' : 'preview']}
        </Button>
      )}
      <DocumentMenu document={entry} />
      <Button
        isDisabled={!canSave}
        onPress={() => {
          setIsNoting(true);
        }}
      >
        {words.saveWithNote}
      </Button>
      <Button
        isDisabled={isLocked}
        onPress={() => {
          onSave({ withCheck: true });
        }}
      >
        {isModified ? words.saveAndCheck : words.revalidate}
      </Button>
      <Button
        look="primary"
        isDisabled={!canSave}
        isPending={isPending}
        onPress={() => {
          onSave();
        }}
      >
        {documentWords.save}
      </Button>
      {isNoting && (
        <NoteDialog
          onClose={() => {
            setIsNoting(false);
          }}
          onNote={(note) => {
            setIsNoting(false);
            onSave({ note });
          }}
        />
      )}
    </>
  );
}

function NoteDialog({ onClose, onNote }: { readonly onClose: () => void; readonly onNote: (note: string) => void }) {
  const [note, setNote] = useState('');
  return (
    <Dialog title={words.noteTitle} isOpen onClose={onClose} size="small">
      <Form
        className={formStyles['form'] ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          onNote(note.trim());
        }}
      >
        <DialogBody>
          <TextInput label={documentWords.fields.note} value={note} onChange={setNote} />
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary">
            {documentWords.save}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  );
}
