import type { Nodes, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { FormatError } from './decode-text.ts';

const maxLength = 4 * 1024 * 1024;
/** Elements that nest deeper take the parser time with the square of the depth. */
const maxOpen = 2000;

/** The tree of a page, whatever is written there; one that is too large or too deep to be looked through is a {@link FormatError}. */
export function parseHtml(html: string): Root {
  if (html.length > maxLength) throw new FormatError({ message: `the page has ${html.length} characters, and at most ${maxLength} are looked through` });
  if (nestsDeeper(html)) throw new FormatError({ message: `more than ${maxOpen} elements are left open inside each other` });
  try {
    return unified().use(rehypeParse).parse(html);
  } catch (cause) {
    if (cause instanceof RangeError) throw new FormatError({ message: 'the elements nest too deep to be read' }, { cause });
    throw cause;
  }
}

/** A node and all below it, in their order, without calls that nest. */
export function* nodesOf(root: Root): Generator<Nodes, void, void> {
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    if ('children' in node) for (let index = node.children.length - 1; index >= 0; index -= 1) waiting.push(node.children[index] as Nodes);
  }
}

const empty = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr', 'li', 'p', 'td', 'th', 'tr', 'dd', 'dt', 'option']);

/** Counts what is opened and not closed, roughly: elements that need no end do not count. */
function nestsDeeper(html: string): boolean {
  let open = 0;
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/giu)) {
    if (empty.has(name.toLowerCase())) continue;
    open = Math.max(0, open + (end === '' ? 1 : -1));
    if (open > maxOpen) return true;
  }
  return false;
}

