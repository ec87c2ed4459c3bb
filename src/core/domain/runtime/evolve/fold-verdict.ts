import { approvalId, ownId } from '../../model/effect-id.ts';
import { own } from '../../model/own.ts';
import type { CandidateNote, VerdictNote } from '../../model/run-facts.ts';
import type { CandidateState, RunState, VerdictState, VisitState } from '../../model/run-state.ts';
import type { ApprovalState } from '../../model/run-waits.ts';
import { closeBodies, setTimers } from './leave-visit.ts';
import { withoutApproval } from './open-approvals.ts';
import { editVisit, findVisit, visitsOf } from './region-tree.ts';
import { keepOnly, keepOutput, mapValues, without } from './wanted-effects.ts';

/** The id of the timer after which a verdict is asked for again. */
export function cooldownTimer(visit: string, transition: string): string {
  return ownId(visit, 'timer', `cooldown.${transition}`);
}

/** The id of the timer after which nobody may answer an approval any more. */
export function expiryTimer(visit: string, validator: string): string {
  return ownId(visit, 'timer', `approval.${validator}`);
}

/** The state with a candidate's validator asked; from now on the visit waits for something besides its actions. */
export function foldAsked(state: RunState, visit: string, note: CandidateNote): RunState {
  return editVisit(closeBodies(state, visit), visit, (before) => {
    const { idle: _, ...active } = before;
    const known = active.candidates?.[note.transition];
    const candidate: CandidateState = {
      trigger: note.trigger,
      moment: note.moment,
      ...(note.read === undefined ? {} : { read: note.read }),
      asks: { validator: note.validator, hash: note.hash },
      verdicts: keptVerdicts(known, note),
      ...(known?.frozen === undefined ? {} : { frozen: known.frozen }),
    };
    return { ...active, waitsSince: active.waitsSince ?? state.at, candidates: { ...active.candidates, [note.transition]: candidate } };
  });
}

/** What was said of something else counts no more, and its failures with it. */
function keptVerdicts(before: CandidateState | undefined, { validator, hash }: CandidateNote): CandidateState['verdicts'] {
  const said = own(before?.verdicts, validator);
  return said?.hash === undefined || said.hash === hash ? (before?.verdicts ?? {}) : without(before?.verdicts ?? {}, validator);
}

/** The state after verdicts: what asked for them is over. */
export function foldVerdicts(state: RunState, notes: readonly VerdictNote[]): RunState {
  let next = state;
  for (const note of notes) next = foldVerdict(next, note);
  return next;
}

function foldVerdict(state: RunState, note: VerdictNote): RunState {
  const { visit, transition, validator } = note;
  const approval = state.approvals?.[approvalId(visit, validator)];
  const frozen = note.verdict === 'passed' && approval !== undefined ? Object.fromEntries(approval.requests.map(({ action, config }) => [action, config])) : {};
  if (approval !== undefined && approval.transition === '') return foldAnswer(state, approval, note);
  const quiet = withoutRequest(state, note);
  const judged = editVisit(quiet, visit, (active) => judge(active, note, frozen));
  return note.retryAt === undefined ? judged : setTimers(judged, [{ id: cooldownTimer(visit, transition), dueAt: note.retryAt }]);
}

/** The state with what people said to a question of an action, as the outcome it stands for. */
function foldAnswer(state: RunState, { id, hash }: ApprovalState, { visit, validator, verdict, detail }: VerdictNote): RunState {
  const closed = withoutApproval(state, id);
  return keepOutput({ ...closed, timers: without(closed.timers, expiryTimer(visit, validator)) }, id, { approved: verdict === 'passed', hash, ...(detail === undefined ? {} : { detail }) });
}

/** Nothing asks any more for this validator: no effect, no approval, no deadline. */
function withoutRequest(state: RunState, { visit, transition, validator }: VerdictNote): RunState {
  const closed = withoutApproval(state, approvalId(visit, validator));
  const timers = without(without(closed.timers, expiryTimer(visit, validator)), cooldownTimer(visit, transition));
  return { ...closed, timers, wanted: keepOnly(closed.wanted, (wanted) => wanted.visit !== visit || wanted.action !== validator) };
}

