import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { isModelConnectorKind, type ModelConnectorKind, type ModelConnectorSettings, modelConnectorKinds } from '../../../../core/domain/model/model-connector.ts';
import { type ToolServerSettings, toolServerKinds } from '../../../../core/domain/model/tool-server.ts';
import { initialValues, type FormValues, type SchemaField, schemaFields } from '../../../components/schema-fields.ts';
import { kindsOf } from '../../../components/structured/kinds.ts';

export type ConnectorKind = ModelConnectorKind | ToolServerSettings['kind'];
export const connectorKinds: readonly ConnectorKind[] = [...modelConnectorKinds, ...toolServerKinds];

/** The fields of a connector of a kind, out of the schema of the settings section `connectors`; its kind is chosen once, when it is added. */
export function connectorFields(section: Json, kind: ConnectorKind): SchemaField[] {
  const settings = at(at(at(section, 'properties'), isModelConnectorKind(kind) ? 'models' : 'tools'), 'additionalProperties');
  if (!isJsonObject(settings)) return [];
  const own = kindsOf(settings)?.branches.find(({ name }) => name === kind)?.schema ?? settings;
  return schemaFields(own).filter(({ key }) => key !== 'kind');
}

function at(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) ? value[key] : undefined;
}

/** What a form shows of settings that are kept. */
export function shownSettings(fields: readonly SchemaField[], settings: Readonly<Record<string, unknown>>): FormValues {
  const said = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { ...initialValues(fields), ...Object.fromEntries(said.map(([key, value]) => [key, typeof value === 'boolean' ? value : typeof value === 'string' ? value : JSON.stringify(value)])) };
}

type Said = Omit<ModelConnectorSettings, 'kind'> & { readonly command?: string | undefined; readonly args?: string[] | undefined; readonly env?: string[] | undefined; readonly tools?: string[] | undefined };

/** What a form says of a connector, for the host to check. */
export function saidSettings(values: JsonObject): Said {
  const text = (key: string): string | undefined => (typeof values[key] === 'string' ? values[key] : undefined);
  const number = (key: string): number | undefined => (typeof values[key] === 'number' ? values[key] : undefined);
  const texts = (key: string): string[] | undefined => (isJsonList(values[key]) ? values[key].filter((each) => typeof each === 'string') : undefined);
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
    command: text('command'),
    args: texts('args'),
    env: texts('env'),
    tools: texts('tools'),
  };
}

/** A kind as the host knows it, of what a list gave. */
export function kindFrom(chosen: string): ConnectorKind {
  return connectorKinds.find((kind) => kind === chosen) ?? 'openai-compatible';
}
