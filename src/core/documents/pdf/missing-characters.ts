import { metricsOf } from '../fonts/font-metrics.ts';
import type { Block, DocumentTree, Inline } from '../tree/document-tree.ts';
import { plainText } from '../tree/document-tree.ts';

const reported = 20;

/** The first characters of a document that the embedded font has no picture for; they come out as empty boxes. */
export function missingCharacters(tree: DocumentTree): string {
  const font = metricsOf('regular');
  const missing = new Set<string>();
  for (const text of textsOf(tree.blocks)) {
    for (const character of text) {
      if (missing.size < reported && character > ' ' && !font.has(character.codePointAt(0) ?? 0)) {
        missing.add(character);
      }
    }
  }
  return [...missing].join('');
}

function* textsOf(blocks: readonly Block[]): Generator<string> {
  const inline = (nodes: readonly Inline[]): string => plainText(nodes);
  for (const block of blocks) {
    switch (block.type) {
      case 'heading':
      case 'paragraph':
        yield inline(block.children);
        break;
      case 'code':
        yield* block.lines;
        break;
      case 'blockQuote':
        yield* textsOf(block.children);
        break;
      case 'list':
        yield* block.items.flatMap((item) => [...textsOf(item.children)]);
        break;
      case 'table':
        yield* [block.header, ...block.rows].flatMap((row) => row.map(inline));
        break;
      case 'figure':
        yield block.caption;
        break;
      case 'thematicBreak':
        break;
    }
  }
}
