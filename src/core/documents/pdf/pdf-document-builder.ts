import type { BuiltDocument, DocumentSource } from '../../domain/model/document.ts';
import type { DocumentBuilder } from '../../domain/ports/document-builder.ts';
import { builtDocument } from '../built-document.ts';
import { metricsOf } from '../fonts/font-metrics.ts';
import { pageNumberJoint } from '../tree/page-number.ts';
import { plainStyle } from '../tree/styled-runs.ts';
import { readSource } from '../tree/read-source.ts';
import { blockBoxes } from './block-boxes.ts';
import { missingCharacters } from './missing-characters.ts';
import { openPdf } from './open-pdf.ts';
import type { Pdf } from './open-pdf.ts';
import { createOutline } from './outline.ts';
import { ink, page, sizes, textWidth } from './page-format.ts';
import { paginate } from './paginate.ts';
import { Pen } from './pen.ts';
import type { Measure } from './set-lines.ts';
import { tagNode } from './tag-node.ts';

/** Writes a tagged PDF with embedded fonts, an outline and numbered pages. */
export class PdfDocumentBuilder implements DocumentBuilder {
  readonly format = 'pdf';
  readonly mediaType = 'application/pdf';
  readonly extension = 'pdf';

  async build(source: DocumentSource, signal: AbortSignal): Promise<BuiltDocument> {
    const tree = await readSource(source, signal);
    const pdf = openPdf(tree);
    const bytes = collect(pdf);
    const pen = new Pen(pdf);
    const measure: Measure = (text, face, fontSize) => metricsOf(face).widthOf(text, fontSize);
    const frame = { x: page.left, width: textWidth, color: ink.text, measure, tag: tagNode('Document', undefined), onHeading: createOutline(pdf) };
    await paginate(blockBoxes(tree.blocks, frame), { pen, addPage: () => pdf.addPage() }, signal);
    const pages = pdf.bufferedPageRange().count;
    numberPages(pdf, { pen, measure, pages, joint: pageNumberJoint(tree.language) });
    pen.enter(frame.tag);
    pen.endTags();
    pdf.end();
    const missing = missingCharacters(tree);
    return builtDocument(this, tree, { bytes: await bytes, facts: { pages, ...(missing === '' ? {} : { missingCharacters: missing }) } });
  }
}

interface Numbering {
  readonly pen: Pen;
  readonly measure: Measure;
  readonly pages: number;
  readonly joint: string;
}

function numberPages(pdf: Pdf, { pen, measure, pages, joint }: Numbering): void {
  const { fontSize } = sizes.footer;
  for (let index = 0; index < pages; index += 1) {
    pdf.switchToPage(index);
    const text = `${index + 1}${joint}${pages}`;
    const width = measure(text, 'regular', fontSize);
    const place = { x: (page.width - width) / 2, baseline: page.height - 36, fontSize, color: ink.quiet, tag: undefined };
    pen.line({ runs: [{ ...plainStyle, text, x: 0, width }], width }, place);
  }
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
