import { isRoot } from '../../expression/scope.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { nodeOf, regionOf } from '../../model/region-path.ts';
import { joinNames } from '../evolve/fold-done.ts';
import { endName } from '../evolve/fold-spread.ts';
import { partsAt, readsSensitive, type SensitiveParts, type Sensitivity, yieldsAt } from '../compile/sensitivity.ts';
import type { Concealer } from './sealed-value.ts';

/** What is sensitive, and what stands in its place. */
export interface Concealing {
  readonly sensitivity: Sensitivity;
  readonly by: Concealer;
}

/** The object with these fields concealed. */
export function fieldsConcealed(object: Json | undefined, { by }: Concealing, isSensitive: (name: string) => boolean): Json | undefined {
  if (!isJsonObject(object)) return object;
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, isSensitive(name) ? by.value(value) : value]));
}

/** Payloads are edited by name, for every kind of row has some of these fields: an absent field stays absent. */
export function edited(payload: JsonObject, edits: { readonly [field: string]: (value: Json) => Json | undefined }): JsonObject {
  const changed: { [name: string]: Json } = { ...payload };
  for (const [field, edit] of Object.entries(edits)) {
    const value = payload[field];
    const now = value === undefined ? undefined : edit(value);
    if (now !== undefined) changed[field] = now;
  }
  return changed;
}

/** An error with its words concealed; its code, and where it happened, stay. */
export function errorConcealed(error: Json, { by }: Concealing): Json {
  if (!isJsonObject(error)) return error;
  return edited(error, {
    message: (message) => by.value(message),
    next: (next) => by.value(next),
    data: (data) => (isJsonObject(data) ? Object.fromEntries(Object.entries(data).map(([name, value]) => [name, by.value(value)])) : data),
  });
}

/** An error that says where it happened. */
export function placedError(error: Json, concealing: Concealing): Json {
  const visit = isJsonObject(error) ? error['visit'] : undefined;
  if (typeof visit !== 'string') return error;
  // The run as a whole fails with what went wrong somewhere.
  const parts = partsAt(concealing.sensitivity, visit);
  return (visit === '' ? parts.nodes.size > 0 : parts.nodes.has(nodeOf(visit))) ? errorConcealed(error, concealing) : error;
}

/** What an examination read, by names of expressions and by dotted paths. */
export function readConcealed(read: Json, concealing: Concealing, { visit, transition }: { readonly visit: string; readonly transition?: string }): Json {
  const parts = partsAt(concealing.sensitivity, visit);
  const isTouched = isHot(parts, { visit, ...(transition === undefined ? {} : { transition }) });
  const isSensitive = (name: string): boolean => {
    const [root = ''] = name.split('.');
    return isRoot(root) && (name.includes('.') || root !== name) ? readsSensitive(parts, name) : isTouched || readsSensitive(parts, name);
  };
  return fieldsConcealed(read, concealing, isSensitive) ?? read;
}

function isHot(parts: SensitiveParts, { visit, transition }: { readonly visit: string; readonly transition?: string }): boolean {
  return transition === undefined ? parts.nodes.has(nodeOf(visit)) : parts.transitions.has(transition);
}

/** Candidates that were not let through. */
export function rejectedConcealed(rejected: Json, concealing: Concealing, visit: string): Json {
  if (!isJsonList(rejected)) return rejected;
  return rejected.map((one) => (isJsonObject(one) ? rejectionConcealed(one, concealing, visit) : one));
}

function rejectionConcealed(one: JsonObject, concealing: Concealing, visit: string): JsonObject {
  const { transition } = one;
  if (typeof transition !== 'string') return one;
  const isSensitive = partsAt(concealing.sensitivity, visit).transitions.has(transition);
  const whole = (value: Json): Json => (isSensitive ? concealing.by.value(value) : value);
  return edited(one, { read: (read) => readConcealed(read, concealing, { visit, transition }), message: whole, hash: whole, detail: whole });
}

/** What finished actions wrote. */
export function doneConcealed(done: Json, concealing: Concealing): Json {
  if (!isJsonList(done)) return done;
  return done.map((one) => {
    const path = isJsonObject(one) ? one['action'] : undefined;
    return isJsonObject(one) && typeof path === 'string' ? oneDone(one, concealing, path) : one;
  });
}

function oneDone(one: JsonObject, concealing: Concealing, path: string): JsonObject {
  const place = regionOf(path);
  const name = path.slice(place.length + 1);
  const { vars } = partsAt(concealing.sensitivity, place);
  const output = (value: Json): Json => {
    if (name === endName) return bodyEnd(value, concealing, place);
    return yieldsAt(concealing.sensitivity, place, name) ? concealing.by.value(value) : value;
  };
  return edited(one, { output, vars: (values) => fieldsConcealed(values, concealing, (variable) => vars.has(variable)) });
}

/** How a body ended stays to be seen, and what it yielded does not. */
function bodyEnd(end: Json, concealing: Concealing, region: string): Json {
  if (!isJsonObject(end)) return end;
  const container = region.slice(0, region.lastIndexOf(':'));
  const isSensitive = joinNames.some((name) => yieldsAt(concealing.sensitivity, container, name));
  return edited(end, {
    outputs: (outputs) => (isSensitive ? concealing.by.value(outputs) : outputs),
    error: (error) => placedError(error, concealing),
  });
}

/** What was said of candidates. */
export function verdictsConcealed(verdicts: Json, concealing: Concealing): Json {
  if (!isJsonList(verdicts)) return verdicts;
  return verdicts.map((note) => (isJsonObject(note) ? noteConcealed(note, concealing) : note));
}

/** A verdict, or a candidate that waits for one; it names its visit unless the row does. */
export function noteConcealed(note: JsonObject, concealing: Concealing, at?: string): JsonObject {
  const visit = at ?? note['visit'];
  const { transition } = note;
  if (typeof visit !== 'string' || typeof transition !== 'string') return note;
  const isSensitive = partsAt(concealing.sensitivity, visit).transitions.has(transition);
  const whole = (value: Json): Json => (isSensitive ? concealing.by.value(value) : value);
  return edited(note, { hash: whole, detail: whole, read: (read) => readConcealed(read, concealing, { visit, transition }) });
}
