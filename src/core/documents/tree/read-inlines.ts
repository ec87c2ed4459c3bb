import type { Nodes, PhrasingContent } from 'mdast';
import type { Inline } from './document-tree.ts';
import { printable } from './text-bounds.ts';
import type { ReadContext } from './read-context.ts';
import { safeLink } from './safe-link.ts';

/** Inline content with safe links only; an image inside it is told by its words. */
export function readInlines(nodes: readonly PhrasingContent[], context: ReadContext): readonly Inline[] {
  return nodes.flatMap((node) => readInline(node, context));
}

function readInline(node: PhrasingContent, context: ReadContext): readonly Inline[] {
  const children = 'children' in node ? readInlines(node.children, context) : [];
  switch (node.type) {
    case 'text':
      return text(node.value.replaceAll(/[ \t]*\n[ \t]*/g, ' '));
    case 'inlineCode':
      return [{ type: 'inlineCode', value: printable(node.value).replaceAll('\n', ' ') }];
    case 'break':
      return [{ type: 'break' }];
    case 'emphasis':
    case 'strong':
      return [{ type: node.type, children }];
    case 'delete':
      return [{ type: 'strike', children }];
    case 'link':
      return link(node.url, children, context);
    case 'linkReference':
      return link(context.addresses.get(node.identifier) ?? '', children, context);
    case 'image':
    case 'imageReference':
      context.dropped.images += 1;
      return text(node.alt ?? '');
    case 'footnoteReference':
      return footnote(node.identifier, context);
    case 'html':
      return readHtml(node.value, context);
    default:
      // Foreign HTML brings blocks where a line is due: their words stay.
      return wordsOfBlock(node, children);
  }
}

function wordsOfBlock(node: Nodes, children: readonly Inline[]): readonly Inline[] {
  return 'value' in node ? text(node.value.replaceAll(/\s+/gu, ' ')) : children;
}

/** Raw HTML has no place in every format; a line break, which tables need, has. */
function readHtml(html: string, context: ReadContext): readonly Inline[] {
  if (/^<br\s*\/?>$/i.test(html)) {
    return [{ type: 'break' }];
  }
  context.dropped.html += 1;
  return [];
}

/** A note that nobody wrote is shown as it was named. */
function footnote(identifier: string, { footnotes }: ReadContext): readonly Inline[] {
  const number = footnotes.numberOf(identifier);
  return number === undefined ? text(`[^${identifier}]`) : [{ type: 'footnoteReference', number }];
}

function link(url: string, children: readonly Inline[], context: ReadContext): readonly Inline[] {
  const safe = innerLink(url, context) ?? safeLink(url);
  if (safe === undefined) {
    context.dropped.links += 1;
    return children;
  }
  return [{ type: 'link', url: safe, children }];
}

/** A link to a heading of the document itself. */
function innerLink(url: string, { anchors }: ReadContext): string | undefined {
  const anchor = url.startsWith('#') ? decoded(url.slice(1)) : undefined;
  return anchor !== undefined && anchors.all.has(anchor) ? `#${anchor}` : undefined;
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address).toLowerCase();
  } catch {
    // A stray percent sign is a percent sign.
    return address.toLowerCase();
  }
}

/** Character references can bring back what the Markdown text was freed of. */
function text(value: string): readonly Inline[] {
  const clean = printable(value);
  return clean === '' ? [] : [{ type: 'text', value: clean }];
}
