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
  const shared = (list: readonly string[]): readonly string[] => list.filter((member) => before.includes(member) && left.includes(member) && right.includes(member));
  const oursIsRearranged = !isSameList(shared(left), shared(before));
  const theirsIsRearranged = !isSameList(shared(right), shared(before));
  const isContested = oursIsRearranged && theirsIsRearranged && !isSameList(shared(left), shared(right));
  const order = oursIsRearranged ? insertMissing(left, right) : insertMissing(right, left);
  return { order: [...order, ...[...members].filter((member) => !order.includes(member))], isContested };
}

function insertMissing(spine: readonly string[], other: readonly string[]): readonly string[] {
  const order = [...spine];
  other.forEach((member, at) => {
    if (order.includes(member)) return;
    const previous = other[at - 1];
    order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, member);
  });
  return order;
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((member, at) => member === right[at]);
}
