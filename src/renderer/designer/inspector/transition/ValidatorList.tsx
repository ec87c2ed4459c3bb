import { idOf, listIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { takeFreshId, takenIds } from '../../../../core/domain/model/edit/fresh-ids.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { freshConfig } from '../../palette-pane/fresh-config.ts';
import { useCatalogue } from '../../palette-pane/use-catalogue.ts';
import { useDesigner } from '../../session/DesignerProvider.tsx';
import { textOf } from '../editing/reading.ts';
import { RowList } from '../rows/RowList.tsx';
import { ValidatorForm } from './ValidatorForm.tsx';

/** What has to hold before a transition is taken, in the order it is looked at. */
export function ValidatorList({ transition }: { readonly transition: JsonObject }) {
  const { session } = useDesigner();
  const kinds = useCatalogue().filter(({ group }) => group === 'validator');
  const at = `transitions.${idOf(transition)}`;
  return (
    <RowList
      words={inspectorWords.transition.validators}
      at={at}
      list={['validators']}
      items={listIn(transition, 'validators')}
      adding={{ kinds, fresh: (kind) => ({ id: takeFreshId(takenIds(session.get().definition), 'validators', kind.type), type: kind.type, config: freshConfig(kind) }) }}
      isSwitched
      row={(validator, index) => {
        const kind = kinds.find(({ type }) => type === textOf(validator, 'type'));
        const where = `${at}.validators.${idOf(validator)}`;
        return { name: kind?.title ?? textOf(validator, 'type'), note: idOf(validator), where, content: <ValidatorForm at={at} path={['validators', index]} validator={validator} kind={kind} where={where} /> };
      }}
    />
  );
}
