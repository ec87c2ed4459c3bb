import { lackWords } from '../../catalogue/problem-words.ts';
import { knownNames } from '../../model/finding-data.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { WorkflowDefinition } from '../../model/workflow.ts';
import type { CompiledDefinition, CompiledNode } from './compiled-definition.ts';
import type { DefinitionIssue, DefinitionIssues } from './definition-issues.ts';

/** How far calls may go. */
export const deepestCall = 8;

type Compile = (source: JsonObject) => { readonly ok: true; readonly compiled: CompiledDefinition } | { readonly ok: false; readonly issues: readonly DefinitionIssue[] };

/** The workflows a definition carries along for its calls, each compiled once. All of them find each other in the same list. */
export function compileCalled(issues: DefinitionIssues, definition: WorkflowDefinition, compile: Compile): ReadonlyMap<string, CompiledDefinition> {
  const called = new Map<string, CompiledDefinition>();
  for (const [slug, source] of Object.entries(definition.called ?? {})) {
    // What it carries itself stands in the list, too.
    const { called: _, ...meaning } = source;
    const checked = compile(meaning);
    if (checked.ok) called.set(slug, { ...checked.compiled, called });
    else for (const issue of checked.issues) issues.add(`called.${slug}.${issue.where}`, issue.message, { code: issue.code ?? 'definition_invalid', ...present({ next: issue.next, data: issue.data }) });
  }
  return called;
}

/** Adds an issue for calls that go round in a circle or too deep, and for those that cannot be kept as they are written. */
export function checkCalls(issues: DefinitionIssues, nodes: ReadonlyMap<string, CompiledNode>, called: ReadonlyMap<string, CompiledDefinition>): void {
  checkCallsOf(issues, { where: 'nodes', nodes, called });
  for (const [slug, definition] of called) checkCallsOf(issues, { where: `called.${slug}.nodes`, nodes: definition.nodes, called });
}

interface Calling {
  readonly where: string;
  readonly nodes: ReadonlyMap<string, CompiledNode>;
  readonly called: ReadonlyMap<string, CompiledDefinition>;
}

function checkCallsOf(issues: DefinitionIssues, { where: list, nodes, called }: Calling): void {
  for (const node of nodes.values()) {
    const call = node.kind.calls?.(node.config);
    if (call === undefined) continue;
    const where = `${list}.${node.id}.config`;
    const trail = longestTrail(call.workflow, called, []);
    if (trail.isCircle) issues.add(`${where}.workflow`, `The call goes round in a circle: ${trail.path.join(' → ')}.`, { code: 'contract_mismatch', next: 'A workflow cannot call itself, by whatever way.', data: { names: [...trail.path] } });
    else if (trail.path.length > deepestCall) issues.add(`${where}.workflow`, `Calls go ${trail.path.length} deep: ${trail.path.join(' → ')}.`, { code: 'contract_mismatch', next: `Let them go ${deepestCall} deep at most.`, data: { names: [...trail.path], count: { there: trail.path.length, most: deepestCall } } });
    const target = called.get(call.workflow);
    if (target === undefined && called.size > 0) issues.add(`${where}.workflow`, `The workflow "${call.workflow}" is not among those called.`, { code: 'workflow_missing', data: { name: call.workflow, known: knownNames(called.keys()) } });
    if (target !== undefined) checkInputs(issues, `${where}.inputs`, { given: call.inputs, target });
  }
}

interface Trail {
  readonly path: readonly string[];
  readonly isCircle: boolean;
}

function longestTrail(slug: string, called: ReadonlyMap<string, CompiledDefinition>, before: readonly string[]): Trail {
  const path = [...before, slug];
  if (before.includes(slug)) return { path, isCircle: true };
  if (path.length > deepestCall) return { path, isCircle: false };
  const further = [...(called.get(slug)?.nodes.values() ?? [])].flatMap((node) => node.kind.calls?.(node.config).workflow ?? []);
  const trails = [...new Set(further)].map((next) => longestTrail(next, called, path));
  return trails.find((trail) => trail.isCircle) ?? trails.reduce((longest, trail) => (trail.path.length > longest.path.length ? trail : longest), { path, isCircle: false });
}

/** What can be said of the inputs before their templates are rendered. */
function checkInputs(issues: DefinitionIssues, where: string, { given, target }: { readonly given: JsonObject; readonly target: CompiledDefinition }): void {
  const { required, additionalProperties, patternProperties, properties } = target.definition.inputs;
  // A misspelt name would pass as a further input, and the input keep its default: only a schema that says so takes others.
  const isOpen = patternProperties !== undefined || (additionalProperties !== undefined && additionalProperties !== false);
  const known = isJsonObject(properties) ? properties : {};
  const missing = (isJsonList(required) ? required : []).filter((name): name is string => typeof name === 'string' && !Object.hasOwn(given, name) && !Object.hasOwn(target.inputDefaults, name));
  for (const name of missing) {
    issues.add(where, `The workflow called needs the input "${name}".`, { code: 'contract_mismatch', next: 'Give it a value.', data: { case: 'input_missing', name } });
  }
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(known, name) && !isOpen) issues.add(`${where}.${name}`, `The workflow called has no input "${name}".`, { code: 'contract_mismatch', next: `It has: ${Object.keys(known).join(', ') || 'none'}.`, data: { case: 'input_unknown', name, known: knownNames(Object.keys(known)) } });
  }
  if (Object.values(given).some(hasTemplate)) return;
  const said = new Set(missing.map(lackWords));
  for (const { path, message } of target.checkInputs({ ...target.inputDefaults, ...given })) if (!said.has(message)) issues.add(where, `The inputs do not fit the workflow called: ${path}: ${message}`, { code: 'contract_mismatch', data: { case: 'inputs_unfit', name: path } });
}

/** Whether a value is known only when the run comes to it. */
function hasTemplate(value: Json): boolean {
  if (typeof value === 'string') return value.includes('{{');
  return typeof value === 'object' && value !== null && Object.values(value).some((part: Json) => hasTemplate(part));
}
