import type { Catalogue } from '../../catalogue/catalogue.ts';
import { wayToGive } from '../../catalogue/output-of.ts';
import { compileExpression, type CompiledExpression } from '../../expression/compile-expression.ts';
import { createFuel } from '../../expression/fuel.ts';
import { evaluate, parseExpression } from '../../expression/expression.ts';
import { functionWords } from '../../expression/functions/function-words.ts';
import { inferType, type TypeProblem } from '../../expression/static/infer-type.ts';
import type { ValueType } from '../../expression/static/value-type.ts';
import type { Scope } from '../../expression/scope.ts';
import { parseTemplate, renderValue, templateReferences } from '../../expression/template.ts';
import { AppError } from '../../model/errors.ts';
import { isJsonList, type Json, type JsonObject } from '../../model/json.ts';
import { nearest } from '../../model/nearest-word.ts';
import { toInstant } from '../../model/instant.ts';
import type { Readable } from '../../operations/workflows-scope.ts';
import { checkDefinition } from '../../runtime/compile-definition.ts';
import { readsSensitive, type SensitiveParts } from '../../runtime/compile/sensitivity.ts';
import { flowGraph } from '../../runtime/flow/flow-graph.ts';
import { writtenBefore } from '../../runtime/verify/written-before.ts';
import { findNode, idOf, textIn } from '../../model/edit/definition-reading.ts';
import type { AreaService } from '../area-service.ts';
import { draftDefinition } from '../draft-definition.ts';
import { findWorkflow } from '../lookups.ts';
import { isSensitiveIn, type RecentRun, recentRuns, type RecentRunsDeps, shortened, valueAt } from './recent-runs.ts';
import { type ReadableValue, readableValues, stepsIn, typesOf } from './readable-values.ts';
import { sampleScope } from './sample-scope.ts';
import { type ScopePlace, scopePlace } from './scope-place.ts';
import { waysBefore } from './ways-before.ts';

export interface WorkflowScopeDeps extends RecentRunsDeps {
  readonly data: RecentRunsDeps['data'] & Parameters<typeof findWorkflow>[0];
  readonly catalogue: Catalogue;
}

type Area = AreaService<'workflows'>;

/** What expressions can read, and what they give: for completion and a look at real values while somebody writes one. */
export function createWorkflowScope(deps: WorkflowScopeDeps): Pick<Area, 'scope' | 'evaluate'> {
  return {
    async scope({ id, where, definition: given }) {
      const { definition, runs } = await whatIsThere(deps, id, given);
      const place = scopePlace(definition, where);
      const known = knowledge(deps.catalogue, definition, place);
      const before = waysBefore(deps.catalogue, definition, place);
      const values = readableValues(deps.catalogue, definition, place).filter(({ path }) => before.canBeThere(path));
      const items = values.toSorted((one, other) => before.distance(one.path) - before.distance(other.path)).map((value) => readable(value, { known, runs }));
      return { items, functions: [...functionWords], runs: runs.map(({ row }) => ({ id: row.id, status: row.status, startedAt: toInstant(row.startedAt) })) };
    },
    async evaluate({ id, where, expression, template, definition: given }) {
      if ((expression === undefined) === (template === undefined)) {
        throw new AppError('input_invalid', 'What is evaluated is an expression or a template, one of the two.', { next: 'Give `expression` or `template`.', data: { fields: [{ path: 'expression', message: 'give this or template' }] } });
      }
      const { definition, runs } = await whatIsThere(deps, id, given);
      const place = scopePlace(definition, where);
      const source = readSource(expression, template);
      if (source.fault !== undefined) return { reads: [], problems: [problemOf(source.fault)], values: [] };
      const values = readableValues(deps.catalogue, definition, place);
      const types = typesOf(values, place);
      const inferred = source.expressions.map((one) => inferType(one, types));
      const known = knowledge(deps.catalogue, definition, place);
      const [only] = inferred;
      return {
        ...(only === undefined || !source.isWhole ? { type: 'text' } : { type: typeWords(only.type) }),
        reads: [...source.reads],
        problems: inferred.flatMap(({ problems }) => problems.map((problem) => typeProblem(problem, wayThere(deps.catalogue, definition)))),
        values: runs.map((run) => valueIn(run, source, { known })),
        ...sampleIn(source, sampleScope(definition, values)),
      };
    },
  };
}

async function whatIsThere(deps: WorkflowScopeDeps, id: string, given: JsonObject | undefined): Promise<{ readonly definition: JsonObject; readonly runs: readonly RecentRun[] }> {
  const row = await findWorkflow(deps.data, id);
  const definition = given === undefined ? (await deps.data.workflows.draft(row.id)).definition : draftDefinition(given, 'The definition');
  return { definition, runs: await recentRuns(deps, row) };
}

/** What the engine knows of a definition that it can read. Of any other nothing is certain, and what may be sensitive is. */
interface Knowledge {
  isSensitive(path: string): boolean;
  isCertain(path: string): boolean;
}

