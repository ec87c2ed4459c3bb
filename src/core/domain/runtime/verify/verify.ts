import type { JsonObject } from '../../model/json.ts';
import { nodesIn } from '../../model/edit/definition-reading.ts';
import { present } from '../../model/present.ts';
import { checkDefinition, type CheckedDefinition } from '../compile-definition.ts';
import type { DefinitionIssue } from '../compile/definition-issues.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { type Analysis, analysisOf, type Draft, type VerifyContext } from './analysis.ts';
import { findApprovalFaults } from './analyses/find-approval-faults.ts';
import { findChoiceFaults } from './analyses/find-choice-faults.ts';
import { findConditionFaults } from './analyses/find-condition-faults.ts';
import { findCostFaults } from './analyses/find-cost-faults.ts';
import { findCircles, findDeadEnds } from './analyses/find-dead-ends.ts';
import { findForeignData } from './analyses/find-foreign-data.ts';
import { findCyclesWithoutLoop, worseOfCycles } from './analyses/find-cycles-without-loop.ts';
import { findLoopFaults } from './analyses/find-loop-faults.ts';
import { findSchemaFaults, type SchemasLookedAt } from './analyses/find-schema-faults.ts';
import { findMissingSurroundings, findUndeclared } from './analyses/find-missing-surroundings.ts';
import { findOutputFaults } from './analyses/find-output-faults.ts';
import { findTriggerFaults } from './analyses/find-trigger-faults.ts';
import { findUnhandledErrors } from './analyses/find-unhandled-errors.ts';
import { findUnused } from './analyses/find-unused.ts';
import { findSwitchedOff } from './analyses/find-switched-off.ts';
import { findUnwrittenReads } from './analyses/find-unwritten-reads.ts';
import type { VerifyFinding } from './finding.ts';
import { findUnreachable, reachedNodes } from './reachability.ts';
import { withTraces } from './find-traces.ts';
import { findTypeFaults } from './analyses/find-type-faults.ts';
import { nodeScopes } from './node-scope.ts';
import { type StoodIn, withStandIns } from './stand-ins.ts';
import { writtenBefore } from './written-before.ts';

export type { VerifyContext } from './analysis.ts';
export type { VerifyFinding } from './finding.ts';

export interface Verification {
  readonly findings: readonly VerifyFinding[];
  /** What was not looked at, so that no findings is not taken for more than it is. */
  readonly notAnalysed: readonly string[];
}

/** What is wrong or doubtful with a definition before it ever runs. A sound one has no findings. */
export function verify(definition: JsonObject, context: VerifyContext): Verification {
  const schemas = findSchemaFaults(definition, context.catalogue);
  const checked = checkDefinition(schemas.definition, context.catalogue);
  const { findings, notAnalysed } = checked.ok ? examined(checked.compiled, context) : examinedOn(schemas.definition, checked, context);
  return { findings: [...schemas.findings, ...beside(schemas, definition, findings), ...findSwitchedOff(definition)], notAnalysed };
}

/** What is found beside faulty schemas: not what only follows from them, and no run that could not be begun with them. */
function beside({ definition, fields }: SchemasLookedAt, written: JsonObject, findings: readonly VerifyFinding[]): readonly VerifyFinding[] {
  const told = fields.length === 0 ? findings : findings.filter(({ code, where }) => code !== 'config_invalid' || !fields.some((field) => where === field || where === field.replaceAll(/\[(\d+)\]/gu, '.$1')));
  return definition === written ? told : told.map(({ trace: _trace, ...finding }) => finding);
}

type Faulty = Exclude<CheckedDefinition, { readonly ok: true }>;

/** The issues of a definition that cannot be run, and what else is found as far as it can be looked at. */
function examinedOn(definition: JsonObject, faulty: Faulty, context: VerifyContext): Verification {
  const issues = faulty.issues.map(findingOf);
  if (faulty.parts === undefined) return { findings: issues, notAnalysed: [unread] };
  const { stood, checked } = stoodIn(definition, faulty, context);
  const { findings, notAnalysed } = examinedParts(stood, checked, context);
  const told = new Set(issues.map(({ where, message }) => `${where} ${message}`));
  // What is followed through only once nothing is wrong in itself.
  const further = checked.ok ? [] : checked.issues.map(findingOf);
  const isOfAuthor = (finding: VerifyFinding): boolean => !told.has(`${finding.where} ${finding.message}`) && !isOfStandIn(stood, finding);
  return { findings: [...issues, ...[...further, ...findings].filter(isOfAuthor)], notAnalysed };
}

/** It is about what stands in for something, or about what a node of an unknown type leaves. */
function isOfStandIn({ places, untyped }: StoodIn, { where, data }: VerifyFinding): boolean {
  const isLeft = ({ path }: NonNullable<VerifyFinding['data']>): boolean => untyped.some((id) => path === `nodes.${id}` || path?.startsWith(`nodes.${id}.`) === true);
  return places.some((place) => where === place || where.startsWith(`${place}.`) || where.startsWith(`${place}[`)) || untyped.some((id) => where === `nodes.${id}`) || (data !== undefined && isLeft(data));
}

const unread = 'paths, names, types and conditions, until the definition itself can be read';
const unfollowed = 'the ways runs take, until the errors of the definition are mended';

