import type { Nodes, Root } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { defaultTreeAdapter, parse } from 'parse5';
import { type Plugin, type Processor, unified } from 'unified';
import { metered, PageTooLarge } from '../../domain/model/page-meter.ts';
import { FormatError } from './decode-text.ts';

const maxLength = 4 * 1024 * 1024;

/** The tree of a page, whatever is written there; one that is too large, too deep or opens too much again to be looked through is a {@link FormatError}. */
export function parseHtml(html: string): Root {
  if (html.length > maxLength) throw new FormatError({ message: `the page has ${html.length} characters, and at most ${maxLength} are looked through` });
  try {
    return unified().use(meteredParse).parse(html);
  } catch (cause) {
    if (cause instanceof PageTooLarge) throw new FormatError({ message: cause.message }, { cause });
    if (cause instanceof RangeError) throw new FormatError({ message: 'the elements nest too deep to be read' }, { cause });
    throw cause;
  }
}

const meteredParse: Plugin<[], string, Root> = function meteredParse(this: Processor) {
  this.parser = (html, file) => fromParse5(parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false, treeAdapter: metered(html, defaultTreeAdapter) }), { file });
};

/** A node and all below it, in their order, without calls that nest. */
export function* nodesOf(root: Root): Generator<Nodes, void, void> {
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    if ('children' in node) for (let index = node.children.length - 1; index >= 0; index -= 1) waiting.push(node.children[index] as Nodes);
  }
}