function knowledge(catalogue: Catalogue, definition: JsonObject, { node, action, isLeaving }: ScopePlace): Knowledge {
  const checked = checkDefinition(definition, catalogue);
  if (!checked.ok) return { isSensitive: cautiously(definition), isCertain: (path) => !path.startsWith('nodes.') && !path.startsWith('error.') };
  const { compiled } = checked;
  const graph = flowGraph(compiled);
  const at = node === undefined ? undefined : graph.nodes.get(idOf(node));
  const before = writtenBefore(graph, new Set());
  const written = at === undefined ? new Set<string>() : isLeaving ? before.afterEntry(at) : before.node(at.id);
  const steps = at?.written.entry ?? [];
  const earlier = action === undefined ? [] : steps.slice(0, Math.max(0, steps.findIndex(({ id }) => id === action))).map(({ id }) => `nodes.${at?.id ?? ''}.${id}`);
  const parts: SensitiveParts | undefined = compiled.sensitive?.get('');
  const { required } = compiled.definition.inputs;
  return {
    isSensitive: (path) => parts !== undefined && readsSensitive(parts, path),
    isCertain(path) {
      const [root, first = '', second = ''] = path.split('.');
      if (root === 'nodes') return written === 'everything' || written.has(`nodes.${first}.${second}`) || earlier.includes(`nodes.${first}.${second}`);
      if (root === 'inputs') return (isJsonList(required) && required.includes(first)) || Object.hasOwn(compiled.inputDefaults, first);
      return root !== 'error' && root !== 'loops';
    },
  };
}

/** Where a definition cannot be followed, everything that comes of a run may hold what somebody called sensitive. */
function cautiously({ inputs, variables }: JsonObject): (path: string) => boolean {
  const text = JSON.stringify([inputs ?? null, variables ?? null]);
  const hasSecrets = text.includes('"writeOnly":true') || text.includes('"sensitive":true');
  return (path) => hasSecrets && /^(?:inputs|vars|nodes|loops|item|error)\b/u.test(path);
}

const kindWords = { string: 'text', bool: 'true or false', number: 'number', list: 'list', map: 'object', timestamp: 'time', duration: 'duration', null: 'nothing', any: 'anything' } as const;

/** What kinds of values it can be, as people call them. */
function typeWords({ kinds }: ValueType): string {
  if (kinds === undefined || kinds.size === 0) return 'anything';
  return [...kinds].map((kind) => kindWords[kind]).join(' or ');
}

function readable({ path, type, from, writers, isOptional = false }: ReadableValue, { known, runs }: { readonly known: Knowledge; readonly runs: readonly RecentRun[] }): Readable {
  const isSensitive = known.isSensitive(path);
  const samples = isSensitive ? [] : runs.flatMap((run) => {
    const value = isSensitiveIn(run, path) ? undefined : valueAt(run.scope, path);
    return value === undefined ? [] : [{ run: run.row.id, value: shortened(value) }];
  });
  return { path, type: typeWords(type), from, writers: [...writers], isSensitive, isCertain: !isOptional && known.isCertain(path), samples };
}

interface Source {
  readonly fault?: AppError;
  readonly expressions: readonly CompiledExpression[];
  readonly reads: readonly string[];
  /** It is one expression and nothing else. */
  readonly isWhole: boolean;
  readonly value: (run: Pick<RecentRun, 'scope'>) => Json;
}

function readSource(expression: string | undefined, template: string | undefined): Source {
  try {
    if (expression !== undefined) {
      const parsed = parseExpression(expression);
      return { expressions: [compileExpression(expression)], reads: [...parsed.references].toSorted(), isWhole: true, value: ({ scope }) => evaluate(parsed, scope, createFuel()).value };
    }
    const parsed = parseTemplate(template ?? '');
    const parts = parsed.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.expression]));
    return { expressions: parts, reads: templateReferences(parsed), isWhole: parts.length === 1 && parsed.parts.length === 1, value: ({ scope }) => renderValue(parsed, scope, createFuel()).value };
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    return { fault, expressions: [], reads: [], isWhole: false, value: () => null };
  }
}

function valueIn(run: RecentRun, { reads, value }: Source, { known }: { readonly known: Knowledge }) {
  const isMasked = reads.some((path) => known.isSensitive(path) || isSensitiveIn(run, path));
  if (isMasked) return { run: run.row.id, isMasked };
  try {
    return { run: run.row.id, value: shortened(value(run)), isMasked };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { run: run.row.id, error: error.message, isMasked };
  }
}

/** Nothing where it cannot be found out: the problems say why. */
function sampleIn({ value }: Source, scope: Scope): { readonly sample?: Json } {
  try {
    return { sample: shortened(value({ scope })) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return {};
  }
}

function problemOf({ message, next, data }: AppError) {
  const [line, column] = [data?.['line'], data?.['column']];
  return { message, ...(next === undefined ? {} : { next }), ...(typeof line === 'number' ? { line } : {}), ...(typeof column === 'number' ? { column } : {}) };
}

function typeProblem(problem: TypeProblem, wayTo: (path: string) => string | undefined) {
  if (problem.kind === 'mismatch') return { message: problem.message };
  if (problem.kind === 'uncertain') return { path: problem.path, message: `${problem.path} may be missing.`, next: `Ask first: has(${problem.path}).`, isPossible: true };
  const meant = nearest(problem.name, problem.known);
  const next = wayTo(problem.path) ?? (meant === undefined ? undefined : `Did you mean "${meant}"?`);
  return { path: problem.path, message: `${problem.path} does not exist.`, ...(next === undefined ? {} : { next }) };
}

/** How the action a path reads comes to give what is read of it. */
function wayThere(catalogue: Catalogue, definition: JsonObject): (path: string) => string | undefined {
  return (path) => {
    const [root, node = '', action = '', member = ''] = path.split('.');
    const step = root === 'nodes' ? stepsIn(findNode(definition, node) ?? {}).find((one) => idOf(one) === action) : undefined;
    const kind = catalogue.actions.get(textIn(step ?? {}, 'type') ?? '');
    return step === undefined ? undefined : wayToGive(kind, { member, name: textIn(step, 'name') ?? kind?.title ?? action });
  };
}

