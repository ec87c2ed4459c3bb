import { present } from '../../model/present.ts';
import { effectParts } from '../../model/effect-id.ts';
import { nodeOf } from '../../model/region-path.ts';
import type { CardInput, ClaimRefusedInput, CommandInput, EffectCompletedInput, EffectFailedInput, HostInput, RunInput, StartInput } from '../../model/run-input.ts';
import type { HeldEffect, RunState } from '../../model/run-state.ts';
import { editScope } from './edit-scope.ts';
import { foldVote } from './fold-approval.ts';
import { foldAdjust, foldBreak } from './fold-loop-command.ts';
import { foldSignal } from './fold-signals.ts';
import { foldArmed } from './fold-waits.ts';
import { foldFork } from './fold-fork.ts';
import { foldMigrate } from './fold-migrate.ts';
import { goOn } from './fold-resume.ts';
import { forgetRefusals } from './fold-verdict.ts';
import { editVisit, emptyRegion } from './region-tree.ts';
import { holdEffect, keepOutput, without } from './wanted-effects.ts';

/** The state of a run that has only been asked to start. */
export function foldStart(input: StartInput, at: number): RunState {
  return {
    semantics: 0,
    run: input.run,
    workflow: input.workflow,
    definitionHash: input.definitionHash,
    seed: input.seed,
    attended: input.attended,
    ...(input.by === undefined ? {} : { by: input.by }),
    pins: input.pins,
    startedAt: at,
    at,
    inputs: input.inputs,
    scope: { vars: {}, nodes: {}, loops: {} },
    root: emptyRegion(''),
    wanted: {},
    timers: {},
    cards: {},
    incidents: {},
    incidentCount: 0,
    continueDue: false,
    transitions: 0,
    extraTransitions: 0,
    outside: 0,
    visited: {},
  };
}

/** What an input alone changes, before anything is decided on it. */
export function foldInput(state: RunState, input: RunInput): RunState {
  switch (input.type) {
    case 'start':
      return state;
    case 'command':
      return input.name === 'fork' ? foldFork(state, input) : foldCommand(outside(state), input);
    case 'effect_completed':
      return foldCompleted(state, input);
    case 'effect_failed':
      return foldFailed(state, input);
    case 'timer':
      return outside({ ...state, timers: without(state.timers, input.id) });
    case 'timer_armed':
      return foldArmed(state, input);
    case 'signal':
      return foldSignal(outside(state), input);
    case 'card':
      return foldCard(outside(state), input);
    case 'approval':
      return foldVote(outside(state), input);
    case 'claim_refused':
      return foldRefused(state, input);
    case 'continue':
      return goneOn(state);
    case 'migrate':
      return foldMigrate(state, input);
    case 'host':
      return foldHost(state, input);
    default:
      return input satisfies never;
  }
}

function outside(state: RunState): RunState {
  return { ...state, outside: state.outside + 1 };
}

/** What was cut short is taken up in what is decided now. */
function goneOn(state: RunState): RunState {
  const { looking: _, ...rest } = state;
  return { ...rest, continueDue: false };
}

function foldCommand(state: RunState, command: CommandInput): RunState {
  if (command.name === 'pause') return { ...state, pause: { at: state.pause?.at ?? state.at, now: command.now } };
  if (command.name === 'break') return foldBreak(state, command);
  if (command.name === 'adjust') return foldAdjust(state, command);
  if (command.name === 'fire') return forgetRefusals(state, command.visit);
  if (command.name === 'action') return editVisit(state, command.visit, (visit) => ({ ...visit, acted: { ...visit.acted, [command.action]: state.at } }));
  return command.name === 'resume' ? goOn(state) : state;
}

function foldCompleted(state: RunState, input: EffectCompletedInput): RunState {
  const wanted = state.wanted[input.effect];
  if (wanted === undefined || wanted.attempt !== input.attempt) return state;
  return keepOutput({ ...state, wanted: without(state.wanted, wanted.id) }, wanted.id, input.output);
}

function foldFailed(state: RunState, input: EffectFailedInput): RunState {
  const wanted = state.wanted[input.effect];
  if (wanted === undefined || wanted.attempt !== input.attempt) return state;
  const held: HeldEffect = {
    ...wanted,
    cause: 'failed',
    error: input.error,
    class: input.class,
    ...(input.retryAfterMs === undefined ? {} : { retryAfterMs: input.retryAfterMs }),
  };
  return holdEffect(state, held);
}

/** A cap that stands before an attempt is for a person to answer. */
function foldRefused(state: RunState, { effect, attempt, cap, detail, measure, most, short, shared }: ClaimRefusedInput): RunState {
  const wanted = state.wanted[effect];
  return wanted === undefined || wanted.attempt !== attempt ? state : holdEffect(state, { ...wanted, cause: 'refused', refusal: { cap, detail, ...present({ measure, most, short, shared }) } });
}

/** The answer is in scope at once; while the run is paused it waits on the card until candidates may be examined. */
function foldCard(state: RunState, input: CardInput): RunState {
  const card = state.cards[input.visit];
  if (card === undefined) return state;
  const answer = { key: input.key, values: input.values };
  const node = nodeOf(input.visit);
  const answered = editScope(state, input.visit, (scope) => ({ ...scope, nodes: { ...scope.nodes, [node]: { ...scope.nodes[node], card: { values: input.values } } } }));
  return { ...answered, cards: { ...state.cards, [input.visit]: { ...card, answer } } };
}

function foldHost(state: RunState, input: HostInput): RunState {
  if (input.kind !== 'in_doubt' && input.kind !== 'crash_loop') return state;
  const wanted = input.effect === undefined ? undefined : state.wanted[input.effect];
  if (wanted === undefined || effectParts(wanted.id) === undefined) return state;
  return holdEffect(state, { ...wanted, cause: input.kind });
}
