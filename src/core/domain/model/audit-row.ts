import type { Actor } from './actor.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Json, JsonObject } from './json.ts';
import { present } from './present.ts';
import { sha256Hex } from './sha256.ts';

/** One command that was given: who, by which door, what, and what came of it; `input` holds no secret and no large value. */
export interface AuditEntry {
  readonly at: number;
  readonly actor: Actor;
  readonly door: string;
  readonly operation: string;
  readonly target?: string;
  readonly input: JsonObject;
  readonly outcome: string;
  /** Why, where somebody said so. */
  readonly reason?: string;
  readonly correlationId: string;
}

/** An entry in its place: `hash` covers the row with `prev`, the hash of the row before it. */
export interface AuditRow extends AuditEntry {
  readonly id: number;
  readonly prev: string;
  readonly hash: string;
}

/** The last row, kept beside the rows: it tells when rows are gone from the end. */
export interface AuditHead {
  readonly count: number;
  readonly id: number;
  readonly hash: string;
}

/** What else tells which rows there were; what a storage does not keep is absent. */
export interface AuditTraces {
  /** The highest id ever given. */
  readonly highest?: number;
  /** A row that was noted down outside the database, and where. */
  readonly noted?: { readonly id: number; readonly hash: string; readonly file: string };
}

/** What is told of a command whose end nobody saw: the program was ended in the middle of it. */
export function interrupted(begun: AuditEntry): AuditEntry {
  return { ...begun, outcome: 'interrupted' };
}

/** What stands before the first row. */
export const chainStart = '0'.repeat(64);

/** The entry as the next row after the one with the hash `prev`. */
export function chainedRow(entry: AuditEntry, { id, prev }: { readonly id: number; readonly prev: string }): AuditRow {
  const { at, actor, door, operation, target, input, outcome, reason, correlationId } = entry;
  const row = { id, prev, at, actor: { kind: actor.kind, id: actor.id.toWellFormed() }, door, operation, input: wellFormed(input), outcome, correlationId: correlationId.toWellFormed(), ...present({ target: target?.toWellFormed(), reason: reason?.toWellFormed() }) };
  return { ...row, hash: auditHash(row) };
}

/** The hash a row must have: SHA-256 of {@link auditText}. */
export function auditHash(row: Omit<AuditRow, 'hash'>): string {
  return sha256Hex(auditText(row));
}

/** The one text of a row without its hash: canonical JSON (RFC 8785), so that another program can hash the same. */
export function auditText({ id, prev, at, actor, door, operation, target, input, outcome, reason, correlationId }: Omit<AuditRow, 'hash'>): string {
  return canonicalJson({ id, prev, at, actor: { kind: actor.kind, id: actor.id }, door, operation, input, outcome, correlationId, ...present({ target, reason }) });
}

/** Half a surrogate pair, which a text cut in the middle may end in, has no UTF-8 that could be hashed. */
function wellFormed(value: JsonObject): JsonObject {
  return mend(value) as JsonObject;
}

function mend(value: Json): Json {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Json) => mend(item));
  return Object.fromEntries(Object.entries(value).map(([name, member]: [string, Json]) => [name.toWellFormed(), mend(member)]));
}
