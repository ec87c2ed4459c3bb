import type { Block, DocumentTree, Inline } from '../tree/document-tree.ts';
import { plainText } from '../tree/document-tree.ts';
import type { ExtraFonts } from './extra-fonts.ts';
import { metricsOf } from './font-metrics.ts';
import { packageFor } from './font-packages.ts';

const reported = 20;
/** Signs that nobody sees, so that nobody misses them. */
const unseen = /^[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zs}]$/u;

/** The first letters of a document that no font at hand has a picture for; they come out as empty boxes. */
export function missingLetters(tree: DocumentTree, extra: ExtraFonts): string {
  const own = metricsOf('regular');
  const others = [...extra.regular, ...extra.bold];
  const missing = new Set<string>();
  for (const text of textsOf(tree)) {
    for (const letter of text) {
      const code = letter.codePointAt(0) ?? 0;
      if (missing.size < reported && !own.has(code) && !unseen.test(letter) && !others.some((font) => font.has(code))) {
        missing.add(letter);
      }
    }
  }
  return [...missing].join('');
}

/** What a person reads about letters without a font, with the command that helps. */
export function missingLettersNote(letters: string, { language, folder }: { readonly language: string; readonly folder: string | undefined }): string {
  const what = `No font here has ${[...letters].length === reported ? 'letters such as ' : ''}“${letters}”: they came out as empty boxes.`;
  if (folder === undefined) {
    return what;
  }
  const name = packageFor(letters, language);
  const how = name === undefined ? '' : `, for example by: npm install --prefix "${folder}" ${name}`;
  return `${what} Put a font that has them into "${folder}"${how}. Then make the document again.`;
}

function* textsOf({ blocks, footnotes, header, footer }: DocumentTree): Generator<string> {
  yield header;
  yield footer;
  yield* textsOfBlocks(blocks);
  for (const note of footnotes) {
    yield* textsOfBlocks(note);
  }
}

function* textsOfBlocks(blocks: readonly Block[]): Generator<string> {
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
        yield* textsOfBlocks(block.children);
        break;
      case 'list':
        for (const item of block.items) {
          yield* textsOfBlocks(item.children);
        }
        break;
      case 'table':
        yield* [block.header, ...block.rows].flatMap((row) => row.map(inline));
        break;
      case 'figure':
        yield block.caption;
        break;
      case 'contents':
        yield block.title;
        break;
      case 'thematicBreak':
      case 'pageBreak':
        break;
    }
  }
}
