import type { ErrorWire } from '../../../model/errors.ts';
import { isJsonObject } from '../../../model/json.ts';
import { own } from '../../../model/own.ts';
import { present } from '../../../model/present.ts';
import type { ResolveCommand } from '../../../model/run-input.ts';
import type { IncidentState } from '../../../model/run-waits.ts';
import type { RunState } from '../../../model/run-state.ts';
import { findVisit } from '../../evolve/region-tree.ts';
import { heldEffect } from '../../evolve/wanted-effects.ts';
import { problemOfApproved, problemOfRequest } from './changed-request.ts';
import { answersTo, transitionsOf } from './incident-answers.ts';
import type { Meeting } from './meeting.ts';
import { refuse } from './refusal.ts';

/** Why an incident does not take this answer; undefined when it does. */
export function acceptAnswer({ workflow, state }: Meeting, command: ResolveCommand): ErrorWire | undefined {
  const incident = own(state.incidents, command.incident);
  if (incident === undefined) {
    return refuse('precondition_failed', 'stale', { message: `Incident ${command.incident} is not open.`, next: 'Look at the run to see which incidents are.' });
  }
  const answers = answersTo(state, incident);
  const transitions = transitionsOf(workflow, incident);
  if (!answers.includes(command.answer)) {
    return refuse('input_invalid', 'not_allowed', { message: `Incident ${command.incident} does not take the answer "${command.answer}".`, next: `Answer with one of: ${answers.join(', ')}.`, data: { answers } });
  }
  if (command.answer === 'take_transition' && command.transition === undefined) {
    return refuse('input_invalid', 'not_allowed', { message: 'It is not said which transition to take.', next: `Name one of: ${transitions.join(', ')}.`, data: { transitions } });
  }
  if (command.answer === 'take_transition' && command.transition !== undefined && !transitions.includes(command.transition)) {
    return refuse('input_invalid', 'not_allowed', { message: `"${command.transition}" is no transition of ${incident.visit}.`, next: `Take one of: ${transitions.join(', ')}.`, data: { transitions } });
  }
  return voidProblem(state, incident, command) ?? valueProblem(incident, command) ?? requestProblem({ workflow, state }, incident, command);
}

function voidProblem(state: RunState, { visit: at, action, effect }: IncidentState, { answer, value }: ResolveCommand): ErrorWire | undefined {
  if (action === undefined || (answer !== 'retry' && answer !== 'use_model') || value === undefined) return undefined;
  const visit = findVisit(state, at);
  const held = visit === undefined || effect === undefined ? undefined : heldEffect(visit, effect);
  return problemOfApproved(state, { visit: at, action, ...present({ approved: held?.approved }) });
}

function valueProblem(incident: IncidentState, { answer, value }: ResolveCommand): ErrorWire | undefined {
  if (answer === 'use_model' && !namesModel(value)) {
    return refuse('input_invalid', 'not_allowed', { message: 'Another model is named by its name, and by its connector where that is another one, too.', next: 'Give {"model": "…"} or {"model": "…", "connector": "…"}.' });
  }
  if (value === undefined) return undefined;
  if (answer === 'retry' && !(incident.effect !== undefined && isJsonObject(value))) {
    return refuse('input_invalid', 'not_allowed', { message: 'A retry takes fields to change only for an effect, and as an object.', next: 'Leave the value out to retry as it was.' });
  }
  if (answer === 'raise_limit' && raiseOf(value, mostOf(incident)) === undefined) {
    return refuse('input_invalid', 'not_allowed', { message: 'A limit is raised by a whole number of at least 1.', next: 'Give {"by": 10}.' });
  }
  return undefined;
}

function requestProblem({ workflow, state }: Pick<Meeting, 'workflow' | 'state'>, { visit: at, effect }: IncidentState, { answer, value }: ResolveCommand): ErrorWire | undefined {
  const visit = findVisit(state, at);
  if ((answer !== 'retry' && answer !== 'use_model') || !isJsonObject(value) || visit === undefined || effect === undefined) return undefined;
  const held = heldEffect(visit, effect);
  return held === undefined ? undefined : problemOfRequest(workflow, held, { ...held.request, ...value });
}

/** How much a `raise_limit` asks for; undefined when its value says nothing of the kind. */
export function raiseOf(value: ResolveCommand['value'], most = usualRaise): number | undefined {
  const by = isJsonObject(value) ? value['by'] : undefined;
  return typeof by === 'number' && Number.isInteger(by) && by >= 1 && by <= most ? by : undefined;
}

const usualRaise = 1_000_000;

/** A cap may be one of money, which is counted in millionths. */
export function mostOf({ code }: Pick<IncidentState, 'code'>): number {
  return code === 'budget' ? Number.MAX_SAFE_INTEGER / 1024 : usualRaise;
}

function namesModel(value: ResolveCommand['value']): boolean {
  if (!isJsonObject(value) || typeof value['model'] !== 'string' || value['model'] === '') return false;
  return Object.entries(value).every(([name, one]) => name === 'model' || (name === 'connector' && typeof one === 'string' && one !== ''));
}
