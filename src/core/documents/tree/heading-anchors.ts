import type { Heading, Nodes, Root } from 'mdast';
import { walk } from './walk.ts';

/** The anchors of the headings of one document. */
export interface HeadingAnchors {
  readonly of: ReadonlyMap<Heading, string>;
  /** Every anchor that a link may name. */
  readonly all: ReadonlySet<string>;
}

/** Gives each heading an anchor as code hosts do, so that links inside Markdown files hold in documents, too. */
export function headingAnchors(root: Root): HeadingAnchors {
  const name = createAnchorNames();
  const of = new Map<Heading, string>();
  for (const node of walk<Nodes>(root)) {
    if (node.type === 'heading') {
      of.set(node, name(wordsOf(node)));
    }
  }
  return { of, all: new Set(of.values()) };
}

/** Names for headings in their order: small letters and hyphens, a number where a name comes again. */
export function createAnchorNames(): (words: string) => string {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return (words) => {
    const base = words.trim().toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-') || 'section';
    let anchor = base;
    while (taken.has(anchor)) {
      const count = (counts.get(base) ?? 0) + 1;
      counts.set(base, count);
      anchor = `${base}-${count}`;
    }
    taken.add(anchor);
    return anchor;
  };
}

function wordsOf(node: Nodes): string {
  if ('children' in node) {
    return node.children.map(wordsOf).join('');
  }
  return node.type === 'text' || node.type === 'inlineCode' ? node.value : '';
}
