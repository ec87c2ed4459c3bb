import { itemOf, type TimelineGroup, type TimelineGroups } from './timeline-groups.ts';

/** Which groups are folded: those of a kind, but for the ones a person turned. */
export interface Folding {
  readonly kinds: ReadonlySet<TimelineGroup['kind']>;
  readonly turned: ReadonlySet<number>;
}

/** Effects fold into one line; where they are is open. */
export const firstFolding: Folding = { kinds: new Set(['effect']), turned: new Set() };
export const allOpen: Folding = { kinds: new Set(), turned: new Set() };
export const stepsOnly: Folding = { kinds: new Set(['visit', 'body', 'effect']), turned: new Set() };

export function isFolded(folding: Folding, { id, kind }: Pick<TimelineGroup, 'id' | 'kind'>): boolean {
  return folding.kinds.has(kind) !== (folding.turned.size > 0 && folding.turned.has(id));
}

export function turned(folding: Folding, id: number): Folding {
  const next = new Set(folding.turned);
  if (!next.delete(id)) next.add(id);
  return { ...folding, turned: next };
}

export type Keep = (seq: number) => boolean;

/**
 * The lines of a timeline from top to bottom: rows by seq, heads of groups as {@link itemOf}. A folded group is its head
 * alone; a group of which no row is kept is not shown.
 */
export function shownItems(groups: TimelineGroups, folding: Folding, keep?: Keep): number[] {
  const items: number[] = [];
  walk(groups, { group: groups.root, folding, keep, items });
  return items;
}

interface Walk {
  readonly group: TimelineGroup;
  readonly folding: Folding;
  readonly keep: Keep | undefined;
  readonly items: number[];
}

function walk(groups: TimelineGroups, { group, folding, keep, items }: Walk): void {
  for (const item of group.items) {
    const inner = groups.groupOf(item);
    if (inner === undefined) {
      if (keep === undefined || keep(item)) items.push(item);
    } else if (isFolded(folding, inner)) {
      if (keep === undefined || holds(groups, inner, keep)) items.push(item);
    } else {
      const before = items.push(item);
      walk(groups, { group: inner, folding, keep, items });
      if (items.length === before) items.pop();
    }
  }
}

function holds(groups: TimelineGroups, group: TimelineGroup, keep: Keep): boolean {
  return group.items.some((item) => {
    const inner = groups.groupOf(item);
    return inner === undefined ? keep(item) : holds(groups, inner, keep);
  });
}

/** The line that shows a row: itself, or the head of the outermost folded group around it. */
export function lineOf(groups: TimelineGroups, folding: Folding, seq: number): number {
  let line = seq;
  for (let id = groups.ofRow[seq - 1] ?? 0; id > 0; id = groups.group(id).parent) {
    const group = groups.group(id);
    if (isFolded(folding, group)) line = itemOf(group);
  }
  return line;
}
