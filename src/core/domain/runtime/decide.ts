import { approvalId } from '../model/effect-id.ts';
import { AppError, type ErrorWire } from '../model/errors.ts';
import type { DecidedFact } from '../model/run-facts.ts';
import type { CardInput, CommandInput, HostInput, ResolveCommand, RunInput } from '../model/run-input.ts';
import type { RunState } from '../model/run-state.ts';
import type { CompiledDefinition } from './compile/compiled-definition.ts';
import { advance } from './decide/advance.ts';
import { askFor } from './decide/ask.ts';
import { beginUserAction, fireByHand } from './decide/by-hand.ts';
import { examine, rejectedParams } from './decide/candidates.ts';
import { openIncident } from './decide/incidents.ts';
import { tooLateToApprove } from './decide/inputs/accept-approval.ts';
import { refusalOf } from './decide/inputs/accept-input.ts';
import { lookForAll, lookOn, offerSignal } from './decide/inbox.ts';
import { meetDeadlines } from './decide/inputs/deadlines.ts';
import { refuse } from './decide/inputs/refusal.ts';
import { resolveIncident } from './decide/inputs/resolve-incident.ts';
import { refusalOfStart, startRun } from './decide/inputs/start-run.ts';
import { leave } from './decide/leaving.ts';
import { reissue } from './decide/reissue.ts';
import { guarded } from './decide/run-errors.ts';
import { adjustLoop } from './decide/steer-loop.ts';
import { Turn } from './decide/turn.ts';
import { foldInput, foldStart } from './evolve/fold-input.ts';
import { findVisit } from './evolve/region-tree.ts';

/** An input and when it came; `at` never goes back in a run. */
export interface Told {
  readonly input: RunInput;
  readonly at: number;
}

/** The rows that follow an input, with the state after them; or why the input is refused, and nothing is written. */
export type Decision =
  | { readonly ok: true; readonly facts: readonly DecidedFact[]; readonly state: RunState }
  | { readonly ok: false; readonly error: ErrorWire };

/**
 * Decides what follows from one input. Pure and synchronous: the same definition, state, input and time give the same
 * facts, byte for byte. It throws only where the engine itself is at fault.
 */
export function decide(workflow: CompiledDefinition, state: RunState | undefined, { input, at }: Told): Decision {
  if (state === undefined) return begin(workflow, input, at);
  const error = refusalOf({ workflow, state, at }, input);
  if (error !== undefined) return { ok: false, error };
  const turn = new Turn(workflow, foldInput({ ...state, at }, input), at);
  if (input.type === 'command' && input.name === 'fork') return fork(turn);
  const refused = handle(turn, state, input);
  if (refused !== undefined) return { ok: false, error: refused };
  return conclude(turn);
}

function begin(workflow: CompiledDefinition, input: RunInput, at: number): Decision {
  if (input.type !== 'start') return { ok: false, error: refuse('precondition_failed', 'stale', { message: 'The run has not started.', next: 'Start it first.' }) };
  const error = refusalOfStart(workflow, input);
  if (error !== undefined) return { ok: false, error };
  const turn = new Turn(workflow, foldStart(input, at), at);
  startRun(turn, input);
  return conclude(turn);
}

/** A fork stands where its parent stood and goes on with what comes next; only what people are asked is said anew. */
function fork(turn: Turn): Decision {
  try {
    reissue(turn);
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: error.toWire() };
    throw error;
  }
  return { ok: true, facts: turn.facts, state: turn.state };
}

function conclude(turn: Turn): Decision {
  advance(turn);
  return { ok: true, facts: turn.facts, state: turn.state };
}

/** What the input itself leads to, before the run goes on by itself. */
function handle(turn: Turn, before: RunState, input: RunInput): ErrorWire | undefined {
  if (input.type === 'command') return command(turn, before, input);
  const isMet = meetDeadlines(turn, before);
  turn.beginStep();
  if (input.type === 'approval' && turn.state.approvals?.[approvalId(input.visit, input.validator)] === undefined) return tooLateToApprove(input);
  if (turn.isEnded) return undefined;
  if (input.type === 'card') return isMet ? answerCard(turn, input) : catchingUp();
  if (input.type === 'signal') offerSignal(turn, input);
  if (input.type === 'continue') lookOn(turn, before);
  if (input.type === 'host') meetHost(turn, input);
  return undefined;
}

function command(turn: Turn, before: RunState, input: CommandInput): ErrorWire | undefined {
  if (input.name === 'stop') return stop(turn);
  const isMet = input.name === 'resume' || meetDeadlines(turn, before);
  turn.beginStep();
  if (turn.isEnded) return undefined;
  if (!isMet && acting.has(input.name)) return catchingUp();
  if (input.name === 'fire') return fireByHand(turn, before, input);
  if (input.name === 'action') return beginUserAction(turn, input);
  if (input.name === 'adjust') adjustLoop(turn, before, input);
  const refused = input.name === 'resolve' ? resolve(turn, input) : undefined;
  if (refused !== undefined) return refused;
  // Nobody looked at signals while the run stood still, or a person stood before them.
  if (input.name === 'resume' || input.name === 'resolve') lookForAll(turn);
  return undefined;
}

/** What a person says to a place a deadline may be about to take the run from. */
const acting: ReadonlySet<CommandInput['name']> = new Set(['fire', 'action', 'adjust', 'resolve']);

function catchingUp(): ErrorWire {
  return refuse('precondition_failed', 'busy', { message: 'More deadlines have passed than the run meets at once.', next: 'Try again in a moment.' });
}

function resolve(turn: Turn, input: ResolveCommand): ErrorWire | undefined {
  const refused = resolveIncident(turn, input);
  if (refused === undefined && !turn.isEnded) meetDeadlines(turn, turn.state);
  return refused;
}

function stop(turn: Turn): undefined {
  const active = turn.state.root.active;
  if (active !== undefined) turn.emit('region_cancelled', { visit: active.id, reason: 'stopped' });
  turn.emit('run_ended', { status: 'cancelled' });
}

/** An answer no transition lets through is refused, so that the person can correct it; the card stays open. */
function answerCard(turn: Turn, input: CardInput): ErrorWire | undefined {
  if (turn.isPaused) return undefined;
  const visit = findVisit(turn.state, input.visit);
  if (visit === undefined || turn.state.cards[visit.id] === undefined) return refuse('precondition_failed', 'stale', { message: `The time to answer the card of ${input.visit} is over.`, next: 'List the open cards and answer one of them.' });
  let refused: ErrorWire | undefined;
  guarded(turn, { visit }, () => {
    const { chosen, pending, rejected } = examine(turn, visit, { by: ['card-submitted'] });
    if (chosen !== undefined) return leave(turn, visit, chosen);
    if (pending !== undefined) return askFor(turn, visit, { pending, moment: 'event' });
    const message = rejected[0]?.message ?? 'no transition takes such an answer';
    refused = refuse('input_invalid', 'not_accepted', { message: `The answer is not accepted: ${message}.`, next: rejected[0]?.recommendedAction ?? 'Change the answer and submit again.', data: rejectedParams(rejected) });
  });
  return refused;
}

function meetHost(turn: Turn, input: HostInput): void {
  if (input.kind !== 'restored' && input.kind !== 'engine_error') return;
  openIncident(turn, { code: input.kind, visit: '', ...(input.detail === undefined ? {} : { params: { detail: input.detail } }) });
}
