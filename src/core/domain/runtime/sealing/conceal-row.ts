import { approvalId, effectParts } from '../../model/effect-id.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { nodeOf, regionOf } from '../../model/region-path.ts';
import type { FoldedEvent, RunEventType } from '../../model/run-event.ts';
import { partsAt, requestsAt, yieldsAt } from '../compile/sensitivity.ts';
import { cardConcealed } from './conceal-card.ts';
import { type Concealing, doneConcealed, edited, errorConcealed, fieldsConcealed, noteConcealed, placedError, readConcealed, rejectedConcealed, verdictsConcealed } from './conceal-parts.ts';

type Row = Pick<FoldedEvent, 'type' | 'payload'>;
type Edits = Parameters<typeof edited>[1];

/** The payload of a row with everything sensitive in it concealed. What evolve goes by, ids and moments, stays as it is. */
export function rowConcealed({ type, payload }: Row, concealing: Concealing): JsonObject {
  const common: Edits = { done: (done) => doneConcealed(done, concealing), verdicts: (verdicts) => verdictsConcealed(verdicts, concealing) };
  const edit = byType[type];
  return edited(payload, edit === undefined ? common : { ...common, ...edit(concealing, payload) });
}

/** Every type of row; undefined where nothing in it but what {@link rowConcealed} looks at can be sensitive. */
const byType: { readonly [Type in RunEventType]: ((concealing: Concealing, payload: JsonObject) => Edits) | undefined } = {
  start: (concealing) => ({ inputs: (inputs) => inputsConcealed(inputs, concealing) }),
  command: commandEdits,
  migrate: (concealing) => ({
    vars: (vars) => varsConcealed(vars, concealing),
    own: (own) => (isJsonObject(own) ? Object.fromEntries(Object.entries(own).map(([region, vars]) => [region, varsConcealed(vars, concealing, region) ?? vars])) : own),
  }),
  effect_completed: effectEdits,
  effect_failed: effectEdits,
  effect_late: effectEdits,
  effect_started: undefined,
  effect_interrupted: undefined,
  signal: (concealing) => ({
    payload: (payload) => (isSignalSensitive(concealing) ? concealing.by.value(payload) : payload),
    key: (key) => (isAnyNodeSensitive(concealing) ? concealing.by.value(key) : key),
  }),
  timer: undefined,
  timer_armed: (concealing, { timer }) => ({ error: (error) => (isText(timer) && isNodeSensitive(concealing, regionOf(timer)) ? errorConcealed(error, concealing) : error) }),
  claim_refused: undefined,
  continue: undefined,
  card: (concealing, { visit }) => ({ values: (values) => (isText(visit) && yieldsAt(concealing.sensitivity, visit, 'card') ? fieldsConcealed(values, concealing, () => true) : values) }),
  approval: (concealing, { visit, validator }) => ({ hash: (hash) => (isApprovalSensitive(concealing, visit, validator) ? concealing.by.value(hash) : hash) }),
  host: (concealing) => ({ detail: (detail) => concealing.by.value(detail) }),
  run_started: (concealing) => ({ vars: (vars) => varsConcealed(vars, concealing), defaults: (defaults) => inputsConcealed(defaults, concealing) }),
  transition_committed: (concealing, { from, transition }) => wayEdits(concealing, from, transition),
  transition_chosen: (concealing, { visit, transition }) => wayEdits(concealing, visit, transition),
  pass_started: passEdits,
  effect_scheduled: effectEdits,
  card_requested: cardEdits,
  approval_requested: approvalEdits,
  incident_opened: (concealing, { visit }) => ({
    error: (error) => placedError(error, concealing),
    params: (params) => (isText(visit) && isJsonObject(params) ? edited(params, { rejected: (rejected) => rejectedConcealed(rejected, concealing, visit) }) : params),
  }),
  incident_closed: (concealing) => ({ outcome: (outcome) => ofEffect(outcome, concealing), retry: (retry) => ofEffect(retry, concealing) }),
  action_done: (concealing, { visit }) => ({
    idle: (idle) => (isText(visit) && isJsonObject(idle) ? edited(idle, { rejected: (rejected) => rejectedConcealed(rejected, concealing, visit), selection: (choice) => (yieldsAt(concealing.sensitivity, visit, 'decision') ? concealing.by.value(choice) : choice) }) : idle),
    waits: (waits) => (isText(visit) && isJsonObject(waits) && isNodeSensitive(concealing, visit) ? edited(waits, { key: (key) => concealing.by.value(key) }) : waits),
  }),
  region_cancelled: undefined,
  run_ended: (concealing) => ({
    outputs: (outputs) => fieldsConcealed(outputs, concealing, (name) => partsAt(concealing.sensitivity, '').outputs.has(name)),
    error: (error) => placedError(error, concealing),
  }),
};

function inputsConcealed(inputs: Json, concealing: Concealing): Json | undefined {
  return fieldsConcealed(inputs, concealing, (name) => partsAt(concealing.sensitivity, '').inputs.has(name));
}

function varsConcealed(vars: Json, concealing: Concealing, at = ''): Json | undefined {
  return fieldsConcealed(vars, concealing, (name) => partsAt(concealing.sensitivity, at).vars.has(name));
}

/** A signal does not say who takes it: where one that is taken is sensitive, all are. */
function isSignalSensitive({ sensitivity }: Concealing): boolean {
  return [...sensitivity.values()].some(({ yields }) => [...yields].some((name) => name.endsWith('.signal')));
}

