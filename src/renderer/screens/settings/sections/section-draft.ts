import { isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import type { SettingsSection } from '../../../../core/domain/operations/settings.ts';
import { sectionWords } from '../../../strings/sections.ts';
import { type FormValues, readForm, type SchemaField, schemaFields } from '../../../components/schema-fields.ts';

/** What was typed and not saved, by section and setting. */
export type Drafts = Readonly<Record<string, FormValues>>;

export interface Change {
  readonly key: string;
  readonly section: string;
  readonly field: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** What was typed is no value yet. */
  readonly isFaulty: boolean;
}

export interface SectionForm {
  readonly fields: readonly SchemaField[];
  readonly values: FormValues;
  readonly errors: Readonly<Record<string, string>>;
  readonly changes: readonly Change[];
  /** The whole section as it would be saved. */
  readonly value: JsonObject;
}

/** A section as its form shows it, with what was typed over what is kept. */
export function sectionForm({ section, schema, value }: SettingsSection, draft: FormValues): SectionForm {
  const fields = isJsonObject(schema) ? schemaFields(schema).map((field) => ({ ...field, label: sectionWords.fields[`${section}.${field.key}`] ?? field.label })) : [];
  const kept = isJsonObject(value) ? value : {};
  const values = { ...Object.fromEntries(fields.map((field) => [field.key, shown(field, kept[field.key])])), ...draft };
  const read = readForm(fields, values);
  const changes = Object.keys(draft).flatMap((field) => {
    const before = kept[field];
    const after = read.values[field];
    return JSON.stringify(before) === JSON.stringify(after) && read.errors[field] === undefined ? [] : [{ key: `${section}.${field}`, section, field, before, after, isFaulty: read.errors[field] !== undefined }];
  });
  return { fields, values, errors: read.errors, changes, value: read.values };
}

function shown(field: SchemaField, value: Json | undefined): string | boolean {
  if (value === undefined) return field.kind === 'boolean' ? false : '';
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The fields of a section that what is sought names: by the section, the setting, or its words. */
export function fieldsFound(section: string, fields: readonly SchemaField[], sought: string): readonly SchemaField[] {
  const text = sought.trim().toLowerCase();
  const says = (words: string): boolean => words.toLowerCase().includes(text);
  if (text === '') return fields;
  return fields.filter(({ key, label, help = '' }) => says(`${section}.${key}`) || says(label) || says(help));
}
