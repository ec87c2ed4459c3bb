import { isJsonList, isJsonObject, type JsonObject } from '../../model/json.ts';
import { containerOf } from '../../model/region-path.ts';
import type { RunEvent } from '../../model/run-event.ts';

export type JournalRow = Pick<RunEvent, 'kind' | 'type' | 'payload'>;

/** Rows of one region in their order, with the bodies of each container standing together where they began. */
type Group = (JournalRow | readonly Group[])[];

const ofEffects: ReadonlySet<string> = new Set(['effect_scheduled', 'effect_completed', 'effect_failed']);

/**
 * The rows by region: what bodies that run beside each other did stands in declared or item order, at the place of their
 * container, and the answers to an effect with what asked for it, whatever came first. What actions wrote becomes a row
 * of its own, since it rides on whichever row comes next.
 */
export function inRegionOrder(rows: readonly JournalRow[]): readonly JournalRow[] {
  const root: Group = [];
  const groups = new Map<string, Group>();
  const bodies = new Map<string, Group[]>();
  const effects = new Map<string, Group>();
  const groupAt = (path: string): Group => {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const group = groups.get(path.slice(0, end));
      if (group !== undefined) return group;
    }
    return root;
  };
  for (const row of rows.flatMap(withoutDone)) {
    const region = row.payload['region'];
    if (row.type === 'pass_started' && row.payload['own'] !== undefined && typeof region === 'string') beginBody(region);
    placeOf(row).push(row);
  }
  return [...flat(root)];

  /** Attempts and answers of one effect stand together, where it was first asked for. */
  function placeOf(row: JournalRow): Group {
    const effect = row.payload['effect'];
    if (typeof effect !== 'string' || !ofEffects.has(row.type)) return groupAt(pathOf(row));
    const known = effects.get(effect);
    if (known !== undefined) return known;
    const place: Group = [];
    effects.set(effect, place);
    groupAt(effect).push([place]);
    return place;
  }

  function beginBody(region: string): void {
    const container = containerOf(region) ?? '';
    let siblings = bodies.get(container);
    if (siblings === undefined) {
      siblings = [];
      bodies.set(container, siblings);
      groupAt(container).push(siblings);
    }
    const group: Group = [];
    siblings.push(group);
    groups.set(region, group);
  }
}

function* flat(group: Group): Generator<JournalRow> {
  for (const item of group) {
    if ('kind' in item) yield item;
    else for (const body of item) yield* flat(body);
  }
}

/** Where a row belongs. What is about the run as a whole belongs to the root. */
function pathOf({ payload }: JournalRow): string {
  const path = payload['visit'] ?? payload['effect'] ?? payload['incident'] ?? payload['action'];
  return typeof path === 'string' ? path : '';
}

function withoutDone(row: JournalRow): readonly JournalRow[] {
  const { done, ...payload } = row.payload;
  if (row.kind !== 'decided' || !isJsonList(done)) return [row];
  const written = done.filter(isJsonObject).map((action: JsonObject): JournalRow => ({ kind: 'decided', type: 'action_done', payload: action }));
  return row.type === 'action_done' ? written : [...written, { ...row, payload }];
}
