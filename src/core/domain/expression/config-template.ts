import { AppError } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import { isJsonObject } from '../model/json.ts';
import type { Evaluation } from './expression.ts';
import type { Fuel } from './fuel.ts';
import type { Scope } from './scope.ts';
import { parseTemplate, renderValue, templateReferences } from './template.ts';

/** One text with an expression in it, and where in the config it stands: `table.rows[0].title`. */
export interface ConfigTemplate {
  readonly path: string;
  readonly source: string;
}

/** Every text of the config that holds an expression, in the order of the config; parse each to check it. */
export function configTemplates(config: Json): readonly ConfigTemplate[] {
  const found: ConfigTemplate[] = [];
  collect(found, config, { path: '', depth: 0 });
  return found;
}

/** The paths that any text of the config may read, as `references` of an expression. */
export function configReferences(config: Json): readonly string[] {
  const paths = configTemplates(config).flatMap((one) => templateReferences(parseTemplate(one.source)));
  return [...new Set(paths)].toSorted();
}

/**
 * Gives the config with every text in it rendered; keys stay as they are. A text that is exactly one `{{ expression }}`
 * becomes the expression's value, so that lists, objects and numbers reach an action as themselves.
 */
export function renderConfig(config: Json, scope: Scope, fuel: Fuel): Evaluation {
  let cost = 0;
  const render = (value: Json, depth: number): Json => {
    checkDepth(depth);
    if (typeof value === 'string') {
      const rendered = renderValue(parseTemplate(value), scope, fuel);
      cost += rendered.fuel;
      return rendered.value;
    }
    if (isJsonObject(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, render(member, depth + 1)]));
    return isList(value) ? value.map((item) => render(item, depth + 1)) : value;
  };
  return { value: render(config, 0), fuel: cost };
}

const deepest = 100;

function collect(found: ConfigTemplate[], value: Json, at: { readonly path: string; readonly depth: number }): void {
  checkDepth(at.depth);
  const depth = at.depth + 1;
  if (typeof value === 'string') {
    if (value.includes('{{')) found.push({ path: at.path, source: value });
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) collect(found, member, { path: at.path === '' ? key : `${at.path}.${key}`, depth });
  } else if (isList(value)) {
    for (const [index, item] of value.entries()) collect(found, item, { path: `${at.path}[${index}]`, depth });
  }
}

function checkDepth(depth: number): void {
  if (depth <= deepest) return;
  throw new AppError('definition_invalid', `A config is nested deeper than ${deepest} levels.`, { next: 'Make the config flatter.' });
}

/** `Array.isArray` does not narrow a readonly list. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
