import { useState } from 'react';
import { LocalId } from '../../../core/domain/model/ids.ts';
import { findNode, nameOf } from '../../../core/domain/model/edit/definition-reading.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { designerDialogWords } from '../../strings/designer-outline.ts';
import { shellWords } from '../../strings/shell.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import styles from './dialogs.module.css';

const words = designerDialogWords.rename;

/** Name and id of a node. The name is for people; expressions and templates read the id, and follow when it changes. */
export function RenameDialog({ node, onClose }: { readonly node: string; readonly onClose: () => void }) {
  const { session, view } = useDesigner();
  const definition = useDesignerState((state) => state.definition);
  const before = nameOf(findNode(definition, node) ?? { id: node });
  const [typed, setName] = useState<string>();
  const [written, setId] = useState<string>();
  // What nobody wrote here follows what others write meanwhile.
  const name = typed ?? before;
  const id = written ?? node;
  const isTaken = id !== node && findNode(definition, id) !== undefined;
  const fault = LocalId.safeParse(id).success ? (isTaken ? words.taken : undefined) : words.idRule;

  const save = (): void => {
    if (fault !== undefined) return;
    onClose();
    const isNamed = typed !== undefined && name.trim() !== '' && name.trim() !== before;
    if (isNamed && !session.edit({ kind: 'set', at: `nodes.${node}`, path: ['name'], value: name.trim() })) return;
    if (id !== node && !session.edit({ kind: 'rename_id', node, to: id }, { isContinued: isNamed })) return;
    if (isNamed || id !== node) view.announce(words.done(name.trim() === '' ? before : name.trim()));
  };
  return (
    <Dialog title={words.title(before)} isOpen onClose={onClose} size="small">
      <form onSubmit={(event) => { event.preventDefault(); save(); }}>
        <DialogBody>
          <div className={styles['fields']}>
            <TextInput isTypedOver label={words.name} value={name} onChange={setName} />
            <TextInput label={words.id} help={words.idHelp} value={id} onChange={setId} {...(fault === undefined ? {} : { error: fault })} />
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button look="primary" type="submit" isDisabled={fault !== undefined}>{words.action}</Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
