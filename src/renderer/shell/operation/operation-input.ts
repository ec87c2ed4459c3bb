import type { Json, JsonObject } from '../../../core/domain/model/json.ts';
import type { InputField } from '../../../core/domain/operations/describe-operation.ts';
import type { OperationForm } from '../../../core/domain/operations/operation-form.ts';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { readJson } from '../../components/read-json.ts';
import { type FormValues, type SchemaField, schemaFields } from '../../components/schema-fields.ts';

/** The fields of a form for an operation; the key by which it is done once is not asked for. */
export function operationFields({ schema, fields, facts }: OperationForm): readonly SchemaField[] {
  const described = new Map(fields.map((field) => [field.name, field]));
  return schemaFields(schema)
    .filter(({ key }) => !(facts.takesKey && key === 'key'))
    .map((field) => (isJson(described.get(field.key)) ? { ...field, kind: 'json' as const } : field));
}

function isJson(field: InputField | undefined): boolean {
  return field !== undefined && ['json', 'record', 'list'].includes(field.kind);
}

/** What the fields say at first where one stands at a run, a workflow, a card or a document: that one. */
export function valuesHere({ facts, fields }: Pick<OperationForm, 'facts' | 'fields'>, pathname: string): FormValues {
  const [, screen = '', id = ''] = pathname.split('/').map(decodeURIComponent);
  const noun = nouns[screen];
  const [area = ''] = facts.name.split('.');
  if (noun === undefined || id === '' || (screen === 'runs' && id === 'compare') || (screen === 'documents' && id === 'templates')) return {};
  const isOwn = area === screen || areasOf[screen]?.includes(area) === true;
  return Object.fromEntries(fields.flatMap(({ name, kind }) => (kind === 'text' && (name === noun || (name === 'id' && isOwn)) ? [[name, id]] : [])));
}

const nouns: Readonly<Record<string, string>> = { runs: 'run', workflows: 'workflow', cards: 'card', documents: 'document' };
/** Areas whose `id` is what a screen shows, where they are called otherwise. */
const areasOf: Readonly<Record<string, readonly string[]>> = { documents: ['docs', 'doctemplates'] };

/** The command line that does the same. Secrets are not on it: it asks for them. Bytes come from a file. */
export function operationCommand({ facts, fields }: Pick<OperationForm, 'facts' | 'fields'>, input: JsonObject): string {
  const [area = '', verb = ''] = facts.name.split('.');
  const firstLeft = facts.positionals.findIndex((name) => !isWord(input[name]));
  const placed = firstLeft === -1 ? facts.positionals : facts.positionals.slice(0, firstLeft);
  const words = placed.flatMap((name) => {
    const value = input[name];
    return isTexts(value) ? value : [typeof value === 'string' ? value : JSON.stringify(value)];
  });
  const flags = Object.fromEntries(fields.filter(({ name }) => !placed.includes(name)).flatMap((field) => flagsOf(field, input[field.name])));
  return commandWords([...(area === 'doctemplates' ? ['docs', 'templates'] : [area]), verb, ...words], flags);
}

function flagsOf({ name, kind, default: usual }: InputField, value: Json | undefined): (readonly [string, Json])[] {
  if (value === undefined || kind === 'secret') return [];
  if (kind === 'bytes') return [[`${name}File`, 'FILE']];
  if (kind === 'boolean') return value === false && usual === true ? [[`no-${name}`, true]] : [[name, value]];
  if (kind === 'record' && typeof value === 'object' && value !== null) return [[name, Object.entries(value).map(([key, each]) => `${key}=${typeof each === 'string' ? each : JSON.stringify(each)}`)]];
  return [[name, value]];
}

/** Whether a value can stand without a flag. */
function isWord(value: Json | undefined): boolean {
  return value !== undefined && (typeof value !== 'object' || isTexts(value));
}

function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

/** What an operation takes away, with the names that were typed. */
export function takenAway(sentence: string, input: JsonObject): string {
  return sentence.replaceAll(/\{(\w+)\}/gu, (_whole, field: string) => {
    const value = input[field];
    return value === undefined ? '…' : typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
  });
}

/** A value of any kind that was typed without its quotes is the text. */
export function asTyped(fields: readonly InputField[], values: FormValues): FormValues {
  const free = new Set(fields.filter(({ kind }) => kind === 'json').map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, free.has(key) && typeof value === 'string' && value.trim() !== '' && readJson(value) === undefined ? JSON.stringify(value) : value]));
}