function judge(visit: VisitState, note: VerdictNote, frozen: NonNullable<CandidateState['frozen']>): VisitState {
  const { idle: _, beside, ...rest } = visit;
  const others = beside === undefined ? {} : without(beside, note.validator);
  const quiet: VisitState = { ...rest, ...(Object.keys(others).length === 0 ? {} : { beside: others }) };
  const before = visit.candidates?.[note.transition];
  if (before === undefined) return quiet;
  const after = candidateAfter(before, note, frozen);
  if (after !== undefined) return { ...quiet, candidates: { ...quiet.candidates, [note.transition]: after } };
  const { candidates = {}, ...alone } = quiet;
  const left = without(candidates, note.transition);
  return Object.keys(left).length === 0 ? alone : { ...alone, candidates: left };
}

function candidateAfter(before: CandidateState, note: VerdictNote, frozen: NonNullable<CandidateState['frozen']>): CandidateState | undefined {
  const { asks: _, ...candidate } = before;
  if (note.verdict === 'void') return before.moment === 'data' ? undefined : { ...candidate, verdicts: without(candidate.verdicts, note.validator) };
  const approved = { ...candidate.frozen, ...frozen };
  return {
    ...candidate,
    verdicts: { ...candidate.verdicts, [note.validator]: verdictAfter(candidate.verdicts[note.validator], note) },
    ...(Object.keys(approved).length === 0 ? {} : { frozen: approved }),
  };
}

function verdictAfter(before: VerdictState | undefined, { verdict, hash, detail, retryAt }: VerdictNote): VerdictState {
  const failures = before?.failures ?? 0;
  if (verdict === 'again') return { ok: false, failures };
  const ok = verdict === 'passed';
  return { ok, hash, failures: ok ? 0 : failures + 1, ...(detail === undefined ? {} : { detail }), ...(retryAt === undefined ? {} : { retryAt }) };
}

/** The visit as it is once it listens no more: nobody is asked, nothing runs beside it; what was approved for its way out stays. */
export function withoutAsking(active: VisitState, transition?: string): VisitState {
  const { idle: _, beside: __, frozen: ___, candidates, ...visit } = active;
  const frozen = transition === undefined ? undefined : own(candidates, transition)?.frozen;
  return frozen === undefined ? visit : { ...visit, frozen };
}

/** The state in which a person's act lets everything be examined anew: verdicts that said no are forgotten. */
export function forgetRefusals(state: RunState, visit: string): RunState {
  const active = findVisit(state, visit);
  if (active === undefined || (active.idle === undefined && active.candidates === undefined)) return state;
  return editVisit(state, visit, (before) => {
    const { idle: _, candidates = {}, ...rest } = before;
    const left = keepOnly(candidates, (candidate) => candidate.asks !== undefined || Object.values(candidate.verdicts).every(({ ok }) => ok));
    return Object.keys(left).length === 0 ? rest : { ...rest, candidates: left };
  });
}

/**
 * The state in which nobody is asked about any candidate, and nothing was said: where the run goes on, everything is asked
 * anew. An event that was being validated stays, since it does not come again.
 */
export function withoutQuestions(state: RunState): RunState {
  let next = state;
  for (const { id, candidates, idle } of visitsOf(state.root)) {
    if (candidates === undefined && idle === undefined) continue;
    for (const [transition, { asks }] of Object.entries(candidates ?? {})) {
      if (asks !== undefined) next = foldVerdict(next, { visit: id, transition, validator: asks.validator, verdict: 'void', hash: asks.hash });
      next = { ...next, timers: without(next.timers, cooldownTimer(id, transition)) };
    }
    next = editVisit(next, id, (before) => {
      const { idle: _, candidates: left = {}, ...visit } = before;
      const events = mapValues(keepOnly(left, ({ moment }) => moment === 'event'), ({ trigger, moment, read }): CandidateState => ({ trigger, moment, ...(read === undefined ? {} : { read }), verdicts: {} }));
      return Object.keys(events).length === 0 ? visit : { ...visit, candidates: events };
    });
  }
  return next;
}
