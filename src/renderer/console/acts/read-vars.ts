import type { Json, JsonObject } from '../../../core/domain/model/json.ts';
import { readJson } from '../../components/read-json.ts';
import { formWords } from '../../strings/forms.ts';

/** What was typed over variables, by name. */
export type TypedVars = Readonly<Record<string, string>>;

/** A value as it stands in its field: text as it is, anything else as JSON. */
export function typedVar(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The variables that changed, and what cannot be read. A variable that was text stays text. */
export function readVars(before: JsonObject, typed: TypedVars): { readonly values: JsonObject; readonly faults: Readonly<Record<string, string>> } {
  const values: Record<string, Json> = {};
  const faults: Record<string, string> = {};
  for (const [name, text] of Object.entries(typed)) {
    const was = before[name];
    if (was !== undefined && text === typedVar(was)) continue;
    const value = typeof was === 'string' ? text : readJson(text);
    if (value === undefined) faults[name] = formWords.notJson(name);
    else values[name] = value;
  }
  return { values, faults };
}
