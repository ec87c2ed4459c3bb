import type { ActionKind } from '../catalogue/action-kind.ts';
import { type Catalogue, standardCatalogue } from '../catalogue/catalogue.ts';
import { hookProblem } from '../catalogue/model-hooks.ts';
import { delimitedSince } from '../catalogue/untrusted-text.ts';
import type { JsonObject } from '../model/json.ts';
import { present } from '../model/present.ts';
import { WorkflowDefinition } from '../model/workflow.ts';
import { compileCard } from './compile/compile-card.ts';
import { compileDuration } from './compile/compile-action.ts';
import { type Compilation, compileRegion } from './compile/compile-region.ts';
import { checkCalls, compileCalled } from './compile/compile-called.ts';
import { checkOf, compileVariables } from './compile/compile-variables.ts';
import type { CompiledAction, CompiledDefinition, CompiledNode, CompiledRegion } from './compile/compiled-definition.ts';
import { definitionInvalid, type DefinitionIssue, DefinitionIssues } from './compile/definition-issues.ts';
import { enabledParts } from './compile/enabled-parts.ts';
import { findSensitive } from './compile/find-sensitive.ts';
import { guardedTypes } from './provenance/guarded-types.ts';
import { inputDefaults, pinnedInputSchema } from './compile/input-schema.ts';
import { checkUniqueIds } from './compile/unique-ids.ts';

/** The definition ready to be run. Throws `definition_invalid` with everything that is wrong with it in `data.issues`. */
export function compileDefinition(definition: JsonObject, catalogue: Catalogue = standardCatalogue): CompiledDefinition {
  const result = checkDefinition(definition, catalogue);
  if (result.ok) return result.compiled;
  throw definitionInvalid(typeof definition['name'] === 'string' ? definition['name'] : 'without a name', result.issues);
}

export type CheckedDefinition = { readonly ok: true; readonly compiled: CompiledDefinition } | Faulty;

interface Faulty {
  readonly ok: false;
  readonly issues: readonly DefinitionIssue[];
  /** What could be made of it, to be looked at and never run: parts with issues are left out. Absent where it has no shape at all. */
  readonly parts?: CompiledDefinition;
}

/** As {@link compileDefinition}, for whoever wants the list instead of a throw. */
export function checkDefinition(source: JsonObject, catalogue: Catalogue = standardCatalogue): CheckedDefinition {
  const issues = new DefinitionIssues();
  const written = issues.parse('', WorkflowDefinition, source);
  if (written === undefined) return { ok: false, issues: issues.found };
  checkUniqueIds(issues, written);
  const definition = enabledParts(issues, written);
  checkHooks(issues, definition);
  const compilation: Compilation = { issues, catalogue, definition, nodes: new Map(), transitions: new Map() };
  const root = compileRegion(compilation, definition.root);
  const assembled = assemble(compilation, root ?? { id: definition.root.id, start: '' });
  // What is wrong in itself cannot be followed through.
  const sensitive = issues.found.length === 0 ? findSensitive(issues, assembled) : undefined;
  const followed = sensitive === undefined ? assembled : { ...assembled, sensitive };
  return issues.found.length === 0 ? { ok: true, compiled: guarded(followed) } : { ok: false, issues: issues.found, parts: assembled };
}

function checkHooks(issues: DefinitionIssues, { llm }: WorkflowDefinition): void {
  for (const hook of llm?.hooks ?? []) {
    const problem = hookProblem(hook);
    if (problem !== undefined) issues.add(`llm.hooks.${hook.id}.pattern`, `The pattern of the hook "${hook.id}" cannot be used: ${problem}.`, { code: 'config_invalid', next: 'Write it as RE2 takes it, shorter or with fewer repetitions.' });
  }
}

function assemble(compilation: Compilation, root: CompiledRegion): CompiledDefinition {
  const { issues, catalogue, definition, nodes, transitions } = compilation;
  const called = compileCalled(issues, definition, (source) => checkDefinition(source, catalogue));
  checkCalls(issues, nodes, called);
  const timeoutMs = compileDuration(issues, 'limits.timeout', definition.limits.timeout);
  return {
    definition,
    catalogue,
    root,
    nodes,
    transitions,
    cards: new Map(definition.cards.map((card) => [card.id, compileCard(issues, card)])),
    ...compileVariables(issues, 'variables', definition.variables),
    ...(definition.permissions === undefined ? {} : { permissions: present(definition.permissions) }),
    called,
    inputDefaults: inputDefaults(definition.inputs),
    checkInputs: checkOf(issues, 'inputs', pinnedInputSchema(definition.inputs)),
    checkOutputs: checkOf(issues, 'outputs', definition.outputs),
    actionVersions: actionVersions(compilation, called),
    guarding: guardingTypes(compilation, called),
    maxTransitions: definition.limits.maxTransitions,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
}

/** Where data of others meets a model or chooses something, a run is pinned to the version that guards it. */
function guarded(compiled: CompiledDefinition): CompiledDefinition {
  const types = guardedTypes(compiled);
  if (types.length === 0) return compiled;
  return { ...compiled, actionVersions: { ...compiled.actionVersions, ...Object.fromEntries(types.map((type) => [type, delimitedSince])) } };
}

function actionVersions(compilation: Compilation, called: ReadonlyMap<string, CompiledDefinition>): { readonly [type: string]: number } {
  const versions = [...kindsOf(compilation).map((kind) => [kind.type, kind.version] as const), ...[...called.values()].flatMap((one) => Object.entries(one.actionVersions))];
  return Object.fromEntries(versions.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** Other kinds know one version only: {@link delimitedSince} says nothing of them. */
function guardingTypes(compilation: Compilation, called: ReadonlyMap<string, CompiledDefinition>): readonly string[] {
  const own = kindsOf(compilation).filter(({ version, prompts, chooses }) => version < delimitedSince && (prompts !== undefined || chooses !== undefined));
  return [...new Set([...own.map(({ type }) => type), ...[...called.values()].flatMap(({ guarding }) => guarding)])].toSorted();
}

function kindsOf({ nodes }: Compilation): readonly ActionKind[] {
  return [...nodes.values()].flatMap((node) => [...actionsOf(node), ...askedOf(node)].flatMap(({ kind, takes }) => [kind, ...takes]));
}

function actionsOf(node: CompiledNode): readonly CompiledAction[] {
  return [...node.entry, ...node.exit, ...(node.own === undefined ? [] : [node.own]), ...(node.userActions ?? []).map(({ action }) => action)];
}

/** What the validators of the node's transitions ask models. */
function askedOf(node: CompiledNode): readonly CompiledAction[] {
  return node.outgoing.flatMap(({ validators }) => validators.flatMap(({ ask }) => (ask?.of === 'model' ? [ask.action] : [])));
}
