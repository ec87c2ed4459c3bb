import type { ActionKind, Choices } from '../../catalogue/action-kind.ts';
import { type ParsedTemplate, parseTemplate, templateReferences } from '../../expression/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';

/** A text of a config that a model reads, in parts, so that each can be handed on in its own way. */
export interface CompiledPrompt {
  readonly field: string;
  readonly parts: readonly (string | { readonly template: ParsedTemplate; readonly references: readonly string[] })[];
  /** A model obeys what stands here. */
  readonly isSystem: boolean;
}

/** A text of a config that chooses something of the outside, and is made when the run comes to it. */
export interface CompiledChoice {
  readonly what: keyof Choices;
  readonly field: string;
  readonly references: readonly string[];
  /** What of it the author fixed: the folder a path begins with, or the host of an address. */
  readonly fixed?: string;
}

/** What of an action data of others must not simply be put into. */
export interface ForeignParts {
  readonly prompts?: readonly CompiledPrompt[];
  readonly choices?: readonly CompiledChoice[];
}

/** The texts of a config that a model reads or that choose something outside, as far as expressions stand in them. */
export function compileForeign(kind: Pick<ActionKind, 'prompts' | 'chooses'>, config: JsonObject): ForeignParts {
  const { texts = [], system } = kind.prompts ?? {};
  const prompts = [...texts, ...(system === undefined ? [] : [system])].flatMap((field) => promptAt(config, field, field === system));
  const choices = Object.entries(kind.chooses ?? {}).flatMap(([what, fields]) => fields.flatMap((field) => choiceAt(config, what as keyof Choices, field)));
  return present({ prompts: prompts.length === 0 ? undefined : prompts, choices: choices.length === 0 ? undefined : choices });
}

function promptAt(config: JsonObject, field: string, isSystem: boolean): readonly CompiledPrompt[] {
  const source = config[field];
  if (typeof source !== 'string' || !source.includes('{{')) return [];
  const template = parseTemplate(source);
  const parts = template.parts.map((part) => (typeof part === 'string' ? part : { template: { source, parts: [part] }, references: [...part.expression.references] }));
  return [{ field, parts, isSystem }];
}

function choiceAt(config: JsonObject, what: keyof Choices, field: string): readonly CompiledChoice[] {
  const value = at(config, field.split('.'));
  const sources = textsIn(value);
  if (sources.length === 0) return [];
  const references = [...new Set(sources.flatMap((source) => templateReferences(parseTemplate(source))))];
  return [{ what, field, references, ...present({ fixed: typeof value === 'string' ? fixedPart(what, value) : undefined }) }];
}

/** Templates at any depth: a whole object may be made by one expression inside of it. */
function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return value.includes('{{') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((part: Json) => textsIn(part)) : [];
}

/** The value at a path, with `*` for every item of a list; of a text on the way there that text, which may become anything. */
export function at(value: Json | undefined, path: readonly string[]): Json | undefined {
  const [first, ...rest] = path;
  if (first === undefined || typeof value === 'string') return value;
  if (first === '*') {
    const parts = Array.isArray(value) ? value.flatMap((part: Json) => at(part, rest) ?? []) : [];
    return parts.length === 0 ? undefined : parts;
  }
  return isJsonObject(value) ? at(value[first], rest) : undefined;
}

function fixedPart(what: keyof Choices, text: string): string | undefined {
  if (what === 'hosts') return /^https?:\/\/[^/?#{}\\]+(?=[/?#])/iu.exec(text)?.[0];
  return what === 'directories' ? /^[^{}]*[^{}/\\]\/(?=[^{}]*\{\{)/u.exec(text)?.[0].replace(/\/[^/]*$/u, '') : undefined;
}
