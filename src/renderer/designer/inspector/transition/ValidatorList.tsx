import { idOf, listIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { takeFreshId, takenIds } from '../../../../core/domain/model/edit/fresh-ids.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useCatalogue } from '../../palette-pane/use-catalogue.ts';
import { useDesigner } from '../../session/DesignerProvider.tsx';
import { textOf } from '../editing/reading.ts';
import { RowList } from '../rows/RowList.tsx';
import { ValidatorForm } from './ValidatorForm.tsx';

/** What has to hold before a transition is taken, in the order it is looked at. */
export function ValidatorList({ transition }: { readonly transition: JsonObject }) {
  const { session } = useDesigner();
  const kinds = useCatalogue().filter(({ group }) => group === 'validator');
  const words = inspectorWords.transition;
  const at = `transitions.${idOf(transition)}`;
  return (
    <RowList
      title={words.validators}
      help={words.validatorsHelp}
      none={words.noValidators}
      add={words.addValidator}
      at={at}
      list={['validators']}
      items={listIn(transition, 'validators')}
      adding={{ kinds, fresh: ({ type, example }) => ({ id: takeFreshId(takenIds(session.get().definition), 'validators', type), type, config: example }) }}
      isSwitched
      row={(validator, index) => {
        const kind = kinds.find(({ type }) => type === textOf(validator, 'type'));
        const where = `${at}.validators.${idOf(validator)}`;
        return { name: kind?.title ?? textOf(validator, 'type'), note: idOf(validator), where, content: <ValidatorForm at={at} path={['validators', index]} validator={validator} kind={kind} where={where} /> };
      }}
    />
  );
}
