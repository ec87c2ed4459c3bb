import { nameOf, listIn, idOf } from '../../../../core/domain/model/edit/definition-reading.ts';
import { takeFreshId, takenIds } from '../../../../core/domain/model/edit/fresh-ids.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../../core/domain/operations/catalogue.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useCatalogue } from '../../palette-pane/use-catalogue.ts';
import { freshConfig } from '../../palette-pane/fresh-config.ts';
import { useDesigner } from '../../session/DesignerProvider.tsx';
import { textOf, objectIn } from '../editing/reading.ts';
import { RowList } from '../rows/RowList.tsx';
import { ActionForm } from './ActionForm.tsx';

export type ActionShelf = 'entry' | 'exit' | 'userActions';

/** The actions of a node on entry, on leaving or for people, in order. */
export function ActionList({ node, shelf }: { readonly node: JsonObject; readonly shelf: ActionShelf }) {
  const { session } = useDesigner();
  const kinds = useCatalogue().filter(({ group }) => group === 'action');
  const at = `nodes.${idOf(node)}`;
  const isForPeople = shelf === 'userActions';
  const fresh = (kind: CatalogueEntry): JsonObject => {
    const { type, title } = kind;
    const id = takeFreshId(takenIds(session.get().definition), 'actions', title);
    const step = { type, config: freshConfig(kind) };
    return isForPeople ? { id, label: title, action: step } : { id, ...step };
  };
  return (
    <RowList
      words={inspectorWords.actions.shelves[shelf]}
      at={at}
      list={[shelf]}
      items={listIn(node, shelf)}
      adding={{ kinds, fresh }}
      // What people set going is there, or it is not.
      isSwitched={!isForPeople}
      row={(step, index) => {
        const type = textOf(isForPeople ? objectIn(step, 'action') : step, 'type');
        const kind = kinds.find((each) => each.type === type);
        const where = `${at}.${isForPeople ? shelf : 'actions'}.${idOf(step)}`;
        const given = textOf(step, isForPeople ? 'label' : 'name');
        return {
          name: given === '' ? (kind?.title ?? nameOf(step)) : given,
          note: given === '' ? idOf(step) : (kind?.title ?? type),
          where,
          content: <ActionForm node={node} step={step} path={[shelf, index]} kind={kind} where={where} isForPeople={isForPeople} />,
        };
      }}
    />
  );
}
