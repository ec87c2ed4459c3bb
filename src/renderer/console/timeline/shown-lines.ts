import { type Folding, isFolded, type Keep, shownItems } from './folding.ts';
import { itemOf, type TimelineGroup, type TimelineGroups } from './timeline-groups.ts';

export interface Shown {
  readonly folding: Folding;
  readonly keep?: Keep | undefined;
}

/**
 * The lines of a timeline that grows, as {@link shownItems} gives them. Rows mostly come at its end, and then the same list is
 * longer; where a line comes in between, or only some are kept, it is another list.
 */
export class ShownLines {
  readonly #groups: TimelineGroups;
  readonly #shown: Shown;
  #items: number[] = [];
  /** So many rows are in it. */
  #rows = 0;
  /** The groups at whose end a line is the last of all, the outermost first. */
  #path: TimelineGroup[];

  constructor(groups: TimelineGroups, shown: Shown) {
    this.#groups = groups;
    this.#shown = shown;
    this.#path = [groups.root];
  }

  /** With the rows that came since. */
  grown(): readonly number[] {
    const { length } = this.#groups.ofRow;
    if (this.#rows === length) return this.#items;
    if (this.#rows === 0 || this.#shown.keep !== undefined) return this.#anew();
    while (this.#rows < length) {
      this.#rows += 1;
      if (!this.#append(this.#rows)) return this.#anew();
    }
    return this.#items;
  }

  #anew(): readonly number[] {
    this.#items = shownItems(this.#groups, this.#shown.folding, this.#shown.keep);
    this.#rows = this.#groups.ofRow.length;
    this.#path = [this.#groups.root];
    for (let last = this.#lastIn(this.#groups.root); last !== undefined; last = this.#lastIn(last)) this.#path.push(last);
    return this.#items;
  }

  #lastIn({ items }: TimelineGroup): TimelineGroup | undefined {
    return this.#groups.groupOf(items.at(-1) ?? 0);
  }

  /** Adds the lines of a row, if they are the last; answers whether they were. */
  #append(seq: number): boolean {
    const lines: number[] = [];
    const begun: TimelineGroup[] = [];
    let around = this.#groups.root;
    for (const group of this.#chain(seq)) {
      if (group.first === seq) {
        lines.push(itemOf(group));
        begun.push(group);
      } else around = group;
      // What is folded shows nothing of what is in it.
      if (isFolded(this.#shown.folding, group)) return lines.length === 0 || this.#add(around, { lines, begun });
    }
    lines.push(seq);
    return this.#add(around, { lines, begun });
  }

  #add(around: TimelineGroup, { lines, begun }: { readonly lines: readonly number[]; readonly begun: readonly TimelineGroup[] }): boolean {
    const at = this.#path.indexOf(around);
    if (at === -1) return false;
    this.#path.splice(at + 1, this.#path.length, ...begun);
    this.#items.push(...lines);
    return true;
  }

  /** The groups around a row, the outermost first; the run itself is none of them. */
  #chain(seq: number): readonly TimelineGroup[] {
    const chain: TimelineGroup[] = [];
    for (let { id } = this.#groups.group(this.#groups.ofRow[seq - 1] ?? 0); id > 0; id = this.#groups.group(id).parent) chain.push(this.#groups.group(id));
    return chain.toReversed();
  }
}
