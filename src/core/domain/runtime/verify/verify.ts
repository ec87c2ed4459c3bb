import type { JsonObject } from '../../model/json.ts';
import { checkDefinition } from '../compile-definition.ts';
import type { DefinitionIssue } from '../compile/definition-issues.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { type Analysis, analysisOf, type Draft, type VerifyContext } from './analysis.ts';
import { findApprovalFaults } from './analyses/find-approval-faults.ts';
import { findChoiceFaults } from './analyses/find-choice-faults.ts';
import { findConditionFaults } from './analyses/find-condition-faults.ts';
import { findCostFaults } from './analyses/find-cost-faults.ts';
import { findCircles, findDeadEnds } from './analyses/find-dead-ends.ts';
import { findForeignData } from './analyses/find-foreign-data.ts';
import { findLoopFaults } from './analyses/find-loop-faults.ts';
import { findMissingSurroundings, findUndeclared } from './analyses/find-missing-surroundings.ts';
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
  const checked = checkDefinition(definition, context.catalogue);
  if (checked.ok) {
    const { findings, notAnalysed } = examined(checked.compiled, context);
    return { findings: [...findings, ...findSwitchedOff(definition)], notAnalysed };
  }
  return { findings: checked.issues.map(findingOf), notAnalysed: ['paths, names, types and conditions, until the definition itself can be read'] };
}

function findingOf({ code = 'definition_invalid', where, message, next }: DefinitionIssue): VerifyFinding {
  return { code, severity: 'error', where, message, ...(next === undefined ? {} : { fix: next }) };
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
    ...findUnwrittenReads(analysis, writtenBefore(base.graph, dead)),
    ...findMissingSurroundings(analysis),
    ...findUndeclared(analysis),
    ...findCostFaults(analysis, dead),
    ...findUnhandledErrors(analysis),
    ...findForeignData(analysis),
    ...findUnused(analysis),
  ];
  return { findings: withTraces(analysis, single(drafts)).toSorted((left, right) => rank[left.severity] - rank[right.severity]), notAnalysed: [...base.notAnalysed] };
}

const neverTaken: readonly string[] = ['never_fires', 'shadowed_transition', 'validator_never_passes'];
const rank = { error: 0, warning: 1, info: 2 } as const;

/** The same thing said twice of one place is said once. */
function single(drafts: readonly Draft[]): readonly Draft[] {
  return [...new Map(drafts.map((draft) => [`${draft.code} ${draft.where} ${draft.message}`, draft])).values()];
}
