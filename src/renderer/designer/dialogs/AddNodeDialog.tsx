import { findTransition, nodeName, transitionName } from '../../../core/domain/model/edit/definition-reading.ts';
import { designerDialogWords, kindWords } from '../../strings/designer-outline.ts';
import { addKind, onlyGap } from '../palette-pane/add-kind.ts';
import { kindsMatching, kindsToAdd } from '../palette-pane/kinds-to-add.ts';
import { useCatalogue } from '../palette-pane/use-catalogue.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { DesignerDialog } from '../session/designer-view.ts';
import { ChooseDialog } from './ChooseDialog.tsx';

const words = designerDialogWords.add;

/** Adds a node of the kind that is typed: where it was asked for, into a transition, or after the selected node. */
export function AddNodeDialog({ dialog, onClose }: { readonly dialog: Extract<DesignerDialog, { name: 'add_node' }>; readonly onClose: () => void }) {
  const { session, view } = useDesigner();
  const catalogue = useCatalogue();
  const kinds = kindsToAdd(catalogue);
  const { definition, selection } = session.get();
  const { at, splice } = dialog;
  const after = dialog.after ?? selection.nodes.at(-1);
  const gap = splice ?? (dialog.after === undefined && at === undefined ? onlyGap(session.get()) : undefined);
  const into = gap === undefined ? undefined : findTransition(definition, gap);
  const where = into === undefined ? (after === undefined ? words.here : words.after(nodeName(definition, after))) : words.into(transitionName(definition, into));
  return (
    <ChooseDialog
      title={words.title}
      placeholder={words.placeholder}
      empty={`${kindWords.none.title}. ${kindWords.none.text}`}
      find={(typed) => kindsMatching(kinds, typed).map(({ kind, title, summary, icon, group }) => ({ id: kind, title, note: summary, icon, group: kindWords.groups[group] }))}
      onChoose={(kind) => {
        onClose();
        addKind({ session, view }, catalogue, { kind, at, splice, after: dialog.after });
      }}
      onClose={onClose}
    >
      <p>{where}</p>
    </ChooseDialog>
  );
}
