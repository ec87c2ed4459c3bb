import { findNode, idOf, listIn, triggerKey } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import fieldStyles from '../../../components/fields/fields.module.css';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { freshConfig } from '../../palette-pane/fresh-config.ts';
import { useCatalogue } from '../../palette-pane/use-catalogue.ts';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import { objectIn, textOf } from '../editing/reading.ts';
import { ConfigForm } from '../form/ConfigForm.tsx';
import { FieldPlaceProvider } from '../form/field-place.tsx';
import { RowList } from '../rows/RowList.tsx';

/** What fires a transition: any of these, of the types its source can be left by. */
export function TriggerList({ transition }: { readonly transition: JsonObject }) {
  const catalogue = useCatalogue();
  const source = useDesignerState(({ definition }) => findNode(definition, textOf(transition, 'from')));
  const words = inspectorWords.transition;
  const at = `transitions.${idOf(transition)}`;
  const leavesBy = catalogue.find(({ group, type }) => group === 'node' && type === (source === undefined ? '' : textOf(source, 'type')))?.leavesBy ?? [];
  const triggers = catalogue.filter(({ group }) => group === 'trigger');
  const items = listIn(transition, 'triggers');
  return (
    <RowList
      words={words.triggers}
      at={at}
      list={['triggers']}
      items={items}
      adding={{ kinds: triggers.filter(({ type }) => leavesBy.includes(type)), fresh: (kind) => ({ type: kind.type, config: freshConfig(kind) }) }}
      isByPlace
      isSwitched
      keepsLast={words.last}
      row={(trigger, index) => {
        const kind = triggers.find(({ type }) => type === textOf(trigger, 'type'));
        const where = `${at}.triggers.${triggerKey(items, index)}`;
        const config = objectIn(trigger, 'config');
        return {
          name: kind?.title ?? textOf(trigger, 'type'),
          ...(textOf(config, 'when') === '' ? {} : { note: textOf(config, 'when') }),
          where,
          content: (
            <FieldPlaceProvider value={{ where: `${where}.config`, scope: where, takesTemplates: false }}>
              <p className={fieldStyles['help']}>{kind?.summary ?? inspectorWords.node.unknown(textOf(trigger, 'type'))}</p>
              <ConfigForm schema={kind?.config ?? {}} config={config} at={at} path={['triggers', index, 'config']} />
            </FieldPlaceProvider>
          ),
        };
      }}
    />
  );
}
