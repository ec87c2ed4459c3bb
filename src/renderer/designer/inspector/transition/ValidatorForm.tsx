import type { Json, JsonObject } from '../../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../../core/domain/operations/catalogue.ts';
import fieldStyles from '../../../components/fields/fields.module.css';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { objectIn, textOf } from '../editing/reading.ts';
import { type FieldPath, useEditing } from '../editing/use-editing.ts';
import { DurationField } from '../fields/DurationField.tsx';
import { NumberField } from '../fields/NumberField.tsx';
import { ConfigForm } from '../form/ConfigForm.tsx';
import { FieldBox } from '../form/FieldBox.tsx';
import { FieldPlaceProvider } from '../form/field-place.tsx';

export interface ValidatorFormProps {
  readonly at: string;
  readonly path: FieldPath;
  readonly validator: JsonObject;
  readonly kind: CatalogueEntry | undefined;
  readonly where: string;
}

/** Kinds whose verdict may be another the next time. */
const askedAgain = new Set(['llm', 'manual-approval']);

/** One validator: its parameters, and what people are told where it does not pass. */
export function ValidatorForm({ at, path, validator, kind, where }: ValidatorFormProps) {
  const editing = useEditing();
  const words = inspectorWords.transition;
  const type = textOf(validator, 'type');
  const set = (key: string, value: Json | undefined): void => { editing.set(at, [...path, key], value); };
  return (
    <FieldPlaceProvider value={{ where: `${where}.config`, scope: where, takesTemplates: false }}>
      <p className={fieldStyles['help']}>{kind?.summary ?? inspectorWords.node.unknown(type)}</p>
      <FieldBox where={where}>
        <ConfigForm schema={kind?.config ?? {}} config={objectIn(validator, 'config')} at={at} path={[...path, 'config']} />
      </FieldBox>
      <TextInput label={words.message} help={words.messageHelp} value={textOf(validator, 'message')} onChange={(next) => { set('message', next === '' ? undefined : next); }} />
      <TextInput label={words.recommended} value={textOf(validator, 'recommendedAction')} onChange={(next) => { set('recommendedAction', next === '' ? undefined : next); }} />
      {(askedAgain.has(type) || validator['retries'] !== undefined || validator['cooldown'] !== undefined) && (
        <>
          <NumberField label={words.retries} help={words.retriesHelp} isRequired={false} schema={{ type: 'integer', minimum: 0, maximum: 20 }} value={validator['retries']} onChange={(next) => { set('retries', next); }} />
          <DurationField label={words.cooldown} isRequired={false} schema={{ type: 'string' }} value={validator['cooldown']} onChange={(next) => { set('cooldown', next); }} />
        </>
      )}
    </FieldPlaceProvider>
  );
}
