import { isJsonObject, type Json, type JsonObject } from '../domain/model/json.ts';
import { JsonRecord } from '../domain/model/json-value.ts';
import { defaultProfile, profileName } from '../domain/model/settings-layers.ts';

/** What a file of settings says: the user's own, or a profile's. */
export interface SettingsDocument {
  /** By name; also such as this program does not know, which it keeps. */
  readonly sections: JsonObject;
  /** The active profile; only the user's file says it. */
  readonly profile?: string;
  /** What a profile is for. */
  readonly description?: string;
}

export type ReadDocument = { readonly document: SettingsDocument } | { readonly fault: string; readonly isNewer: boolean };

const format = 'aiwm.settings/1';

/**
 * Reads a file of settings whatever its version. Each migration makes of one version the next; a file without a version
 * is one that somebody wrote by hand, with its sections at the top.
 */
const migrations: { readonly [from: string]: (file: JsonObject) => JsonObject } = {
  none: ({ profile, ...sections }) => ({ format, ...(profile === undefined ? {} : { profile }), sections }),
};

export function readDocument(text: string): ReadDocument {
  const json = parseJson(text);
  if (typeof json === 'string') return { fault: json, isNewer: false };
  const { format: stated } = json;
  const file = stated === undefined ? migrations['none']?.(json) ?? json : json;
  if (file['format'] !== format) {
    const isNewer = typeof stated === 'string' && /^aiwm\.settings\/\d+$/u.test(stated);
    return { fault: isNewer ? `it has the format ${stated}, which another version of this program writes` : 'it is no file of settings: its "format" is another', isNewer };
  }
  return checked(file);
}

function checked({ sections = {}, profile, description }: JsonObject): ReadDocument {
  if (!isJsonObject(sections)) return { fault: '"sections" is no object', isNewer: false };
  const chosen = profile === undefined ? undefined : profileName.safeParse(profile);
  if (chosen?.success === false) return { fault: '"profile" is no name of a profile', isNewer: false };
  if (description !== undefined && typeof description !== 'string') return { fault: '"description" is no text', isNewer: false };
  return { document: { sections, ...(chosen === undefined ? {} : { profile: chosen.data }), ...(description === undefined ? {} : { description }) } };
}

/** The text of a document: what it is first, then everything by name, so that equal documents are equal files. */
export function documentText({ sections, profile, description }: SettingsDocument): string {
  const head = { format, ...(profile === undefined || profile === defaultProfile ? {} : { profile }), ...(description === undefined || description === '' ? {} : { description }) };
  return `${JSON.stringify({ ...head, sections: sorted(sections) }, null, 2)}\n`;
}

function sorted(value: Json): Json {
  if (!isJsonObject(value)) return Array.isArray(value) ? value.map((item: Json) => sorted(item)) : value;
  return Object.fromEntries(Object.keys(value).toSorted().map((key) => [key, sorted(value[key] ?? null)]));
}

/** The object a text holds, or why it holds none. */
function parseJson(text: string): JsonObject | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    return error instanceof SyntaxError ? `it is not JSON (${error.message.replaceAll(/\s+/gu, ' ').slice(0, 120)})` : String(error);
  }
  const object = JsonRecord.safeParse(parsed);
  return object.success ? object.data : 'it holds no JSON object';
}
