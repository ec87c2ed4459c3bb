import { AppError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json.ts';
import type { RunEvent, RunEventType } from '../../model/run-event.ts';

/** Makes a payload of one version one of the next. Pure, and total over what that version wrote; large values stand in their place. */
export type Upcast = (payload: JsonObject) => JsonObject;

/**
 * Steps by type of row, the oldest first: the first leads from version 1 to 2. What is written now has one version more than
 * there are steps, so that a changed payload cannot forget its step.
 */
export type UpcastChain = { readonly [Type in RunEventType]?: readonly Upcast[] };

/** Rows of every version so far have the shapes they have now. */
const chain: UpcastChain = {};

/** A map, since every row asks: looking for a name that an object does not have takes longer than folding the row. */
const stepsOf: ReadonlyMap<string, readonly Upcast[]> = new Map(Object.entries(chain));

/** The version of the payload that rows of this type are written with. */
export function rowVersion(type: RunEventType, steps?: UpcastChain): number {
  const made = steps === undefined ? stepsOf.get(type) : steps[type];
  return (made?.length ?? 0) + 1;
}

/**
 * The row as this version of the program would have written it. Every row that is folded or replayed comes through here, so
 * that neither knows what rows once looked like. Throws `integrity` for a row of a version that is not known yet.
 */
export function upcastRow(row: RunEvent, steps?: UpcastChain): RunEvent {
  const newest = rowVersion(row.type, steps);
  if (row.v === newest) return row;
  if (!Number.isInteger(row.v) || row.v < 1 || row.v > newest) throw unknownVersion(row, newest);
  const payload = ((steps ?? chain)[row.type] ?? []).slice(row.v - 1).reduce((older, upcast) => upcast(older), row.payload);
  return { ...row, v: newest, payload };
}

function unknownVersion({ seq, type, v }: RunEvent, known: number): AppError {
  return new AppError('integrity', `Row ${seq} of the journal is of type ${type} in version ${v}; this program knows version ${known}.`, {
    next: 'Open the data directory with the newer version of the program that wrote it.',
    data: { seq, type, version: v, known },
  });
}
