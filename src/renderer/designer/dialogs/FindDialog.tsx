import { useRef } from 'react';
import { designerDialogWords } from '../../strings/designer-outline.ts';
import { iconOfKind } from '../palette-pane/kinds-to-add.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { ChooseDialog } from './ChooseDialog.tsx';
import { findInDefinition, foundIn } from './find-in-definition.ts';
import { rememberSearch } from './last-search.ts';

const words = designerDialogWords.find;

/** Finds nodes, transitions, actions and notes by their names, and by any text in their settings, prompts included. */
export function FindDialog({ onClose }: { readonly onClose: () => void }) {
  const { session, view } = useDesigner();
  const typedLast = useRef('');
  return (
    <ChooseDialog
      title={words.title}
      placeholder={words.placeholder}
      empty={words.none}
      find={(typed) => {
        typedLast.current = typed;
        return findInDefinition(session.get().definition, typed).map(({ where, title, note, type, group }) => ({ id: where, title, note, icon: group === 'transitions' ? 'link' : group === 'notes' ? 'chat' : iconOfKind(type), group: words.groups[group] }));
      }}
      onChoose={(where) => {
        onClose();
        rememberSearch(session, typedLast.current, where);
        view.set({ found: typedLast.current.trim() === '' ? undefined : foundIn(findInDefinition(session.get().definition, typedLast.current)) });
        view.jump(where);
      }}
      onClose={onClose}
    >
      <p>{words.how}</p>
    </ChooseDialog>
  );
}
