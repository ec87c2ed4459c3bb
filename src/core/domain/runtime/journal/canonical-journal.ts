import { canonicalJson } from '../../model/canonical-json.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { incidentalFields } from '../../model/incidental-fields.ts';
import type { RunEvent } from '../../model/run-event.ts';
import { inRegionOrder, type JournalRow } from './region-order.ts';

/** Inputs that are outcomes. Other inputs only set the run going again; what they led to stands in the facts. */
const outcomes: ReadonlySet<string> = new Set(['start', 'effect_completed', 'effect_failed', 'card', 'approval']);

/**
 * The journal as other runs of the same workflow can be compared with it: outcomes and decided facts as canonical JSON
 * lines, without run, order numbers, times, people and machines. Two runs with equal lines did the same. Rows stand by
 * region, so that it makes no difference which of several bodies was answered first.
 */
export function canonicalJournal(rows: readonly JournalRow[]): readonly string[] {
  return comparedRows(rows).map(canonicalLine);
}

/** The rows that count in a comparison, in the order of {@link canonicalJournal}. */
export function comparedRows(rows: readonly JournalRow[]): readonly JournalRow[] {
  return inRegionOrder(rows.filter(isCompared));
}

/** One of them as its line. */
export function canonicalLine({ kind, type, payload }: JournalRow): string {
  return canonicalJson({ kind, type, payload: withoutIncidentals(withoutSender(payload)) });
}

function isCompared({ kind, type, payload }: Pick<RunEvent, 'kind' | 'type' | 'payload'>): boolean {
  if (kind === 'decided') return type !== 'action_done' || payload['done'] !== undefined || payload['verdicts'] !== undefined;
  return kind === 'input' && outcomes.has(type);
}

/** Only the row's own fields are incidental: a variable may well be called `key`. */
function withoutIncidentals(payload: JsonObject): JsonObject {
  const kept = Object.entries(payload).filter(([field]) => !incidentalFields.has(field));
  return Object.fromEntries(kept.map(([field, value]) => [field, field === 'inputs' ? withoutPaths(value) : value]));
}

/** A signal is its name and what it brought, whoever sent it and whenever. */
function withoutSender(payload: JsonObject): JsonObject {
  const { consumed, output, ...rest } = payload;
  if (consumed === undefined || !isJsonObject(output)) return payload;
  const { at: _, ...signal } = output;
  return { ...rest, output: signal };
}

/** A pinned file is its name and content, wherever it lay. */
function withoutPaths(inputs: Json): Json {
  if (!isJsonObject(inputs)) return inputs;
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => {
      if (!isJsonObject(value) || value['sha256'] === undefined) return [name, value];
      const { path: _, ...file } = value;
      return [name, file];
    }),
  );
}
