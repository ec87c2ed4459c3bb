import type { Json, JsonObject } from '../../../../core/domain/model/json.ts';
import { fieldsOf, type GroupField } from '../../../components/structured/value-schema.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import type { FieldPath } from '../editing/use-editing.ts';
import { useEditing } from '../editing/use-editing.ts';
import { ConnectionFold } from './ConnectionFold.tsx';
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
  const fields = fieldsOf(schema);
  const set = (key: string, value: Json | undefined): void => { editing.set(at, [...path, key], value); };
  if (fields.length === 0 && Object.keys(config).length === 0) return <p className={styles['none']}>{inspectorWords.noParameters}</p>;
  const show = ({ key, label, help, isRequired, schema: own }: GroupField) => (
    <FieldBox key={key} where={`${place.where}.${key}`} isInnermost label={label} isMissing={isRequired && isNothing(config[key])}>
      <FieldPlaceProvider value={own['format'] === 'templates' ? { ...place, takesTemplates: true } : place}>
        <ConfigAroundProvider value={{ config, key }}>
          <ValueOrExpression label={label} help={help} isRequired={isRequired} schema={own} value={config[key]} onChange={(value) => { set(key, value); }} />
        </ConfigAroundProvider>
      </FieldPlaceProvider>
    </FieldBox>
  );
  const { prompts, connection, others } = partsOf(fields.filter(({ key, schema: own }) => isAsked(own, config[key], config)));
  return (
    <div className={styles['form']}>
      {prompts.map(show)}
      {connection.length > 0 && <ConnectionFold keys={connection.map(({ key }) => key)} config={config}>{connection.map(show)}</ConnectionFold>}
      {others.map(show)}
      <UnknownFields known={fields.map(({ key }) => key)} config={config} onChange={set} />
    </div>
  );
}

function isNothing(value: Json | undefined): boolean {
  return value === undefined || value === '';
}

interface Parts {
  readonly prompts: readonly GroupField[];
  readonly connection: readonly GroupField[];
  readonly others: readonly GroupField[];
}

/** Where a prompt has to be given, it is what the kind is chosen for: it goes first, and the model that is asked, which the settings say, is folded below it. */
function partsOf(fields: readonly GroupField[]): Parts {
  const isPrompt = ({ schema }: GroupField): boolean => schema['format'] === 'prompt';
  const choosesModel = ({ schema }: GroupField): boolean => schema['format'] === 'connector' || schema['format'] === 'model';
  if (!fields.some((field) => field.isRequired && isPrompt(field))) return { prompts: [], connection: [], others: fields };
  return {
    prompts: fields.filter(isPrompt).toSorted((one, other) => Number(other.isRequired) - Number(one.isRequired)),
    connection: fields.filter(choosesModel),
    others: fields.filter((field) => !isPrompt(field) && !choosesModel(field)),
  };
}