/** Faulty fields stood in for; whole configs, where their fields are at fault only together. */
function stoodIn(definition: JsonObject, { issues }: Faulty, { catalogue }: VerifyContext): { readonly stood: StoodIn; readonly checked: CheckedDefinition } {
  const stood = withStandIns(definition, issues, catalogue);
  const checked = checkDefinition(stood.definition, catalogue);
  if (checked.ok) return { stood, checked };
  const whole = withStandIns(stood.definition, checked.issues.map((issue) => ({ ...issue, where: issue.where.replace(/(\.config)\..*$/u, '$1') })), catalogue);
  if (whole.places.length === 0) return { stood, checked };
  const both = { ...whole, places: [...stood.places, ...whole.places], values: [...stood.values, ...whole.values], untyped: stood.untyped, steers: stood.steers || whole.steers };
  return { stood: both, checked: checkDefinition(both.definition, catalogue) };
}

function examinedParts({ definition, values, steers }: StoodIn, checked: CheckedDefinition, context: VerifyContext): Verification {
  const compiled = checked.ok ? checked.compiled : checked.parts;
  if (compiled === undefined || (!checked.ok && !isReadable(definition, compiled, checked.issues))) return { findings: [], notAnalysed: [unread] };
  const { findings, notAnalysed } = checked.ok && !steers ? examined(compiled, context) : examinedNames(compiled, context);
  const mayRead = values.some((value) => JSON.stringify(value).length > 2);
  if (!mayRead) return { findings, notAnalysed };
  return { findings: findings.filter(({ code }) => !code.startsWith('unused_')), notAnalysed: [...notAnalysed, 'whether everything declared is used'] };
}

/** Every node is there, and every expression can be read. */
function isReadable(definition: JsonObject, { nodes }: CompiledDefinition, issues: Faulty['issues']): boolean {
  const isUnreadable = ({ where, code = 'definition_invalid' }: DefinitionIssue): boolean => !where.startsWith('called.') && ['expression_invalid', 'duplicate_id'].includes(code);
  return nodesIn(definition).length === nodes.size && !issues.some(isUnreadable);
}

/** Names, types and surroundings alone: nothing that asks which ways runs take. */
function examinedNames(compiled: CompiledDefinition, context: VerifyContext): Verification {
  const base = analysisOf(compiled, context);
  const analysis: Analysis = { ...base, reachable: new Set(base.graph.nodes.keys()) };
  // No run shows anything of a definition that cannot be run.
  const drafts = [...findTypeFaults({ ...base, reachable: new Set() }, nodeScopes(base.graph)), ...findOutputFaults(analysis).map(({ shows: _shows, ...draft }) => draft), ...findMissingSurroundings(analysis), ...findUndeclared(analysis)];
  return { findings: withTraces(analysis, single(drafts)), notAnalysed: [...base.notAnalysed, unfollowed] };
}

function findingOf({ code = 'definition_invalid', where, message, next: fix, data }: DefinitionIssue): VerifyFinding {
  return { code, severity: 'error', where, message, ...present({ fix, data }) };
}

function examined(compiled: CompiledDefinition, context: VerifyContext): Verification {
  const base = analysisOf(compiled, context);
  const everywhere: Analysis = { ...base, reachable: new Set(base.graph.nodes.keys()) };
  const scopes = nodeScopes(base.graph);
  const conditions = findConditionFaults(everywhere, scopes);
  const dead = new Set([...conditions, ...findTriggerFaults(everywhere)].filter(({ code }) => neverTaken.includes(code)).map(({ where }) => where.split('.')[1] ?? ''));
  const analysis: Analysis = { ...base, reachable: reachedNodes(base.graph, dead) };
  const drafts: readonly Draft[] = [
    ...findUnreachable(analysis),
    ...findDeadEnds(analysis, dead),
    ...findCircles(analysis, dead),
    ...findConditionFaults(analysis, scopes),
    ...findChoiceFaults(analysis),
    ...findTriggerFaults(analysis),
    ...findApprovalFaults(analysis),
    ...findLoopFaults(analysis),
    ...findTypeFaults(analysis, scopes),
    ...findOutputFaults(analysis),
    ...findUnwrittenReads(analysis, writtenBefore(base.graph, dead)),
    ...findMissingSurroundings(analysis),
    ...findUndeclared(analysis),
    ...findCostFaults(analysis, dead),
    ...findUnhandledErrors(analysis),
    ...findForeignData(analysis),
    ...findUnused(analysis),
  ];
  const found = withTraces(analysis, single(drafts));
  const told = new Set(found.filter(({ code }) => worseOfCycles.includes(code)).map(({ where }) => where.split('.')[1] ?? ''));
  return { findings: [...found, ...findCyclesWithoutLoop(analysis, dead, told)].toSorted((left, right) => rank[left.severity] - rank[right.severity]), notAnalysed: [...base.notAnalysed] };
}

const neverTaken: readonly string[] = ['never_fires', 'shadowed_transition', 'validator_never_passes'];
const rank = { error: 0, warning: 1, info: 2 } as const;

/** The same thing said twice of one place is said once. */
function single(drafts: readonly Draft[]): readonly Draft[] {
  return [...new Map(drafts.map((draft) => [`${draft.code} ${draft.where} ${draft.message}`, draft])).values()];
}
