import { delimitedSince, holdsNoWords, untrustedText, withNotice } from '../../catalogue/untrusted-text.ts';
import { renderTemplate } from '../../expression/template.ts';
import type { Scope } from '../../expression/scope.ts';
import { AppError } from '../../model/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { isForeign, isUntrusted, type Origin, sortedOrigins } from '../../model/origin.ts';
import { own } from '../../model/own.ts';
import { isInside } from '../../model/permissions.ts';
import { calledIn, nodeOf } from '../../model/region-path.ts';
import { at, type CompiledChoice, type CompiledPrompt } from '../compile/compile-foreign.ts';
import type { CompiledAction } from '../compile/compiled-definition.ts';
import { definitionAt, permissionsAt } from '../compile/definition-at.ts';
import { provenanceOf } from '../provenance/find-origins.ts';
import type { Turn } from './turn.ts';

export interface Rendered {
  readonly visit: string;
  readonly action: CompiledAction;
  readonly scope: Scope;
  /** People see the config before it is used: what it chooses is theirs to judge. */
  readonly isShown?: boolean;
}

/**
 * The config with its templates rendered: data of others reaches a model between tags, and chooses of the outside only what
 * the author fixed or permitted. An action where none stands in such a place is rendered as it is.
 */
export function renderConfig(turn: Turn, rendered: Rendered): Json {
  const { action, scope } = rendered;
  const config = action.render.render(scope, turn.fuel);
  if ((action.prompts === undefined && action.choices === undefined) || !isObject(config) || !isGuarded(turn, action)) return config;
  if (rendered.isShown !== true) {
    for (const choice of action.choices ?? []) demandChoice(turn, rendered, { choice, config });
    for (const prompt of action.prompts ?? []) demandOwnWords(turn, rendered, prompt);
  }
  const delimited = (action.prompts ?? []).flatMap((prompt) => promptOf(turn, rendered, prompt));
  if (delimited.length === 0) return config;
  const system = action.kind.prompts?.system;
  const written = { ...config, ...Object.fromEntries(delimited) };
  if (system === undefined) return written;
  const text = written[system];
  return { ...written, [system]: withNotice(typeof text === 'string' ? text : undefined) };
}

function isObject(config: Json): config is JsonObject {
  return isJsonObject(config);
}

/** Runs that began before these rules go on without. */
function isGuarded({ state }: Turn, { kind }: CompiledAction): boolean {
  return (own(state.versions?.actions ?? {}, kind.type) ?? 1) >= delimitedSince;
}

function originsOf(turn: Turn, visit: string, references: readonly string[]): readonly Origin[] {
  return sortedOrigins(provenanceOf(turn.workflow).originsOf(calledIn(visit) ?? '', nodeOf(visit), references));
}

/** The field with data of others between tags; nothing where there is none in it. */
function promptOf(turn: Turn, { visit, scope }: Rendered, { field, parts }: CompiledPrompt): readonly (readonly [string, string])[] {
  let isDelimited = false;
  const text = parts.map((part) => {
    if (typeof part === 'string') return part;
    const { text: made } = renderTemplate(part.template, scope, turn.fuel);
    const from = originsOf(turn, visit, part.references).filter(isUntrusted);
    if (from.length === 0 || holdsNoWords(made)) return made;
    isDelimited = true;
    return untrustedText(made, from);
  });
  return isDelimited ? [[field, text.join('')]] : [];
}

/** What a model obeys is its author's, unless the workflow says otherwise. */
function demandOwnWords(turn: Turn, { visit, action }: Rendered, { field, isSystem, parts }: CompiledPrompt): void {
  if (!isSystem || definitionAt(turn.workflow, visit).definition.llm?.untrustedSystem === true) return;
  const from = originsOf(turn, visit, parts.flatMap((part) => (typeof part === 'string' ? [] : part.references))).filter(isUntrusted);
  if (from.length === 0) return;
  throw new AppError('access_denied', `Action "${action.id}" would put data of others (${from.join(', ')}) into its ${field}, the text the model obeys.`, {
    next: 'Move it into the prompt, or say `"llm": {"untrustedSystem": true}` in the workflow.',
    data: { reason: 'untrusted_system', action: action.id, field, from: [...from] },
  });
}

function demandChoice(turn: Turn, { visit, action }: Rendered, { choice, config }: { readonly choice: CompiledChoice; readonly config: JsonObject }): void {
  const { what, field, fixed, references } = choice;
  const from = originsOf(turn, visit, references).filter(isForeign);
  if (from.length === 0 || permissionsAt(turn.workflow, visit)?.[what] !== undefined) return;
  const value = at(config, field.split('.'));
  if (value === undefined || (what === 'hosts' && fixed !== undefined)) return;
  if (fixed !== undefined && typeof value === 'string' && isInside(value, fixed)) return;
  throw new AppError('access_denied', `Action "${action.id}" would take its ${field} from data of others (${from.join(', ')}), and the workflow does not say which are permitted.`, {
    next: `List what it may be under permissions.${what}, write its beginning out, or let a person approve the action.`,
    data: { reason: 'untrusted_choice', action: action.id, field, from: [...from] },
  });
}
