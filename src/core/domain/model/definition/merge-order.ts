/** A list as three sides have it. */
export interface ThreeLists {
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/**
 * The order of what a merged list holds. The side that rearranged what all three share decides; what the other side put
 * in stands after what it was put after. `isContested` where both rearranged it, each in its own way.
 */
export function mergeOrder({ base, ours, theirs }: ThreeLists, members: ReadonlySet<string>): { readonly order: readonly string[]; readonly isContested: boolean } {
  const [before, left, right] = [base, ours, theirs].map((list) => list.filter((member) => members.has(member))) as [string[], string[], string[]];
  const inAll = new Set(before).intersection(new Set(left)).intersection(new Set(right));
  const shared = (list: readonly string[]): readonly string[] => list.filter((member) => inAll.has(member));
  const oursIsRearranged = !isSameList(shared(left), shared(before));
  const theirsIsRearranged = !isSameList(shared(right), shared(before));
  const isContested = oursIsRearranged && theirsIsRearranged && !isSameList(shared(left), shared(right));
  const order = oursIsRearranged ? insertMissing(left, right) : insertMissing(right, left);
  return { order: [...new Set([...order, ...members])], isContested };
}

function insertMissing(spine: readonly string[], other: readonly string[]): readonly string[] {
  const behind = new Map<string | undefined, string>(spine.map((member, at) => [spine[at - 1], member]));
  const known = new Set(spine);
  for (const [at, member] of other.entries()) {
    if (known.has(member)) continue;
    known.add(member);
    const next = behind.get(other[at - 1]);
    behind.set(other[at - 1], member);
    if (next !== undefined) behind.set(member, next);
  }
  const order: string[] = [];
  for (let member = behind.get(undefined); member !== undefined; member = behind.get(member)) order.push(member);
  return order;
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((member, at) => member === right[at]);
}
