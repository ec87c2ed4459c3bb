import { isJsonObject, type Json } from '../../model/json.ts';
import { own } from '../../model/own.ts';
import { present } from '../../model/present.ts';
import type { VerdictNote } from '../../model/run-facts.ts';
import type { CandidateState, VisitState } from '../../model/run-state.ts';
import type { CompiledTransition, CompiledValidator } from '../compile/compiled-definition.ts';
import { transitionAt } from '../compile/definition-at.ts';
import { approvalAt } from './ask.ts';
import { questionOf } from './questions.ts';
import type { Turn } from './turn.ts';
import { verdictOfVotes } from './votes.ts';

interface Said {
  readonly transition: string;
  readonly validator: string;
  readonly ok: boolean;
  readonly detail?: string;
}

/** Notes what was said of a candidate; a refusal is asked for again after its cooldown while retries are left. */
export function noteVerdict(turn: Turn, visit: VisitState, said: Said): void {
  const candidate = visit.candidates?.[said.transition];
  const hash = candidate?.asks?.hash ?? '';
  const { transition, validator, ok, detail } = said;
  if (ok) return turn.note({ visit: visit.id, transition, validator, verdict: 'passed', hash, ...present({ detail }) });
  const ask = validatorAt(turn, visit, said)?.ask;
  const failures = (own(candidate?.verdicts, validator)?.failures ?? 0) + 1;
  const retryAt = ask !== undefined && failures <= ask.retries ? turn.at + ask.cooldownMs : undefined;
  turn.note({ visit: visit.id, transition, validator, verdict: 'failed', hash, ...present({ detail, retryAt }) });
}

/** Reads what a model's verdict came to. */
export function verdictOfOutput(output: Json): { readonly ok: boolean; readonly detail?: string } {
  if (!isJsonObject(output)) return { ok: false, detail: 'there is no verdict' };
  const { ok, detail } = output;
  return { ok: ok === true, ...(typeof detail === 'string' && detail !== '' ? { detail } : {}) };
}

/** Settles approvals whose answers suffice. Gives whether one did. */
export function settleApprovals(turn: Turn, visit: VisitState): boolean {
  for (const [transition, { asks }] of Object.entries(visit.candidates ?? {})) {
    const approval = asks === undefined ? undefined : approvalAt(turn, visit.id, asks.validator);
    const verdict = approval === undefined ? undefined : verdictOfVotes(approval);
    if (asks === undefined || verdict === undefined) continue;
    noteVerdict(turn, visit, { transition, validator: asks.validator, ...verdict });
    return true;
  }
  return false;
}

/** Withdraws every question that would be another one now: what was written is part of what it read. */
export function voidChanged(turn: Turn, visit: VisitState): void {
  for (const [id, { asks }] of Object.entries(visit.candidates ?? {})) {
    const transition = transitionAt(turn.workflow, visit.id, id);
    const validator = transition === undefined || asks === undefined ? undefined : findValidator(transition, asks.validator);
    if (transition === undefined || asks === undefined || validator?.ask === undefined) continue;
    if (questionOf(turn, visit, { transition, validator, ask: validator.ask }).hash === asks.hash) continue;
    const note: VerdictNote = { visit: visit.id, transition: id, validator: asks.validator, verdict: 'void', hash: asks.hash };
    turn.note(note);
  }
}

/** Whether a verdict said no and counts still. */
export function isRefused({ verdicts }: CandidateState): boolean {
  return Object.values(verdicts).some(({ ok, hash }) => !ok && hash !== undefined);
}

function validatorAt(turn: Turn, visit: VisitState, { transition, validator }: Pick<Said, 'transition' | 'validator'>): CompiledValidator | undefined {
  const found = transitionAt(turn.workflow, visit.id, transition);
  return found === undefined ? undefined : findValidator(found, validator);
}

function findValidator(transition: CompiledTransition, id: string): CompiledValidator | undefined {
  return transition.validators.find((validator) => validator.id === id);
}