function isNodeSensitive({ sensitivity }: Concealing, visit: string): boolean {
  return partsAt(sensitivity, visit).nodes.has(nodeOf(visit));
}

/** A signal's key is that of a wait which may read something sensitive; it does not say of which. */
function isAnyNodeSensitive({ sensitivity }: Concealing): boolean {
  return [...sensitivity.values()].some(({ nodes }) => nodes.size > 0);
}

function commandEdits(concealing: Concealing): Edits {
  return {
    // What it is for is known only by the incident it answers.
    value: (value) => concealing.by.value(value),
    vars: (vars) => varsConcealed(vars, concealing),
    requests: (requests) => fieldsConcealed(requests, concealing, (effect) => isRequestSensitive(concealing, effect)),
  };
}

function isRequestSensitive({ sensitivity }: Concealing, effect: Json | undefined): boolean {
  const parts = isText(effect) ? effectParts(effect) : undefined;
  return parts !== undefined && requestsAt(sensitivity, parts.visit, parts.action);
}

/** Whether what the action of an effect gives is sensitive. */
export function isOutputSensitive({ sensitivity }: Pick<Concealing, 'sensitivity'>, effect: string): boolean {
  const parts = effectParts(effect);
  return parts !== undefined && (yieldsAt(sensitivity, parts.visit, parts.action) || requestsAt(sensitivity, parts.visit, parts.action));
}

function effectEdits(concealing: Concealing, { effect }: JsonObject): Edits {
  const parts = isText(effect) ? effectParts(effect) : undefined;
  if (parts === undefined || !isText(effect)) return {};
  const { visit } = parts;
  const isOutput = isOutputSensitive(concealing, effect);
  const mayTell = isOutput || partsAt(concealing.sensitivity, visit).nodes.has(nodeOf(visit));
  const whole = (value: Json): Json => (isOutput ? concealing.by.value(value) : value);
  return {
    request: (request) => (isRequestSensitive(concealing, effect) ? concealing.by.value(request) : request),
    candidate: (candidate) => (isJsonObject(candidate) ? noteConcealed(candidate, concealing, visit) : candidate),
    output: whole,
    error: (error) => (mayTell ? errorConcealed(error, concealing) : error),
    artifacts: (artifacts) => (isJsonList(artifacts) ? artifacts.map((one) => (isJsonObject(one) ? edited(one, { name: whole, path: whole }) : one)) : artifacts),
  };
}

/** The output of an effect that was skipped, or its request for another attempt. */
function ofEffect(part: Json, concealing: Concealing): Json {
  return isJsonObject(part) ? edited(part, effectEdits(concealing, part)) : part;
}

function wayEdits(concealing: Concealing, visit: Json | undefined, transition: Json | undefined): Edits {
  if (!isText(visit) || !isText(transition)) return {};
  return { read: (read) => readConcealed(read, concealing, { visit, transition }), error: (error) => placedError(error, concealing) };
}

function passEdits(concealing: Concealing, { region, call }: JsonObject): Edits {
  if (!isText(region)) return {};
  const container = region.slice(0, region.lastIndexOf(':'));
  const { items } = partsAt(concealing.sensitivity, container);
  const slug = isJsonObject(call) ? call['workflow'] : undefined;
  const given = isText(slug) ? concealing.sensitivity.get(slug)?.inputs : undefined;
  return {
    items: (list) => (isJsonList(list) && items.has(nodeOf(container)) ? list.map((item) => concealing.by.value(item)) : list),
    read: (read) => readConcealed(read, concealing, { visit: container }),
    own: (own) => varsConcealed(own, concealing, region),
    call: (called) => (isJsonObject(called) ? edited(called, { inputs: (inputs) => fieldsConcealed(inputs, concealing, (name) => given?.has(name) === true) }) : called),
  };
}

function cardEdits(concealing: Concealing, { visit }: JsonObject): Edits {
  if (!isText(visit)) return {};
  const isSensitive = partsAt(concealing.sensitivity, visit).cards.has(nodeOf(visit));
  const whole = (value: Json): Json => (isSensitive ? concealing.by.value(value) : value);
  return {
    title: whole,
    hash: whole,
    content: (content) => (isSensitive ? cardConcealed(content, concealing.by) : content),
    rejected: (rejected) => rejectedConcealed(rejected, concealing, visit),
  };
}

function isApprovalSensitive({ sensitivity }: Concealing, visit: Json | undefined, validator: Json | undefined): boolean {
  if (!isText(visit) || !isText(validator)) return false;
  const asked = effectParts(approvalId(visit, validator));
  return asked === undefined ? partsAt(sensitivity, visit).approvals.has(`${nodeOf(visit)}.${validator}`) : requestsAt(sensitivity, asked.visit, asked.action);
}

function approvalEdits(concealing: Concealing, { visit, candidate, effect }: JsonObject): Edits {
  const validator = isJsonObject(candidate) ? candidate['validator'] : isText(effect) ? effect.slice(effect.lastIndexOf('/') + 1) : undefined;
  const isSensitive = isApprovalSensitive(concealing, visit, validator);
  const whole = (value: Json): Json => (isSensitive ? concealing.by.value(value) : value);
  return {
    candidate: (note) => (isJsonObject(note) && isText(visit) ? noteConcealed(note, concealing, visit) : note),
    title: whole,
    text: whole,
    hash: whole,
    requests: (requests) => (isJsonList(requests) ? requests.map((one) => (isJsonObject(one) ? edited(one, { config: whole, hash: whole }) : one)) : requests),
  };
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string';
}
