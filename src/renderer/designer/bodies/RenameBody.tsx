import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { bodyWords } from '../../strings/designer-bodies.ts';
import { useEditing } from '../inspector/editing/use-editing.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { bodyName, bodyPlace, renameBody } from './body-edits.ts';

/** The name is changed by itself, with everything that reads what the body yields. */
export function RenameBody({ id, onRenamed }: { readonly id: string; readonly onRenamed: (id: string) => void }) {
  const { session } = useDesigner();
  const editing = useEditing();
  const [typed, setTyped] = useState(bodyName(id));
  const edit = renameBody(id, typed);
  const isTaken = edit?.kind === 'rename_name' && bodyPlace(session.get().definition, edit.to) !== undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (edit?.kind === 'rename_name' && !isTaken && editing.act(edit)) onRenamed(edit.to);
      }}
    >
      <TextInput
        label={bodyWords.name}
        help={bodyWords.nameHelp}
        isRequired
        value={typed}
        onChange={setTyped}
        error={isTaken ? bodyWords.rename.taken(typed) : undefined}
        beside={<Button type="submit" isDisabled={edit === undefined || isTaken || editing.isReadOnly}>{bodyWords.rename.action}</Button>}
      />
    </form>
  );
}
