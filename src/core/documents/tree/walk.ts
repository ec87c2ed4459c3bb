/** A node and all below it in the order of the text; with a list and not with calls, since texts can be deep and long. */
export function* walk<Tree extends { readonly type: string }>(root: Tree): Generator<Tree> {
  const waiting: Tree[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    const children: readonly Tree[] = 'children' in node && Array.isArray(node.children) ? node.children : [];
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child !== undefined) {
        waiting.push(child);
      }
    }
  }
}
