import type { Nodes } from 'hast';

/** Elements that stand in a line and show nothing by themselves. */
const inline = new Set([
  'a', 'abbr', 'acronym', 'b', 'bdi', 'bdo', 'big', 'cite', 'code', 'data', 'del', 'dfn', 'em', 'font', 'i', 'ins', 'kbd', 'label', 'mark', 'q', 's', 'samp',
  'small', 'span', 'strike', 'strong', 'sub', 'sup', 'time', 'tt', 'u', 'var',
]);

/** How many elements stand behind one another, and in one another, at most without a word or a picture between. */
export function longestHollowRun(page: Nodes): number {
  let longest = 0;
  // The depth is bounded before.
  const hollowIn = (node: Nodes): number => {
    if (node.type === 'comment') return 1;
    if (!('children' in node)) return 0;
    let [run, all, isHollow] = [0, 1, true];
    for (const child of node.children) {
      const hollow = hollowIn(child);
      run = hollow === 0 ? 0 : run + hollow;
      isHollow &&= hollow > 0;
      all += hollow;
      longest = Math.max(longest, run);
    }
    return isHollow && node.type === 'element' && inline.has(node.tagName) ? all : 0;
  };
  hollowIn(page);
  return longest;
}
