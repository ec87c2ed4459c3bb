import { containerOf, regionOf } from '../../../core/domain/model/region-path.ts';
import type { TimelineRows } from './timeline-rows.ts';

/** Rows that belong together: the visit of a node, one pass of a body, an effect with all its attempts. */
export interface TimelineGroup {
  readonly id: number;
  readonly kind: 'run' | 'visit' | 'body' | 'effect';
  /** Path of the visit or of the region, or id of the effect. */
  readonly key: string;
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
  readonly all: TimelineGroup[] = [{ id: 0, kind: 'run', key: '', parent: -1, depth: -1, items: [], first: 1, last: 0 }];
  /** The innermost group of each row, by `seq - 1`. */
  readonly ofRow: number[] = [];
  readonly #known = new Map<string, TimelineGroup>();
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

  #groupFor(seq: number): TimelineGroup {
    const visit = this.#rows.visitAt(seq);
    if (visit === '') return this.root;
    const around = this.#visit(visit, seq);
    const effect = this.#rows.effectAt(seq);
    return effect === '' ? around : this.#named('effect', effect, { around, seq });
  }

  #visit(visit: string, seq: number): TimelineGroup {
    const known = this.#known.get(`visit ${visit}`);
    if (known !== undefined) return known;
    return this.#named('visit', visit, { around: this.#region(regionOf(visit), seq), seq });
  }

  #region(region: string, seq: number): TimelineGroup {
    const container = containerOf(region);
    if (container === undefined) return this.root;
    return this.#known.get(`body ${region}`) ?? this.#named('body', region, { around: this.#visit(container, seq), seq });
  }

  #named(kind: 'visit' | 'body' | 'effect', key: string, { around, seq }: { readonly around: TimelineGroup; readonly seq: number }): TimelineGroup {
    const known = this.#known.get(`${kind} ${key}`);
    if (known !== undefined) return known;
    const group: TimelineGroup = { id: this.all.length, kind, key, parent: around.id, depth: around.depth + 1, items: [], first: seq, last: seq };
    this.all.push(group);
    this.#known.set(`${kind} ${key}`, group);
    around.items.push(itemOf(group));
    return group;
  }
}
