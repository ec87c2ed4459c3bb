import type { DocumentFormat } from '../domain/model/document.ts';
import type { DocumentBuilder, DocumentBuilderSet } from '../domain/ports/document-builder.ts';
import { knownFormat } from './document-kinds.ts';

export interface DocumentBuilderOptions {
  /** Folders with fonts for letters that our own do not have; the first is named to people. @default none */
  readonly fontFolders?: readonly string[];
}

/** Every document format, each loaded when it is first asked for. */
const builders = {
  markdown: async () => new (await import('./markdown/markdown-exporter.ts')).MarkdownExporter(),
  html: async () => new (await import('./html/html-exporter.ts')).HtmlExporter(),
  docx: async () => new (await import('./docx/docx-document-builder.ts')).DocxDocumentBuilder(),
  pdf: async ({ fontFolders = [] }: DocumentBuilderOptions) => new (await import('./pdf/pdf-document-builder.ts')).PdfDocumentBuilder({ fontFolders }),
} as const satisfies Record<DocumentFormat, (options: DocumentBuilderOptions) => Promise<DocumentBuilder>>;

/** The builders by format, each at work where it is called. */
export function createDocumentBuilderSet(options: DocumentBuilderOptions = {}): DocumentBuilderSet {
  return { get: async (format) => builders[knownFormat(format)](options) };
}
