import type { ActionKind } from '../../catalogue/action-kind.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { durationMs } from '../../model/duration.ts';
import { knownNames } from '../../model/finding-data.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { type ActionStep, Retry } from '../../model/workflow.ts';
import { compileForeign } from './compile-foreign.ts';
import type { CompiledAction, CompiledRetry } from './compiled-definition.ts';
import { compileValue } from './compiled-value.ts';
import { dataOf, type DefinitionIssues } from './definition-issues.ts';

/** The action ready to run; undefined when something is wrong with it. */
export function compileAction(issues: DefinitionIssues, where: string, given: { readonly step: ActionStep; readonly catalogue: Catalogue }): CompiledAction | undefined {
  const { step, catalogue } = given;
  const at = `${where}.actions.${step.id}`;
  const kind = catalogue.actions.get(step.type);
  if (kind === undefined) {
    issues.add(at, `"${step.type}" is not a known action.`, { code: 'unknown_kind', next: `Known actions: ${[...catalogue.actions.keys()].join(', ')}.`, data: { name: step.type, known: knownNames(catalogue.actions.keys()) } });
    return undefined;
  }
  const before = issues.found.length;
  const renderer = issues.attempt(`${at}.config`, () => compileValue(step.config));
  if (renderer === undefined) return undefined;
  const fixed = renderer.isFixed ? issues.parse(`${at}.config`, kind.config, step.config) : undefined;
  if (!renderer.isFixed) checkShape(issues, `${at}.config`, { kind, config: step.config });
  if (!renderer.isFixed) checkGrants(issues, `${at}.config`, { kind, config: step.config });
  const timeoutMs = compileDuration(issues, `${at}.timeout`, step.timeout);
  const retry = compileRetry(issues, at, step.retry);
  if (issues.found.length > before) return undefined;
  return {
    id: step.id,
    kind,
    render: renderer,
    retry,
    ...(renderer.isFixed ? { fixed: fixed as never } : compileForeign(kind, step.config)),
    takes: (kind.takes?.(step.config) ?? []).flatMap((type) => catalogue.actions.get(type) ?? []),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(step.onError === undefined ? {} : { onError: step.onError }),
  };
}

/** Milliseconds of a duration of the envelope; one without a fixed length is an issue. */
export function compileDuration(issues: DefinitionIssues, where: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = durationMs(text);
  if (ms === undefined) issues.add(where, `"${text}" has no fixed length.`, 'Use weeks, days, hours, minutes and seconds: PT15M.');
  return ms;
}

/** How attempts follow each other; what the author left out has its default. */
export function compileRetry(issues: DefinitionIssues, where: string, written: Retry | undefined): CompiledRetry {
  const retry = written ?? Retry.parse({});
  return {
    maxRetries: retry.maxRetries,
    factor: retry.factor,
    baseMs: compileDuration(issues, `${where}.retry.base`, retry.base) ?? 0,
    maxMs: compileDuration(issues, `${where}.retry.max`, retry.max) ?? 0,
    isWritten: written !== undefined,
  };
}

/** What a config allows is known before anything runs: no template makes it, and it fits whatever the other fields come to. */
function checkGrants(issues: DefinitionIssues, where: string, { kind, config }: { readonly kind: ActionKind; readonly config: JsonObject }): void {
  if (kind.grants === undefined) return;
  const { fields, but } = kind.grants;
  const granted = fields.filter((field) => config[field] !== undefined);
  const isWritten = (field: string): boolean => issues.attempt(`${where}.${field}`, () => compileValue(withoutMembers(config[field] ?? null, but)))?.isFixed !== false;
  for (const field of granted.filter((name) => !isWritten(name))) issues.add(`${where}.${field}`, 'What is allowed stands as it is written: no template makes it.', { code: 'config_invalid', next: `Write it out; a template may stand in ${but.join(', ')}.` });
  const parsed = kind.config.safeParse({ ...kind.example, ...Object.fromEntries(granted.map((field) => [field, config[field]])) });
  for (const issue of parsed.error?.issues ?? []) if (granted.includes(String(issue.path[0]))) issues.add([where, ...issue.path.map(String)].join('.'), issue.message, { code: 'config_invalid', ...dataOf(issue, config) });
}

/** The value, its items without members of these names. */
function withoutMembers(value: Json, names: readonly string[]): Json {
  if (!isJsonList(value)) return value;
  return value.map((item) => (isJsonObject(item) ? Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name))) : item));
}

/** What can be said before templates are rendered: fields that are missing, and fields that are none. */
function checkShape(issues: DefinitionIssues, where: string, given: { readonly kind: ActionKind; readonly config: JsonObject }): void {
  const parsed = given.kind.config.safeParse(given.config);
  for (const issue of parsed.error?.issues ?? []) {
    const [field] = issue.path;
    const isMissing = issue.code === 'invalid_type' && issue.path.length === 1 && !Object.hasOwn(given.config, String(field));
    const isUnknown = issue.code === 'unrecognized_keys' && issue.path.length === 0;
    const isOfPresence = issue.code === 'custom' && issue.params?.['aboutPresence'] === true;
    if (isMissing || isUnknown || isOfPresence) issues.add([where, ...issue.path.map(String)].join('.'), issue.message, { code: 'config_invalid', ...dataOf(issue, given.config) });
  }
}
