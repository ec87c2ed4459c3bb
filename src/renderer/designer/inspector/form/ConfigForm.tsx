import type { Json, JsonObject } from '../../../../core/domain/model/json.ts';
import { fieldsOf, type GroupField } from '../../../components/structured/value-schema.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import type { FieldPath } from '../editing/use-editing.ts';
import { useEditing } from '../editing/use-editing.ts';
import { FieldBox } from './FieldBox.tsx';
import { ConfigAroundProvider } from './config-around.tsx';
import { isAsked } from './field-shape.ts';
import { FieldPlaceProvider, useFieldPlace } from './field-place.tsx';
import styles from './form.module.css';
import { UnknownFields } from './UnknownFields.tsx';
import { ValueOrExpression } from './ValueOrExpression.tsx';

export interface ConfigFormProps {
  readonly schema: JsonObject;
  readonly config: JsonObject;
  /** The edit's target and the path of the config in it. */
  readonly at: string;
  readonly path: FieldPath;
}

/** The parameters of a kind, one field for each, made from its schema. What the schema does not know stays, as JSON. */
export function ConfigForm({ schema, config, at, path }: ConfigFormProps) {
  const editing = useEditing();
  const place = useFieldPlace();
  const fields = promptsFirst(fieldsOf(schema));
  const set = (key: string, value: Json | undefined): void => { editing.set(at, [...path, key], value); };
  if (fields.length === 0 && Object.keys(config).length === 0) return <p className={styles['none']}>{inspectorWords.noParameters}</p>;
  return (
    <div className={styles['form']}>
      {fields.filter(({ key, schema: own }) => isAsked(own, config[key])).map(({ key, label, help, isRequired, schema: own }) => (
        <FieldBox key={key} where={`${place.where}.${key}`}>
          <FieldPlaceProvider value={own['format'] === 'templates' ? { ...place, takesTemplates: true } : place}>
            <ConfigAroundProvider value={{ config, key }}>
              <ValueOrExpression label={label} help={help} isRequired={isRequired} schema={own} value={config[key]} onChange={(value) => { set(key, value); }} />
            </ConfigAroundProvider>
          </FieldPlaceProvider>
        </FieldBox>
      ))}
      <UnknownFields known={fields.map(({ key }) => key)} config={config} onChange={set} />
    </div>
  );
}

/** Where a prompt has to be given, it is what the kind is chosen for: it goes before the model that is asked. */
function promptsFirst(fields: readonly GroupField[]): readonly GroupField[] {
  const rank = ({ isRequired, schema }: GroupField): number => (schema['format'] !== 'prompt' ? 2 : isRequired ? 0 : 1);
  return fields.some((field) => rank(field) === 0) ? fields.toSorted((one, other) => rank(one) - rank(other)) : fields;
}
