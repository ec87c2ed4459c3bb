import { Document, Packer, PageOrientation } from 'docx';
import type { BuiltDocument, DocumentSource, Paper } from '../../domain/model/document.ts';
import type { DocumentBuilder } from '../../domain/ports/document-builder.ts';
import { builtDocument } from '../built-document.ts';
import { documentKinds } from '../document-kinds.ts';
import { sheetOf } from '../paper-sheet.ts';
import type { DocumentTree } from '../tree/document-tree.ts';
import { readSource } from '../tree/read-source.ts';
import { docxBlocks } from './docx-blocks.ts';
import type { DocxContext } from './docx-context.ts';
import { docxFooter, docxHeader } from './docx-edges.ts';
import { docxFootnotes } from './docx-footnotes.ts';
import { documentNumbering, documentStyles, margin, textAreaOn, twips } from './docx-styles.ts';
import { stablePackage } from './stable-package.ts';

/** Writes a Word document with styles, contents, footnotes, numbered pages and described pictures. */
export class DocxDocumentBuilder implements DocumentBuilder {
  readonly format = 'docx';
  readonly mediaType = documentKinds.docx.mediaType;
  readonly extension = documentKinds.docx.extension;

  async build(source: DocumentSource, signal: AbortSignal): Promise<BuiltDocument> {
    const tree = await readSource(source, signal);
    const packed = await Packer.toBuffer(documentOf(tree));
    signal.throwIfAborted();
    return builtDocument(this, tree, stablePackage(packed));
  }
}

function documentOf(tree: DocumentTree): Document {
  const context: DocxContext = { starts: new Set(), lists: 0, figures: 0, direction: tree.direction, textArea: textAreaOn(tree.paper), bookmarks: new Map(), hasNotes: true };
  const children = docxBlocks(tree.blocks, context);
  const footnotes = docxFootnotes(tree.footnotes, context);
  return new Document({
    title: tree.title,
    creator: tree.author ?? '',
    lastModifiedBy: tree.author ?? '',
    ...(tree.subject === undefined ? {} : { subject: tree.subject }),
    ...(tree.keywords.length === 0 ? {} : { keywords: tree.keywords.join(', ') }),
    styles: documentStyles(tree),
    numbering: documentNumbering(context.starts),
    footnotes,
    sections: [
      {
        properties: {
          page: {
            size: sizeOf(tree.paper),
            margin: { top: margin, bottom: margin, left: margin, right: margin },
          },
        },
        ...(tree.header === '' ? {} : { headers: { default: docxHeader(tree) } }),
        footers: { default: docxFooter(tree) },
        children,
      },
    ],
  });
}

/** As the library takes it, which turns a landscape sheet itself. */
function sizeOf({ size, orientation }: Paper): { readonly width: number; readonly height: number; readonly orientation?: typeof PageOrientation.LANDSCAPE } {
  const { width, height } = sheetOf({ size, orientation: 'portrait' });
  return { width: twips(width), height: twips(height), ...(orientation === 'landscape' ? { orientation: PageOrientation.LANDSCAPE } : {}) };
}
