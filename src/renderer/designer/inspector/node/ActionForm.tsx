import { idOf } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../../core/domain/operations/catalogue.ts';
import fieldStyles from '../../../components/fields/fields.module.css';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { DraftText } from '../editing/DraftText.tsx';
import { objectIn, textOf } from '../editing/reading.ts';
import { type FieldPath, useEditing } from '../editing/use-editing.ts';
import { DurationField } from '../fields/DurationField.tsx';
import { ExpressionField } from '../fields/ExpressionField.tsx';
import { ConfigForm } from '../form/ConfigForm.tsx';
import { FieldBox } from '../form/FieldBox.tsx';
import { FieldPlaceProvider } from '../form/field-place.tsx';
import { ActionSettings } from './ActionSettings.tsx';

export interface ActionFormProps {
  readonly node: JsonObject;
  readonly step: JsonObject;
  readonly path: FieldPath;
  readonly kind: CatalogueEntry | undefined;
  readonly where: string;
  readonly isForPeople: boolean;
}

/** One action: its name, its parameters, how it is run; of one for people also how it is offered. */
export function ActionForm({ node, step, path, kind, where, isForPeople }: ActionFormProps) {
  const editing = useEditing();
  const words = inspectorWords.actions;
  const at = `nodes.${idOf(node)}`;
  const action = isForPeople ? objectIn(step, 'action') : step;
  const inner = isForPeople ? [...path, 'action'] : path;
  const set = (key: string, value: Parameters<typeof editing.set>[2]): void => { editing.set(at, [...path, key], value); };
  return (
    <FieldPlaceProvider value={{ where: `${where}${isForPeople ? '.action' : ''}.config`, scope: where, takesTemplates: true }}>
      <p className={fieldStyles['help']}>{kind?.summary ?? inspectorWords.node.unknown(textOf(action, 'type'))}</p>
      <FieldBox where={where}>
        {isForPeople ? (
          <DraftText label={words.label} isRequired value={textOf(step, 'label')} onChange={(next) => { set('label', next); }} />
        ) : (
          <TextInput label={words.name} value={textOf(step, 'name')} onChange={(next) => { set('name', next === '' ? undefined : next); }} />
        )}
      </FieldBox>
      {isForPeople && (
        <>
          <TextInput label={words.description} value={textOf(step, 'description')} onChange={(next) => { set('description', next === '' ? undefined : next); }} />
          <FieldBox where={`${where}.when`}>
            <ExpressionField label={words.when} help={words.whenHelp} isRequired={false} schema={{ type: 'string' }} value={step['when']} onChange={(next) => { set('when', next); }} />
          </FieldBox>
          <DurationField label={words.cooldown} isRequired={false} schema={{ type: 'string' }} value={step['cooldown']} onChange={(next) => { set('cooldown', next); }} />
        </>
      )}
      <FieldBox where={`${where}${isForPeople ? '.action' : ''}.config`}>
        <ConfigForm schema={kind?.config ?? {}} config={objectIn(action, 'config')} at={at} path={[...inner, 'config']} />
      </FieldBox>
      <ActionSettings at={at} path={inner} step={action} kind={kind} />
    </FieldPlaceProvider>
  );
}
