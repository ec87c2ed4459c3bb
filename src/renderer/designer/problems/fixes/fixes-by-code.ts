import type { Finding } from '../../../../core/domain/operations/workflows.ts';
import { incomplete, limitUnhandled, neverTaken, openChoice, overlapping, shadowed, validatorNeverPasses } from './condition-fixes.ts';
import { duplicateId } from './duplicate-id-fix.ts';
import { errorUnhandled, permissionUndeclared, unapprovedEffect } from './effect-fixes.ts';
import { cardMissing, configInvalid, nearName, reservedName, triggerNotAllowed, unknownKind } from './kind-fixes.ts';
import type { FixContext, FixMaker, QuickFix } from './quick-fix.ts';
import { bodyCount, brokenTransition, deadEnd, endMissing, startCount, unreachableNode } from './structure-fixes.ts';
import { mayBeMissing, readBeforeWrite, scopeViolation, unknownName, unusedCard, unusedInput, unusedVariable } from './value-fixes.ts';

/** Why a finding of this kind is not mended by a press of a button. */
interface None {
  readonly none: string;
}

/** Every code of docs/verify.md: how it is mended, or why only a person can. */
export const fixesByCode: { readonly [code: string]: FixMaker | None } = {
  definition_invalid: { none: 'what the part should be is not known' },
  config_invalid: configInvalid,
  duplicate_id: duplicateId,
  start_count: startCount,
  end_missing: endMissing,
  broken_transition: brokenTransition,
  unknown_kind: unknownKind,
  trigger_not_allowed: triggerNotAllowed,
  missing_trigger: { none: 'which of the triggers should fire is a decision' },
  switched_off: { none: 'whether it should run is a decision' },
  body_count: bodyCount,
  reserved_name: reservedName,
  card_missing: cardMissing,
  workflow_missing: { none: 'which workflow was meant is chosen at the node' },
  contract_mismatch: { none: 'two workflows have to agree, and one of them is not open' },
  expression_invalid: { none: 'what the expression should say is not known' },
  unreachable_node: unreachableNode,
  dead_end: deadEnd,
  no_end: { none: 'which of the nodes should lead out, and when, is a decision' },
  cycle_without_progress: { none: 'what the cycle should change is not known' },
  never_fires: neverTaken,
  shadowed_transition: shadowed,
  unreachable_default: neverTaken,
  incomplete_conditions: incomplete,
  overlapping_conditions: overlapping,
  choice_without_transition: openChoice,
  loop_never_done: { none: 'what the body should write is not known' },
  limit_unhandled: limitUnhandled,
  validator_never_passes: validatorNeverPasses,
  unknown_name: unknownName,
  read_before_write: readBeforeWrite,
  value_may_be_missing: mayBeMissing,
  type_mismatch: { none: 'which of the two is wrong is not known' },
  item_outside_list: { none: 'a list has to be put around it, and which is not known' },
  scope_violation: scopeViolation,
  unused_variable: unusedVariable,
  unused_input: unusedInput,
  unused_card: unusedCard,
  error_unhandled: errorUnhandled,
  missing_connector: nearName,
  missing_credential: nearName,
  missing_document: nearName,
  missing_directory: { none: 'what the machine allows is no part of the workflow, and is widened in the settings alone' },
  permission_undeclared: permissionUndeclared,
  budget_exceeded: { none: 'how much may be spent is a decision' },
  untrusted_choice: { none: 'what others may choose is a decision, with nothing to suggest it' },
  untrusted_system: { none: 'trusting data of others is a decision' },
  unapproved_effect: unapprovedEffect,
  approval_without_principals: { none: 'asking fewer people is a decision' },
};

/** The ways to mend a finding that need no more than a press, the likeliest first. */
export function quickFixesOf(finding: Finding, context: FixContext): readonly QuickFix[] {
  const known = Object.hasOwn(fixesByCode, finding.code) ? fixesByCode[finding.code] : undefined;
  return typeof known === 'function' ? known(finding, context) : [];
}
