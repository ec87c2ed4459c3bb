import { type Catalogue, standardCatalogue } from '../catalogue/catalogue.ts';
import { type SchemaCheck, schemaCheck } from '../catalogue/json-schema.ts';
import type { JsonObject } from '../model/json.ts';
import { WorkflowDefinition } from '../model/workflow.ts';
import { compileCard } from './compile/compile-card.ts';
import { compileDuration } from './compile/compile-action.ts';
import { type Compilation, compileRegion } from './compile/compile-region.ts';
import type { CompiledDefinition, CompiledRegion, CompiledVariable } from './compile/compiled-definition.ts';
import { definitionInvalid, type DefinitionIssue, DefinitionIssues } from './compile/definition-issues.ts';
import { inputDefaults, pinnedInputSchema } from './compile/input-schema.ts';
import { checkUniqueIds } from './compile/unique-ids.ts';

/** The definition ready to be run. Throws `definition_invalid` with everything that is wrong with it in `data.issues`. */
export function compileDefinition(definition: JsonObject, catalogue: Catalogue = standardCatalogue): CompiledDefinition {
  const result = checkDefinition(definition, catalogue);
  if (result.ok) return result.compiled;
  throw definitionInvalid(typeof definition['name'] === 'string' ? definition['name'] : 'without a name', result.issues);
}

export type CheckedDefinition = { readonly ok: true; readonly compiled: CompiledDefinition } | { readonly ok: false; readonly issues: readonly DefinitionIssue[] };

/** As {@link compileDefinition}, for whoever wants the list instead of a throw. */
export function checkDefinition(source: JsonObject, catalogue: Catalogue = standardCatalogue): CheckedDefinition {
  const issues = new DefinitionIssues();
  const definition = issues.parse('', WorkflowDefinition, source);
  if (definition === undefined) return { ok: false, issues: issues.found };
  checkUniqueIds(issues, definition);
  const compilation: Compilation = { issues, catalogue, definition, nodes: new Map(), transitions: new Map() };
  const root = compileRegion(compilation, definition.root);
  const compiled = assemble(compilation, root ?? { id: definition.root.id, start: '' });
  return issues.found.length === 0 ? { ok: true, compiled } : { ok: false, issues: issues.found };
}

function assemble(compilation: Compilation, root: CompiledRegion): CompiledDefinition {
  const { issues, catalogue, definition, nodes, transitions } = compilation;
  const timeoutMs = compileDuration(issues, 'limits.timeout', definition.limits.timeout);
  return {
    definition,
    catalogue,
    root,
    nodes,
    transitions,
    cards: new Map(definition.cards.map((card) => [card.id, compileCard(issues, card)])),
    variables: compileVariables(compilation),
    initial: Object.fromEntries(Object.entries(definition.variables).map(([name, variable]) => [name, variable.initial])),
    variableSchemas: Object.fromEntries(Object.entries(definition.variables).map(([name, variable]) => [name, variable.schema])),
    inputDefaults: inputDefaults(definition.inputs),
    checkInputs: checkOf(issues, 'inputs', pinnedInputSchema(definition.inputs)),
    checkOutputs: checkOf(issues, 'outputs', definition.outputs),
    actionVersions: actionVersions(compilation),
    maxTransitions: definition.limits.maxTransitions,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
}

function compileVariables({ issues, definition }: Compilation): { readonly [name: string]: CompiledVariable } {
  return Object.fromEntries(
    Object.entries(definition.variables).map(([name, variable]) => {
      const where = `variables.${name}`;
      if (variable.sensitive) issues.add(where, 'Sensitive variables cannot be kept yet.', 'Leave `sensitive` out, and keep secrets out of the workflow.');
      const check = checkOf(issues, where, variable.schema);
      const [problem] = variable.initial === null ? [] : check(variable.initial);
      if (problem !== undefined) issues.add(`${where}.initial`, `It does not fit the variable's schema: ${problem.path}: ${problem.message}`);
      return [name, { check }];
    }),
  );
}

function checkOf(issues: DefinitionIssues, where: string, schema: JsonObject): SchemaCheck {
  return issues.attempt(where, () => schemaCheck(schema)) ?? (() => []);
}

function actionVersions({ nodes }: Compilation): { readonly [type: string]: number } {
  const kinds = [...nodes.values()].flatMap((node) => [...node.entry, ...node.exit].map((action) => action.kind));
  return Object.fromEntries(kinds.map((kind) => [kind.type, kind.version] as const).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
