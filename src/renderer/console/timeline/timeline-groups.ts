import type { TimelineRows } from './timeline-rows.ts';

type GroupKind = 'visit' | 'body' | 'effect';

/** Rows that belong together: the visit of a node, one pass of a body, an effect with all its attempts. */
export interface TimelineGroup {
  readonly id: number;
  readonly kind: 'run' | GroupKind;
  /** The number of the visit, the region or the effect; {@link TimelineGroups.keyOf} says which. */
  readonly of: number;
  /** Id of the group around it; the run itself has none. */
  readonly parent: number;
  /** How many groups stand around it, the run itself not counted. */
  readonly depth: number;
  /** In the order they began: rows by seq, groups as {@link itemOf}. */
  readonly items: number[];
  readonly first: number;
  last: number;
}

/** A group among rows: below 0, where no row is. */
export function itemOf(group: Pick<TimelineGroup, 'id'>): number {
  return -1 - group.id;
}

/** The tree of groups over rows, which grows with them. */
export class TimelineGroups {
  readonly all: TimelineGroup[] = [{ id: 0, kind: 'run', of: 0, parent: -1, depth: -1, items: [], first: 1, last: 0 }];
  /** The innermost group of each row, by `seq - 1`. */
  readonly ofRow: number[] = [];
  /** Groups that are there, by the number of what they are of. */
  readonly #known = { visit: [] as number[], body: [] as number[], effect: [] as number[] };
  readonly #rows: TimelineRows;

  constructor(rows: TimelineRows) {
    this.#rows = rows;
  }

  get root(): TimelineGroup {
    return this.all[0] as TimelineGroup;
  }

  group(id: number): TimelineGroup {
    return this.all[id] ?? this.root;
  }

  /** The group of an item; undefined for a row. */
  groupOf(item: number): TimelineGroup | undefined {
    return item < 0 ? this.all[-1 - item] : undefined;
  }

  /** Groups the rows that came since. */
  grow(): void {
    for (let seq = this.ofRow.length + 1; seq <= this.#rows.length; seq += 1) {
      const group = this.#groupFor(seq);
      group.items.push(seq);
      this.ofRow.push(group.id);
      for (let each: TimelineGroup | undefined = group; each !== undefined; each = this.all[each.parent]) each.last = seq;
    }
  }

  /** Path of the visit or of the region, or id of the effect. */
  keyOf({ kind, of }: TimelineGroup): string {
    if (kind === 'visit') return this.#rows.visitText(of);
    if (kind === 'body') return this.#rows.regionText(of);
    return this.#rows.effectText(of);
  }

  #groupFor(seq: number): TimelineGroup {
    const visit = this.#rows.visit[seq - 1] ?? 0;
    if (visit === 0) return this.root;
    const effect = this.#rows.effect[seq - 1] ?? 0;
    return effect === 0 ? this.#visit(visit, seq) : (this.#there('effect', effect) ?? this.#made('effect', effect, { around: this.#visit(visit, seq), seq }));
  }

  #visit(visit: number, seq: number): TimelineGroup {
    return this.#there('visit', visit) ?? this.#made('visit', visit, { around: this.#region(this.#rows.regionOf(visit), seq), seq });
  }

  #region(region: number, seq: number): TimelineGroup {
    if (region === 0) return this.root;
    return this.#there('body', region) ?? this.#made('body', region, { around: this.#visit(this.#rows.containerOf(region), seq), seq });
  }

  #there(kind: GroupKind, of: number): TimelineGroup | undefined {
    const id = this.#known[kind][of];
    return id === undefined ? undefined : this.all[id];
  }

  #made(kind: GroupKind, of: number, { around, seq }: { readonly around: TimelineGroup; readonly seq: number }): TimelineGroup {
    const group: TimelineGroup = { id: this.all.length, kind, of, parent: around.id, depth: around.depth + 1, items: [], first: seq, last: seq };
    this.all.push(group);
    this.#known[kind][of] = group.id;
    around.items.push(itemOf(group));
    return group;
  }
}
