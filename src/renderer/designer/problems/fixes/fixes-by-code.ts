import type { Finding } from '../../../../core/domain/operations/workflows.ts';
import { incomplete, limitUnhandled, neverTaken, openChoice, overlapping, shadowed, validatorNeverPasses } from './condition-fixes.ts';
import { cycleWithoutProgress } from './cycle-fix.ts';
import { duplicateId } from './duplicate-id-fix.ts';
import { errorUnhandled, permissionUndeclared, unapprovedEffect } from './effect-fixes.ts';
import { cardMissing, configInvalid, nearName, reservedName, triggerNotAllowed, unknownKind } from './kind-fixes.ts';
import { inputsOfCall, outputMissing, outputUndeclared } from './output-fixes.ts';
import type { FixContext, FixMaker, QuickFix } from './quick-fix.ts';
import { schemaInvalid } from './schema-fixes.ts';
import { bodyCount, brokenTransition, deadEnd, endMissing, startCount, unreachableNode } from './structure-fixes.ts';
import { mayBeMissing, readBeforeWrite, scopeViolation, unknownName, unusedCard, unusedInput, unusedVariable } from './value-fixes.ts';

/** Screens on which people put there what a workflow misses. */
export type MendScreen = '/settings/connectors' | '/settings/credentials' | '/settings/directories' | '/documents';

/** How findings of one code are mended. */
interface Mending {
  /** The ways that need no more than a press of a button, */
  readonly fix?: FixMaker;
  /** or why there is none. */
  readonly none?: string;
  /** It is about what leads on from its node, and shown there. */
  readonly isOfExits?: true;
  /** Where it is mended outside of the workflow. */
  readonly screen?: MendScreen;
}

/** Every code of docs/verify.md: how it is mended, or why only a person can. */
export const mendingByCode: { readonly [code: string]: Mending } = {
  definition_invalid: { none: 'what the part should be is not known' },
  config_invalid: { fix: configInvalid },
  duplicate_id: { fix: duplicateId },
  start_count: { fix: startCount },
  end_missing: { fix: endMissing },
  broken_transition: { fix: brokenTransition },
  unknown_kind: { fix: unknownKind },
  trigger_not_allowed: { fix: triggerNotAllowed },
  missing_trigger: { none: 'which of the triggers should fire is a decision' },
  switched_off: { none: 'whether it should run is a decision' },
  body_count: { fix: bodyCount },
  reserved_name: { fix: reservedName },
  card_missing: { fix: cardMissing },
  workflow_missing: { none: 'which workflow was meant is chosen at the node' },
  contract_mismatch: { fix: inputsOfCall },
  output_missing: { fix: outputMissing },
  output_undeclared: { fix: outputUndeclared },
  expression_invalid: { none: 'what the expression should say is not known' },
  unreachable_node: { fix: unreachableNode },
  dead_end: { fix: deadEnd, isOfExits: true },
  no_end: { none: 'which of the nodes should lead out, and when, is a decision', isOfExits: true },
  cycle_without_progress: { fix: cycleWithoutProgress, isOfExits: true },
  cycle_without_loop: { fix: cycleWithoutProgress, isOfExits: true },
  never_fires: { fix: neverTaken },
  shadowed_transition: { fix: shadowed },
  unreachable_default: { fix: neverTaken },
  incomplete_conditions: { fix: incomplete, isOfExits: true },
  overlapping_conditions: { fix: overlapping },
  choice_without_transition: { fix: openChoice },
  loop_never_done: { none: 'what the body should write is not known' },
  limit_unhandled: { fix: limitUnhandled, isOfExits: true },
  validator_never_passes: { fix: validatorNeverPasses },
  unknown_name: { fix: unknownName },
  read_before_write: { fix: readBeforeWrite },
  value_may_be_missing: { fix: mayBeMissing },
  type_mismatch: { none: 'which of the two is wrong is not known' },
  item_outside_list: { none: 'a list has to be put around it, and which is not known' },
  scope_violation: { fix: scopeViolation },
  schema_invalid: { fix: schemaInvalid },
  unused_variable: { fix: unusedVariable },
  unused_input: { fix: unusedInput },
  unused_card: { fix: unusedCard },
  card_without_fields: { none: 'what a person is to be asked is not known' },
  error_unhandled: { fix: errorUnhandled },
  missing_connector: { fix: nearName, screen: '/settings/connectors' },
  missing_credential: { fix: nearName, screen: '/settings/credentials' },
  missing_document: { fix: nearName, screen: '/documents' },
  missing_directory: { none: 'what the machine allows is no part of the workflow, and is widened in the settings alone', screen: '/settings/directories' },
  permission_undeclared: { fix: permissionUndeclared },
  budget_exceeded: { none: 'how much may be spent is a decision' },
  untrusted_choice: { none: 'what others may choose is a decision, with nothing to suggest it' },
  untrusted_system: { none: 'trusting data of others is a decision' },
  unapproved_effect: { fix: unapprovedEffect },
  approval_without_principals: { none: 'asking fewer people is a decision' },
};

/** The ways to mend a finding that need no more than a press, the likeliest first. */
export function quickFixesOf(finding: Finding, context: FixContext): readonly QuickFix[] {
  return mendingOf(finding.code).fix?.(finding, context) ?? [];
}

/** How findings of a code are mended; nothing is known of a code that a newer host tells. */
export function mendingOf(code: string): Mending {
  return Object.hasOwn(mendingByCode, code) ? (mendingByCode[code] ?? unknown) : unknown;
}

const unknown: Mending = {};

/** The field of the inspector at which a finding is shown: its own place, or the exits of its node. */
export function fieldOf({ code, where }: Finding): string {
  if (mendingOf(code).isOfExits === true && /^nodes\.[^.]+$/u.test(where)) return `${where}.exits`;
  // As inputs are, outputs are known by their names alone.
  return where.replace(/^outputs\.properties\./u, 'outputs.');
}
