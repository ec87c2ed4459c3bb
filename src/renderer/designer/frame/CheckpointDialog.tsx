import { useEffect, useEffectEvent, useState } from 'react';
import { Form } from 'react-aria-components';
import { readFailure } from '../../client/read-failure.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import formStyles from '../../components/SchemaForm.module.css';
import { sayDone } from '../../components/toasts.ts';
import { designerWords } from '../../strings/designer.ts';
import { shellWords } from '../../strings/shell.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';

const words = designerWords.checkpoint;

/** Puts the draft as it is now into the history, with a note. */
export function CheckpointDialog({ onClose }: { readonly onClose: () => void }) {
  const { session } = useDesigner();
  const [note, setNote] = useState('');
  const [isPending, setIsPending] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const saving = useDesignerState((state) => state.saving);
  const save = async (): Promise<void> => {
    setIsPending(true);
    const isSaved = await session.save(note.trim());
    setIsPending(false);
    if (isSaved) finish();
    else setHasFailed(true);
  };
  const finish = (): void => {
    sayDone(designerWords.saving.checkpoint);
    onClose();
  };
  const onTriedAgain = useEffectEvent(finish);
  useEffect(() => { if (hasFailed && saving.status === 'saved') onTriedAgain(); }, [hasFailed, saving.status]);
  return (
    <Dialog title={words.title} isOpen onClose={onClose} size="small">
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <DialogBody>
          <div className={formStyles['form']}>
            <p>{words.text}</p>
            <TextInput label={words.note} placeholder={words.placeholder} value={note} onChange={setNote} />
            {hasFailed && saving.status === 'conflict' && <p role="alert">{words.decide}</p>}
            {hasFailed && saving.status === 'failed' && <p role="alert">{words.failed} {readFailure(saving.error).message}</p>}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={isPending}>
            {words.action}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  );
}
