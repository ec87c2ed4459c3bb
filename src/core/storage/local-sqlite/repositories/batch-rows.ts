import { AppError } from '../../../domain/model/errors.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../domain/model/json.ts';
import { decidedTypes, inputTypes, operationalTypes, type RunEvent, type RunEventType } from '../../../domain/model/run-event.ts';
import { readActor, readJson, writeActor } from '../stored-values.ts';

/** A batch of the journal as SQLite hands it out; `seq` is that of its last event. */
export interface BatchRecord {
  readonly seq: number;
  readonly at: number;
  readonly events: string;
}

/**
 * The events of a batch as one text: `[[type, payload], …]`, with a third element `{at, v, actor, correlationId}` of what
 * is not as usual. Usual are the batch's time, version 1, and nobody who asked.
 */
export function writeBatch(events: readonly RunEvent[]): string {
  const at = events.at(-1)?.at;
  return JSON.stringify(events.map((event) => {
    const isUsual = event.at === at && event.v === 1 && event.actor === undefined && event.correlationId === undefined;
    return isUsual ? [event.type, event.payload] : [event.type, event.payload, unusual(event, at)];
  }));
}

function unusual({ at, v, actor, correlationId }: RunEvent, usualAt: number | undefined): JsonObject {
  return {
    ...(at === usualAt ? {} : { at }),
    ...(v === 1 ? {} : { v }),
    ...(actor === undefined ? {} : { actor: writeActor(actor) }),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}

/** The events of a batch, in order. */
export function readBatch({ seq, at, events }: BatchRecord): readonly RunEvent[] {
  const list = readJson(events);
  if (!isJsonList(list)) throw damaged(seq);
  const first = seq - list.length + 1;
  return list.map((entry, index) => toRunEvent(entry, { seq: first + index, at }));
}

const kindOfType = new Map<unknown, RunEvent['kind']>([
  ...inputTypes.map((type) => [type, 'input'] as const),
  ...decidedTypes.map((type) => [type, 'decided'] as const),
  ...operationalTypes.map((type) => [type, 'operational'] as const),
]);

/** The kind of an event follows from its type and is not stored. */
function toRunEvent(entry: Json, place: { readonly seq: number; readonly at: number }): RunEvent {
  if (!isJsonList(entry)) throw damaged(place.seq);
  const [type, payload, unusually] = entry;
  if (!isEventType(type) || payload === undefined || !isJsonObject(payload)) throw damaged(place.seq);
  const kind = kindOfType.get(type) ?? 'operational';
  // Nearly all are; long journals are read whole.
  if (unusually === undefined) return { seq: place.seq, at: place.at, kind, type, v: 1, payload };
  if (!isJsonObject(unusually)) throw damaged(place.seq);
  const { at, v, actor, correlationId } = unusually;
  return {
    seq: place.seq,
    at: typeof at === 'number' ? at : place.at,
    kind,
    type,
    v: typeof v === 'number' ? v : 1,
    payload,
    ...(typeof actor === 'string' ? { actor: readActor(actor) } : {}),
    ...(typeof correlationId === 'string' ? { correlationId } : {}),
  };
}

function isEventType(type: Json | undefined): type is RunEventType {
  return kindOfType.has(type);
}

function damaged(seq: number): AppError {
  return new AppError('integrity', `The batch of the journal at ${String(seq)} is not readable.`, { next: 'Restore the database from a backup.' });
}
