import { useState } from 'react';
import { findTransition, regionOfTransition, textIn, transitionName } from '../../../core/domain/model/edit/definition-reading.ts';
import { SelectInput } from '../../components/fields/ChoiceInput.tsx';
import { designerDialogWords } from '../../strings/designer-outline.ts';
import { useCatalogue } from '../palette-pane/use-catalogue.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { ChooseDialog } from './ChooseDialog.tsx';
import { nodesToChoose } from './nodes-to-choose.ts';

const words = designerDialogWords.redirect;
const ends = ['to', 'from'] as const;

/** Leads an end of a transition to another node of its region, by typing the name of it. */
export function RedirectDialog({ transition, onClose }: { readonly transition: string; readonly onClose: () => void }) {
  const { session, view } = useDesigner();
  const catalogue = useCatalogue();
  const [chosen, setChosen] = useState<string>(ends[0]);
  const { definition } = session.get();
  const found = findTransition(definition, transition) ?? {};
  const end = chosen === 'from' ? 'from' : 'to';
  const canBe = (type: string): boolean => (end === 'to' ? type !== 'start' : catalogue.some((entry) => entry.group === 'node' && entry.type === type && (entry.leavesBy ?? []).length > 0));

  const redirect = (node: string): void => {
    onClose();
    if (!session.edit({ kind: 'redirect', transition, [end]: node })) return;
    const after = session.get().definition;
    view.announce(words.done(transitionName(after, findTransition(after, transition) ?? {})));
  };
  return (
    <ChooseDialog
      title={words.title(transitionName(definition, found))}
      placeholder={words.placeholder}
      empty={words.none}
      find={(typed) => nodesToChoose(definition, catalogue, { region: regionOfTransition(definition, transition) ?? '', typed, canBe: (node) => canBe(textIn(node, 'type') ?? '') })}
      onChoose={redirect}
      onClose={onClose}
    >
      <SelectInput label={words.end} value={end} choices={ends.map((value) => ({ value, label: words.ends[value] }))} onChange={setChosen} />
    </ChooseDialog>
  );
}
