import type { FindingData } from '../../model/finding-data.ts';
import type { Told } from '../decide.ts';

/** The closed list of what verify can find, with what each code means; docs/verify.md is the table of it. */
export const findingCodes = {
  definition_invalid: 'A part of the definition does not have the shape it must have.',
  config_invalid: 'The config of a node, action, trigger or validator does not fit its kind.',
  duplicate_id: 'An id names two things.',
  start_count: 'A region has no start, or more than one.',
  end_missing: 'A region has no end.',
  broken_transition: 'A transition does not connect two nodes of its region, or leads to a start.',
  unknown_kind: 'There is no such type of node, action, trigger or validator.',
  trigger_not_allowed: 'A node of this type does not leave by this trigger.',
  missing_trigger: 'Every trigger of the transition is switched off, so that nothing fires it.',
  switched_off: 'A trigger, a validator or an action is switched off and passed over.',
  body_count: 'A node has more or fewer bodies than its type takes.',
  reserved_name: 'A name is taken by the engine.',
  card_missing: 'A node names a card that is not there.',
  workflow_missing: 'A node calls a workflow that is not there, or one that calls it back.',
  contract_mismatch: 'A called workflow does not take what it is given, or does not give what is declared.',
  output_missing: 'An end that counts as completed does not yield what the workflow has to give.',
  output_undeclared: 'An end yields a name that the workflow does not declare.',
  expression_invalid: 'An expression or template cannot be read, or names a function or root that does not exist.',
  unreachable_node: 'No path leads to the node.',
  dead_end: 'Once it is done, the node has no way out.',
  no_end: 'From the node no end of its region can be reached.',
  cycle_without_progress: 'A cycle changes nothing that could lead out of it, and nothing outside can stop it.',
  cycle_without_loop: 'A cycle is no loop, so that it has no limit of its own.',
  never_fires: 'The transition can never be taken: no trigger of it can fire.',
  shadowed_transition: 'The transition is never taken, because one examined before it always is.',
  unreachable_default: 'The other transitions cover every case, so that the default is never taken.',
  incomplete_conditions: 'For some value no transition of the node can be taken, and there is no default.',
  overlapping_conditions: 'Two conditions of the same priority hold for the same value; the one declared first wins.',
  choice_without_transition: 'A model may choose what no transition takes, or a transition waits for a choice that is none.',
  loop_never_done: 'Nothing in the loop changes what its condition reads, so that only its limit ends it.',
  limit_unhandled: 'The loop may reach its limit, and no transition takes that.',
  validator_never_passes: 'The validator can never pass.',
  unknown_name: 'An expression reads a name that does not exist.',
  read_before_write: 'On some path a value is read before anything wrote it.',
  value_may_be_missing: 'An optional value is read without asking whether it is there.',
  type_mismatch: 'A value is of a type that does not fit where it is used.',
  item_outside_list: '`item` or `index` is read where no loop or map over a list is around it.',
  scope_violation: 'A variable is assigned that the workflow does not have, or that cannot be written from here.',
  schema_invalid: 'What values have to be is said by a schema that cannot be used, or that no value fits.',
  unused_variable: 'Nothing reads the variable.',
  unused_input: 'Nothing reads the input.',
  unused_card: 'No node shows the card.',
  card_without_fields: 'The card asks for nothing: it can only be sent off.',
  error_unhandled: 'If the action fails, nobody knows whether it took hold, and no transition or `onError` handles it.',
  missing_connector: 'The connector named is not there.',
  missing_credential: 'The credential named is not there.',
  missing_document: 'The document named is not there.',
  missing_directory: 'The path lies in no allowed directory.',
  permission_undeclared: 'The workflow uses what its permissions do not name.',
  budget_exceeded: 'In the worst case the workflow makes more paid calls than its budget allows.',
  untrusted_choice: 'Data of a model, the web or another program chooses a host, a path, a connector or a key, and no permission says which.',
  untrusted_system: 'Data of others stands in the text a model obeys, and the workflow does not say that it may.',
  unapproved_effect: 'Something outside is changed on data of others without a person who approves it.',
  approval_without_principals: 'Fewer people may approve than have to.',
} as const;

export type FindingCode = keyof typeof findingCodes;

/** One thing that is wrong or doubtful about a definition; `where` is a path of ids. Errors block publishing. */
export interface VerifyFinding {
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning' | 'info';
  readonly where: string;
  readonly message: string;
  readonly fix?: string;
  /** What the sentences say, for programs. */
  readonly data?: FindingData;
  /** What to tell a run of the definition, and when, so that it shows the fault. Begins with the start. */
  readonly trace?: readonly Told[];
}
