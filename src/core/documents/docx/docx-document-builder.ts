import { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import type { BuiltDocument, DocumentSource } from '../../domain/model/document.ts';
import type { DocumentBuilder } from '../../domain/ports/document-builder.ts';
import { builtDocument } from '../built-document.ts';
import type { DocumentTree } from '../tree/document-tree.ts';
import { pageNumberJoint } from '../tree/page-number.ts';
import { readSource } from '../tree/read-source.ts';
import { docxBlocks } from './docx-blocks.ts';
import type { DocxContext } from './docx-blocks.ts';
import { documentNumbering, documentStyles, page } from './docx-styles.ts';
import { stablePackage } from './stable-package.ts';

/** Writes a Word document with styles, numbered pages and described pictures. */
export class DocxDocumentBuilder implements DocumentBuilder {
  readonly format = 'docx';
  readonly mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  readonly extension = 'docx';

  async build(source: DocumentSource, signal: AbortSignal): Promise<BuiltDocument> {
    const tree = await readSource(source, signal);
    const packed = await Packer.toBuffer(documentOf(tree));
    signal.throwIfAborted();
    return builtDocument(this, tree, stablePackage(packed));
  }
}

function documentOf(tree: DocumentTree): Document {
  const context: DocxContext = { starts: new Set(), lists: 0, figures: 0 };
  const children = docxBlocks(tree.blocks, context);
  return new Document({
    title: tree.title,
    creator: tree.author ?? '',
    lastModifiedBy: tree.author ?? '',
    styles: documentStyles(tree.language),
    numbering: documentNumbering(context.starts),
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        footers: { default: footerOf(tree.language) },
        children,
      },
    ],
  });
}

function footerOf(language: string): Footer {
  const children = [PageNumber.CURRENT, pageNumberJoint(language), PageNumber.TOTAL_PAGES];
  return new Footer({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 0 }, children: [new TextRun({ children, size: 18, color: '52606D' })] })],
  });
}
