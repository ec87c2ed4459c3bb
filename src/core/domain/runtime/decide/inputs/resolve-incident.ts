import { effectParts } from '../../../model/effect-id.ts';
import type { ErrorWire } from '../../../model/errors.ts';
import { isJsonObject } from '../../../model/json.ts';
import { own } from '../../../model/own.ts';
import { present } from '../../../model/present.ts';
import type { DoneAction, FactPayloads, RunError } from '../../../model/run-facts.ts';
import type { ResolveCommand } from '../../../model/run-input.ts';
import type { IncidentState } from '../../../model/run-waits.ts';
import { findVisit } from '../../evolve/region-tree.ts';
import { heldEffect } from '../../evolve/wanted-effects.ts';
import { askCardAgain } from '../card-again.ts';
import { cancelInside, timersOnEntry } from '../leaving.ts';
import { failRun, guarded, raise } from '../run-errors.ts';
import type { Turn } from '../turn.ts';
import { operatorTrigger, takeByHand } from '../ways-by-hand.ts';
import { mostOf, raiseOf } from './accept-answer.ts';
import { beginPassAgain, nextVisit, passAgain } from './pass-again.ts';

/** Closes the incident as the person said; what that sets going follows from the state. Gives why it is refused all the same. */
export function resolveIncident(turn: Turn, command: ResolveCommand): ErrorWire | undefined {
  const incident = own(turn.state.incidents, command.incident);
  if (incident === undefined) return undefined;
  const done = command.answer === 'skip' ? skippedAction(incident, command) : undefined;
  if (done !== undefined) turn.finish(done);
  const follows = consequence(turn, incident, command);
  turn.emit('incident_closed', { incident: incident.incident, answer: command.answer, ...follows });
  if (command.answer === 'retry') askCardAgain(turn, incident.visit);
  if (follows.pass !== undefined) beginPassAgain(turn, follows.visit ?? '', follows.pass);
  if (command.answer === 'take_transition') return takeTransition(turn, incident, command);
  if (command.answer === 'fail') fail(turn, incident);
  return undefined;
}

type Consequence = Pick<FactPayloads['incident_closed'], 'outcome' | 'retry' | 'raise' | 'again' | 'visit' | 'pass' | 'timers'>;

function consequence(turn: Turn, incident: IncidentState, command: ResolveCommand): Consequence {
  const { effect } = incident;
  switch (command.answer) {
    case 'retry':
      if (effect !== undefined) return { retry: { effect, ...changedRequest(turn, incident, command) } };
      return isCancelled(turn, incident) ? beginAgain(turn, incident.visit) : passAgain(turn, incident);
    case 'skip':
      return isInDoubt(incident) && effect !== undefined ? { outcome: { effect, output: command.value ?? null } } : {};
    case 'raise_limit':
      if (incident.code === 'budget' && effect !== undefined) return { retry: { effect }, raise: raiseOf(command.value, mostOf(incident)) ?? enoughFor(incident) };
      return { ...present({ raise: incident.code === 'limit_reached' ? (raiseOf(command.value) ?? limitOf(incident)) : undefined }), ...freshTimers(turn, incident) };
    case 'use_model':
      return effect === undefined ? {} : { retry: { effect, ...changedRequest(turn, incident, command) } };
    case 'take_transition':
    case 'fail':
      return {};
    default:
      return command.answer satisfies never;
  }
}

/** What was cancelled begins anew as another visit of its node, with a deadline of its own. */
function beginAgain(turn: Turn, left: string): Consequence {
  const visit = nextVisit(turn.state, left);
  return { again: true, visit, ...present({ timers: timersOnEntry(turn, visit) }) };
}

/** What was cancelled has lost its deadline; going on, it gets another. */
function freshTimers(turn: Turn, incident: IncidentState): Pick<Consequence, 'timers'> {
  const visit = findVisit(turn.state, incident.visit);
  return present({ timers: visit?.cancelled === true ? timersOnEntry(turn, visit.id) : undefined });
}

function isCancelled(turn: Turn, incident: IncidentState): boolean {
  const visit = findVisit(turn.state, incident.visit);
  return visit?.cancelled === true || visit?.spread?.joined === false;
}

/** An effect in doubt is skipped by saying what it gave; a failed action by saying what the whole action gave. */
function isInDoubt(incident: IncidentState): boolean {
  return incident.code === 'in_doubt' || incident.code === 'crash_loop';
}

function skippedAction(incident: IncidentState, command: ResolveCommand): DoneAction | undefined {
  if (isInDoubt(incident) || incident.action === undefined) return undefined;
  return { action: `${incident.visit}/${incident.action}`, output: command.value ?? null };
}

/** Fields of the request to change, over what it was: another intent, so that the effect gets another key. */
function changedRequest(turn: Turn, incident: IncidentState, { value }: ResolveCommand): Pick<NonNullable<Consequence['retry']>, 'request'> {
  if (!isJsonObject(value) || incident.effect === undefined) return {};
  const visit = effectParts(incident.effect)?.visit ?? '';
  const active = findVisit(turn.state, visit);
  const held = active === undefined ? undefined : heldEffect(active, incident.effect);
  return { request: { ...held?.request, ...value } };
}

/** Without a number a cap is doubled, and goes at least as far as the refused attempt needs. */
function enoughFor({ params }: IncidentState): number {
  return Math.max(1, ...['most', 'short'].map((name) => params?.[name]).filter((amount) => typeof amount === 'number'));
}

/** Without a number a limit is doubled. */
function limitOf(incident: IncidentState): number {
  const value = incident.params?.['value'];
  return typeof value === 'number' ? value : 1;
}

/** As a transition fired by hand: while its validators ask, the visit stands still, and what was wrong comes back if they say no. */
function takeTransition(turn: Turn, incident: IncidentState, { transition = '', skipValidators }: ResolveCommand): ErrorWire | undefined {
  const visit = findVisit(turn.state, incident.visit);
  if (visit === undefined) return undefined;
  let refused: ErrorWire | undefined;
  guarded(turn, { visit }, () => {
    refused = takeByHand(turn, visit, { way: { transition, trigger: operatorTrigger, skipValidators }, still: () => cancelInside(turn, visit, 'operator') });
  });
  return refused;
}

function fail(turn: Turn, incident: IncidentState): void {
  const visit = findVisit(turn.state, incident.visit);
  const error: RunError = incident.error ?? {
    code: 'run_failed',
    message: `A person answered the incident "${incident.code}" with fail.`,
    kind: 'engine',
    visit: incident.visit,
    node: visit?.node ?? '',
    ...present({ action: incident.action, effect: incident.effect }),
  };
  if (visit === undefined) failRun(turn, error);
  else raise(turn, { visit, error, byPerson: true });
}
