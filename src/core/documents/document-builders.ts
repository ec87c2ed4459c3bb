import { documentFormats } from '../domain/model/document.ts';
import type { DocumentFormat } from '../domain/model/document.ts';
import { AppError } from '../domain/model/errors.ts';
import type { DocumentBuilder, DocumentBuilderSet } from '../domain/ports/document-builder.ts';

/** Every document format, each loaded when it is first asked for. */
const builders = {
  markdown: async () => new (await import('./markdown/markdown-exporter.ts')).MarkdownExporter(),
  html: async () => new (await import('./html/html-exporter.ts')).HtmlExporter(),
  docx: async () => new (await import('./docx/docx-document-builder.ts')).DocxDocumentBuilder(),
  pdf: async () => new (await import('./pdf/pdf-document-builder.ts')).PdfDocumentBuilder(),
} as const satisfies Record<DocumentFormat, () => Promise<DocumentBuilder>>;

/** The builders by format. */
export function createDocumentBuilderSet(): DocumentBuilderSet {
  return {
    get: async (format) => {
      if (!isDocumentFormat(format)) {
        throw new AppError('input_invalid', `There is no document format "${String(format)}".`, {
          next: `Formats are ${documentFormats.join(', ')}.`,
        });
      }
      return builders[format]();
    },
  };
}

function isDocumentFormat(format: unknown): format is DocumentFormat {
  return typeof format === 'string' && Object.hasOwn(builders, format);
}
