import PDFDocument from 'pdfkit';
import type { DocumentTree } from '../tree/document-tree.ts';
import { sheetOf } from '../paper-sheet.ts';
import { creator, metadataXml } from './pdf-metadata.ts';

type KnownPdf = InstanceType<typeof PDFDocument>;

/** An image that the document has taken in. */
export type PdfImage = Parameters<KnownPdf['image']>[0];

interface LinkOptions {
  readonly structParent: ReturnType<KnownPdf['struct']>;
  readonly Contents: PdfText;
}

/** The document as it is written, with what its published types leave out. */
export type Pdf = KnownPdf & {
  openImage(bytes: Buffer): PdfImage;
  /** Writes the metadata when the document ends. */
  _addInfo(): void;
  link(x: number, y: number, width: number, height: number, url: string, options: LinkOptions): unknown;
  goTo(x: number, y: number, width: number, height: number, name: string, options: LinkOptions): unknown;
  addNamedDestination(name: string, kind: 'XYZ', x: number, y: number, zoom: null): void;
};

/** A text among PDF values, where a plain string is taken as a name. */
export type PdfText = object & { readonly length: number };

const noFont = '';

/** The text as PDF writes it into a dictionary. */
export function pdfText(text: string): PdfText {
  const wrapped: unknown = Object(text);
  return wrapped as PdfText;
}

function infoOf({ author, subject, keywords }: DocumentTree): { readonly Author?: string; readonly Subject?: string; readonly Keywords?: string } {
  return {
    ...(author === undefined ? {} : { Author: author }),
    ...(subject === undefined ? {} : { Subject: subject }),
    ...(keywords.length === 0 ? {} : { Keywords: keywords.join(', ') }),
  };
}

/**
 * An empty tagged PDF. The date of making takes part in the file's id, so it is fixed for
 * the id and then left out. The library's own metadata want a date and do not escape a title, so ours take their place.
 */
export function openPdf(tree: DocumentTree): Pdf {
  const { width, height } = sheetOf(tree.paper);
  // The published types leave out what Pdf adds; the document has it.
  const pdf = new PDFDocument({
    size: [width, height],
    margin: 0,
    // No font of the library's own: its files are not beside a bundle.
    font: noFont,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: tree.language,
    displayTitle: true,
    info: { Title: tree.title, ...infoOf(tree), Creator: creator, CreationDate: new Date(0) },
  }) as Pdf;
  delete pdf.info.CreationDate;
  pdf._addInfo = () => pdf.appendXML(metadataXml(tree));
  return pdf;
}
