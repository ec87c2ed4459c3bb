import { z } from 'zod';
import { AppError } from '../domain/model/errors.ts';
import type { Json } from '../domain/model/json.ts';
import { nearest } from '../domain/model/nearest-word.ts';
import { isReservedName } from '../domain/model/reserved-name.ts';
import { isSettingsSection, settingsSchemas, settingsSections } from '../domain/model/settings.ts';

type Node = z.core.JSONSchema.BaseSchema;

/** A place in the settings, by the names the schemas give its parts, and what may stand there. */
export interface SettingPath {
  readonly path: readonly [string, ...string[]];
  readonly node: Node;
}

/**
 * Finds a place by its parts. Names of fields are found whatever their letter case, because an environment variable may
 * have capitals only; free names, such as those of connectors, are taken as they stand. What no section has is `not_found`.
 */
export function settingPath(parts: readonly string[]): SettingPath {
  const [first = '', ...rest] = parts;
  const section = settingsSections.find((name) => sameWord(name, first));
  if (section === undefined || !isSettingsSection(section)) throw unknown(parts, { why: `there is no section "${first}"; there are ${settingsSections.join(', ')}`, meant: meantKey([], first, settingsSections) });
  let node: Node = z.toJSONSchema(settingsSchemas[section], { io: 'input', unrepresentable: 'any', reused: 'inline' });
  const path: [string, ...string[]] = [section];
  for (const part of rest) {
    const next = step(node, part);
    if (next === undefined) throw unknown(parts, { why: `"${path.join('.')}" ${whatIsThere(node, part)}`, meant: meantKey(path, part, namesIn(node)) });
    path.push(next.name);
    node = next.node;
  }
  return { path, node };
}

/** The value a text means at a place: itself where a text may stand, else what it says as JSON. */
export function valueOfText(text: string, { node }: SettingPath): Json {
  if (takesText(node)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    // No JSON: the schema says what should have stood there.
    return text;
  }
}

function step(node: Node, part: string): { readonly name: string; readonly node: Node } | undefined {
  for (const { properties = {}, additionalProperties } of alternatives(node)) {
    const name = Object.keys(properties).find((key) => key === part) ?? Object.keys(properties).find((key) => sameWord(key, part));
    if (name === undefined && isReservedName(part)) continue;
    const child = name === undefined ? additionalProperties : properties[name];
    if (typeof child === 'object') return { name: name ?? part, node: child };
  }
  return undefined;
}

function takesText(node: Node): boolean {
  return alternatives(node).some(({ type, enum: choices, const: only }) => type === 'string' || choices?.some((choice) => typeof choice === 'string') === true || typeof only === 'string');
}

function alternatives(node: Node): readonly Node[] {
  const parts = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  return [node, ...parts.flatMap((part) => (typeof part === 'object' ? alternatives(part) : []))];
}

function sameWord(name: string, word: string): boolean {
  return name.toLowerCase() === word.toLowerCase();
}

function namesIn(node: Node): readonly string[] {
  return alternatives(node).flatMap(({ properties = {} }) => Object.keys(properties));
}

function whatIsThere(node: Node, part: string): string {
  const names = namesIn(node);
  if (names.length > 0) return `has no "${part}"; there are ${names.join(', ')}`;
  return alternatives(node).some(({ type }) => type === 'array') ? 'is a list, which counts whole' : `has no "${part}"`;
}

function meantKey(path: readonly string[], part: string, names: readonly string[]): string | undefined {
  const near = nearest(part, names);
  return near === undefined ? undefined : [...path, near].join('.');
}

function unknown(parts: readonly string[], { why, meant }: { readonly why: string; readonly meant: string | undefined }): AppError {
  const all = '`aiwm settings list` shows all of them.';
  return new AppError('not_found', `There is no setting "${parts.join('.')}": ${why}.`, { next: meant === undefined ? all : `Did you mean \`${meant}\`? ${all}`, data: { key: parts.join('.') } });
}
