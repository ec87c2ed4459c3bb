import { documentFormats, type DocumentFormat } from '../domain/model/document.ts';
import { AppError } from '../domain/model/errors.ts';
import type { DocumentBuilder } from '../domain/ports/document-builder.ts';

export type DocumentKind = Pick<DocumentBuilder, 'mediaType' | 'extension'>;

/** What is known of each format without what makes its documents. */
export const documentKinds = {
  markdown: { mediaType: 'text/markdown', extension: 'md' },
  html: { mediaType: 'text/html', extension: 'html' },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extension: 'docx' },
  pdf: { mediaType: 'application/pdf', extension: 'pdf' },
} as const satisfies Record<DocumentFormat, DocumentKind>;

/** Refuses a format that there is none of. */
export function knownFormat(format: unknown): DocumentFormat {
  const known = documentFormats.find((candidate) => candidate === format);
  if (known !== undefined) return known;
  throw new AppError('input_invalid', `There is no document format "${String(format)}".`, { next: `Formats are ${documentFormats.join(', ')}.` });
}
