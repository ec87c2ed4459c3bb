import { approvalId, effectId } from '../../model/effect-id.ts';
import { AppError } from '../../model/errors.ts';
import { own } from '../../model/own.ts';
import { present } from '../../model/present.ts';
import type { CandidateNote, TimerSet } from '../../model/run-facts.ts';
import type { VisitState } from '../../model/run-state.ts';
import { nodeAt, variablesAt } from '../compile/definition-at.ts';
import { frozenRequest } from './frozen-request.ts';
import { expiryTimer } from '../evolve/fold-verdict.ts';
import type { PendingCandidate } from './candidates.ts';
import type { Question } from './questions.ts';
import { scheduledTimers } from './scheduled-timers.ts';
import type { Turn } from './turn.ts';

/** Asks what the candidate's next validator wants to know. Until the answer comes, the region is *validating*. */
export function askFor(turn: Turn, visit: VisitState, { pending, moment }: { readonly pending: PendingCandidate; readonly moment: CandidateNote['moment'] }): void {
  const { transition, trigger, read, question } = pending;
  const { validator, hash } = question;
  const candidate: CandidateNote = { transition, trigger, moment, validator, hash, ...present({ read: moment === 'event' ? read : undefined }) };
  const timers = timersOfWait(turn, visit);
  if (question.of === 'model') askModel(turn, visit, { question, candidate, timers });
  else askPeople(turn, visit, { question, candidate, timers });
}

/** The deadlines of a visit that begins to wait now; none where it has waited before, or has a wait of its own. */
export function timersOfWait(turn: Turn, visit: VisitState): readonly TimerSet[] {
  const node = nodeAt(turn.workflow, visit.id);
  if (node === undefined || visit.waitsSince !== undefined || visit.waits !== undefined || turn.state.cards[visit.id] !== undefined) return [];
  return scheduledTimers(node, visit.id, turn.at);
}

interface Asked<Of extends Question['of']> {
  readonly question: Question & { readonly of: Of };
  readonly candidate: CandidateNote;
  readonly timers: readonly TimerSet[];
}

function askModel(turn: Turn, visit: VisitState, { question, candidate, timers }: Asked<'model'>): void {
  const { action, config } = question;
  const parsed = action.kind.config.safeParse(config);
  if (!parsed.success) throw new AppError('input_invalid', `Validator "${action.id}" cannot be asked: ${parsed.error.issues[0]?.message ?? ''}.`, { data: { validator: action.id } });
  const input = { workflow: turn.state.workflow, node: visit.node, action: action.id, visit: visit.id, variables: variablesAt(turn.workflow, visit.id).variableSchemas };
  const progress = action.kind.next(parsed.data, input, []);
  const [first] = progress.kind === 'effects' ? progress.requests : [];
  if (first === undefined) throw new AppError('unexpected', `Validator "${action.id}" asked for no effect.`);
  const kind = turn.workflow.catalogue.effects.get(first.kind);
  const repeat = kind?.repeat ?? 'once';
  const effect = effectId(visit.id, action.id, (own(visit.effects, action.id) ?? 0) + 1);
  turn.emit('effect_scheduled', { effect, attempt: 1, kind: first.kind, repeat, request: frozenRequest(turn, visit.id, { effect: kind, request: first.request }), beside: true, candidate, ...present({ timers: timers.length === 0 ? undefined : timers }) });
}

function askPeople(turn: Turn, visit: VisitState, { question, candidate, timers }: Asked<'people'>): void {
  const { title, text, requests, hash } = question;
  const { quorum, principals, bySelf, expiresMs } = question.ask;
  const expiresAt = expiresMs === undefined ? undefined : turn.at + expiresMs;
  const all = [...timers, ...(expiresAt === undefined ? [] : [{ id: expiryTimer(visit.id, question.validator), dueAt: expiresAt }])];
  turn.emit('approval_requested', {
    visit: visit.id,
    candidate,
    title,
    text,
    quorum,
    requests,
    hash,
    ...present({ principals, bySelf: bySelf ? (true as const) : undefined, expiresAt, timers: all.length === 0 ? undefined : all }),
  });
}

/** The open approval of a visit's validator. */
export function approvalAt(turn: Turn, visit: string, validator: string) {
  return turn.state.approvals?.[approvalId(visit, validator)];
}
