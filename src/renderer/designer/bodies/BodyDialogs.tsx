import { useState } from 'react';
import { nameOf } from '../../../core/domain/model/edit/definition-reading.ts';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { bodyWords } from '../../strings/designer-bodies.ts';
import { shellWords } from '../../strings/shell.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { takeBody } from './body-commands.ts';
import { bodyName, bodyPlace, renameBody } from './body-edits.ts';

interface BodyDialogProps {
  readonly body: string;
  readonly onClose: () => void;
}

/** What a body is called, as it is drawn and as its results are read. */
export function RenameBodyDialog({ body, onClose }: BodyDialogProps) {
  const { session, view } = useDesigner();
  const [name, setName] = useState(bodyName(body));
  const edit = renameBody(body, name);
  const isTaken = edit?.kind === 'rename_name' && bodyPlace(session.get().definition, edit.to) !== undefined;
  const save = (): void => {
    if (isTaken) return;
    onClose();
    if (edit?.kind === 'rename_name' && session.edit(edit)) view.announce(bodyWords.renamed(bodyName(edit.to)));
  };
  return (
    <Dialog title={bodyWords.rename.title(bodyName(body))} isOpen onClose={onClose} size="small">
      <form onSubmit={(event) => { event.preventDefault(); save(); }}>
        <DialogBody>
          <TextInput isTypedOver label={bodyWords.name} help={bodyWords.nameHelp} value={name} onChange={setName} {...(isTaken ? { error: bodyWords.rename.taken(name) } : {})} />
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button look="primary" type="submit" isDisabled={isTaken}>{bodyWords.rename.action}</Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

/** Asks once before a body goes with all that stands in it. */
export function DeleteBodyDialog({ body, onClose }: BodyDialogProps) {
  const { session, view } = useDesigner();
  const place = bodyPlace(session.get().definition, body);
  if (place === undefined) return null;
  return (
    <ConfirmDialog
      isOpen
      isQuick
      title={bodyWords.remove.title(bodyName(body), nameOf(place.node))}
      text={<p>{bodyWords.remove.text}</p>}
      action={bodyWords.remove.action}
      onClose={onClose}
      onConfirm={() => {
        onClose();
        takeBody({ session, view }, body);
      }}
    />
  );
}
