import type { Fuel } from '../../expression/fuel.ts';
import type { Scope } from '../../expression/scope.ts';
import { parseTemplate, renderTemplate, renderValue } from '../../expression/template.ts';
import { isJsonObject, type Json } from '../../model/json.ts';

/** A JSON value with its templates parsed. */
export interface Renderer {
  readonly render: (scope: Scope, fuel: Fuel) => Json;
  /** No text in it is a template: rendering gives the value itself. */
  readonly isFixed: boolean;
}

export interface TextRenderer {
  readonly render: (scope: Scope, fuel: Fuel) => string;
}

/** A renderer of the value; a text that is exactly one expression gives the expression's value. Throws `definition_invalid`. */
export function compileValue(value: Json): Renderer {
  if (typeof value === 'string') return compileString(value);
  if (isJsonObject(value)) return compileParts(Object.entries(value), value, (parts) => Object.fromEntries(parts));
  if (Array.isArray(value)) return compileParts([...value.entries()].map(([at, item]) => [String(at), item] as const), value, (parts) => parts.map(([, part]) => part));
  return fixed(value);
}

/** A renderer of a text that stays a text. Throws `definition_invalid`. */
export function compileText(source: string): TextRenderer {
  if (!source.includes('{{')) return { render: () => source };
  const template = parseTemplate(source);
  return { render: (scope, fuel) => renderTemplate(template, scope, fuel).text };
}

function fixed(value: Json): Renderer {
  return { render: () => value, isFixed: true };
}

function compileString(source: string): Renderer {
  if (!source.includes('{{')) return fixed(source);
  const template = parseTemplate(source);
  return { render: (scope, fuel) => renderValue(template, scope, fuel).value, isFixed: false };
}

type Part<Value> = readonly [string, Value];

function compileParts(parts: readonly Part<Json>[], whole: Json, join: (parts: readonly Part<Json>[]) => Json): Renderer {
  const compiled = parts.map(([name, part]): Part<Renderer> => [name, compileValue(part)]);
  if (compiled.every(([, part]) => part.isFixed)) return fixed(whole);
  return {
    render: (scope, fuel) => join(compiled.map(([name, part]) => [name, part.render(scope, fuel)])),
    isFixed: false,
  };
}
