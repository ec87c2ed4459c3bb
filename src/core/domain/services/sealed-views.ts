import { fieldDiff, type FieldDiff } from '../model/field-diff.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import { present } from '../model/present.ts';
import { nodeOf } from '../model/region-path.ts';
import type { RunEventType } from '../model/run-event.ts';
import type { WayOut } from '../model/run-why.ts';
import type { ReplayAnswer } from '../operations/runs-from-journal.ts';
import { partsAt, type Sensitivity } from '../runtime/compile/sensitivity.ts';
import type { JournalDivergence } from '../runtime/journal/compare-journals.ts';
import { readConcealed } from '../runtime/sealing/conceal-parts.ts';
import { rowConcealed } from '../runtime/sealing/conceal-row.ts';
import { masking, maskText } from '../runtime/sealing/sealed-value.ts';

type Diverged = NonNullable<ReplayAnswer['divergence']>;

/** A divergence as doors show it: where sensitive values differ the place is told, and not what they are. */
export function divergenceShown(divergence: Diverged, sensitivity: Sensitivity | undefined): Diverged {
  if (sensitivity === undefined) return divergence;
  const { recorded, decided, diff, ...rest } = divergence;
  const shown = <Fact extends { readonly type: string; readonly payload: JsonObject }>(fact: Fact): Fact => ({
    ...fact,
    payload: rowConcealed({ type: fact.type as RunEventType, payload: fact.payload }, { sensitivity, by: masking }),
  });
  const [was, is] = [recorded === undefined ? undefined : shown(recorded), decided === undefined ? undefined : shown(decided)];
  const open = [...fieldDiff(was?.payload, is?.payload), ...fieldDiff(was?.payload, is?.payload, 'payload')];
  return { ...rest, ...(was === undefined ? {} : { recorded: was }), ...(is === undefined ? {} : { decided: is }), diff: diff.map(({ path }) => openAt(open, path)) };
}

function openAt(open: readonly FieldDiff[], path: string): FieldDiff {
  return open.find((one) => one.path === path) ?? { path };
}

/** How a way out stands, as doors show it. */
export function wayShown(way: WayOut, sensitivity: Sensitivity, visit: string): WayOut {
  const parts = partsAt(sensitivity, visit);
  const isSensitive = parts.transitions.has(way.transition) || parts.nodes.has(nodeOf(visit));
  const masked = (text: string | undefined): string | undefined => (text === undefined || !isSensitive ? text : maskText);
  return {
    ...way,
    standing: way.standing.map(({ message, key, read, ...standing }) => {
      const shown = read === undefined ? undefined : readConcealed(read, { sensitivity, by: masking }, { visit, transition: way.transition });
      return { ...standing, ...present({ message: masked(message), key: masked(key), read: isJsonObject(shown) ? shown : undefined }) };
    }),
  };
}

/** Where two runs part, as doors show it: from their masked rows where these part at the same place, else without the facts. */
export function partingShown(exact: JournalDivergence, masked: JournalDivergence | undefined): JournalDivergence {
  if (exact.place === masked?.place) return masked;
  return { place: exact.place, diff: exact.diff.map(({ path }) => ({ path })) };
}
