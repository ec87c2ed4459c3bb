import { isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { isModelConnectorKind, type ModelConnectorKind, type ModelConnectorSettings } from '../../../../core/domain/model/model-connector.ts';
import { initialValues, type FormValues, type SchemaField, schemaFields } from '../../../components/schema-fields.ts';

/** The fields of a model connector, out of the schema of the settings section `connectors`; its kind is chosen once, when it is added. */
export function connectorFields(section: Json): SchemaField[] {
  const models = at(at(section, 'properties'), 'models');
  const settings = at(models, 'additionalProperties');
  return schemaFields(isJsonObject(settings) ? settings : {}).filter(({ key }) => key !== 'kind');
}

function at(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) ? value[key] : undefined;
}

/** What a form shows of settings that are kept. */
export function shownSettings(fields: readonly SchemaField[], settings: Readonly<Record<string, unknown>>): FormValues {
  const said = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { ...initialValues(fields), ...Object.fromEntries(said.map(([key, value]) => [key, typeof value === 'boolean' ? value : typeof value === 'string' ? value : JSON.stringify(value)])) };
}

type Said = Omit<ModelConnectorSettings, 'kind'>;

/** What a form says of a connector, for the host to check. */
export function saidSettings(values: JsonObject): Said {
  const text = (key: string): string | undefined => (typeof values[key] === 'string' ? values[key] : undefined);
  const number = (key: string): number | undefined => (typeof values[key] === 'number' ? values[key] : undefined);
  return {
    title: text('title'),
    baseUrl: text('baseUrl'),
    model: text('model'),
    credential: text('credential'),
    timeoutMs: number('timeoutMs'),
    requestsPerMinute: number('requestsPerMinute'),
    concurrency: number('concurrency'),
    cache: values['cache'] === true ? true : undefined,
    // The host says in words what is wrong with a price.
    prices: values['prices'] as Said['prices'],
  };
}

/** A kind as the host knows it, of what a list gave. */
export function kindFrom(chosen: string): ModelConnectorKind {
  return isModelConnectorKind(chosen) ? chosen : 'openai-compatible';
}
