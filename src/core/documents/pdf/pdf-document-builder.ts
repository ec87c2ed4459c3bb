import type { BuiltDocument, DocumentSource } from '../../domain/model/document.ts';
import type { DocumentBuilder } from '../../domain/ports/document-builder.ts';
import { builtDocument } from '../built-document.ts';
import { documentKinds } from '../document-kinds.ts';
import { createDocumentFonts } from '../fonts/document-fonts.ts';
import type { DocumentFonts } from '../fonts/document-fonts.ts';
import { findExtraFonts, noExtraFonts } from '../fonts/extra-fonts.ts';
import { missingLetters, missingLettersNote } from '../fonts/missing-letters.ts';
import type { DocumentTree } from '../tree/document-tree.ts';
import { readSource } from '../tree/read-source.ts';
import { blockBoxes } from './block-boxes.ts';
import type { Box } from './box.ts';
import type { Frame } from './frame.ts';
import { noteBoxes } from './note-boxes.ts';
import { openPdf } from './open-pdf.ts';
import type { Pdf } from './open-pdf.ts';
import { createPageBook } from './page-book.ts';
import { drawEdges } from './page-edges.ts';
import { ink, pageOn, sizes } from './page-format.ts';
import { paginate } from './paginate.ts';
import { Pen } from './pen.ts';
import { tagNode } from './tag-node.ts';

export interface PdfDocumentBuilderOptions {
  /** Where fonts lie for letters that our own do not have; the first is named to people. */
  readonly fontFolders: readonly string[];
}

/** Writes a tagged PDF with embedded fonts, an outline and numbered pages. */
export class PdfDocumentBuilder implements DocumentBuilder {
  readonly format = 'pdf';
  readonly mediaType = documentKinds.pdf.mediaType;
  readonly extension = documentKinds.pdf.extension;
  readonly #folders: readonly string[];

  constructor({ fontFolders }: PdfDocumentBuilderOptions = { fontFolders: [] }) {
    this.#folders = fontFolders;
  }

  async build(source: DocumentSource, signal: AbortSignal): Promise<BuiltDocument> {
    const tree = await readSource(source, signal);
    // Fonts beside the product are looked for only where a letter needs one.
    const extra = missingLetters(tree, noExtraFonts) === '' ? noExtraFonts : await findExtraFonts(this.#folders);
    const missing = missingLetters(tree, extra);
    const { bytes, pages } = await write(tree, createDocumentFonts(extra), signal);
    const notes = missing === '' ? [] : [missingLettersNote(missing, { language: tree.language, folder: this.#folders[0] })];
    return builtDocument(this, tree, { bytes, facts: { pages, ...(missing === '' ? {} : { missingCharacters: missing }) }, notes });
  }
}

async function write(tree: DocumentTree, fonts: DocumentFonts, signal: AbortSignal): Promise<{ readonly bytes: Uint8Array; readonly pages: number }> {
  const pdf = openPdf(tree);
  const bytes = collect(pdf);
  const book = createPageBook(pdf);
  const pen = new Pen(pdf, book);
  const page = pageOn(tree.paper);
  const frame: Frame = { page, x: page.left, width: page.textWidth, color: ink.text, size: sizes.body, direction: tree.direction, fonts, tag: tagNode('Document', undefined), book };
  await paginate(boxesOf(tree, frame), { pen, page, addPage: () => pdf.addPage() }, signal);
  const pages = pdf.bufferedPageRange().count;
  book.finish();
  drawEdges(pdf, { pen, page, pages, tree, fonts });
  pen.enter(frame.tag);
  pen.endTags();
  pdf.end();
  return { bytes: await bytes, pages };
}

function* boxesOf({ blocks, footnotes }: DocumentTree, frame: Frame): Generator<Box> {
  yield* blockBoxes(blocks, frame);
  yield* noteBoxes(footnotes, frame);
}

async function collect(pdf: Pdf): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf) {
    if (!(chunk instanceof Uint8Array)) {
      throw new TypeError('The PDF writer gave something else than bytes.');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
