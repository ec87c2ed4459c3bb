import { afterAll, describe, expect, it } from 'vitest';
import { openDocumentProcesses } from '../../src/core/app/documents/document-processes.ts';
import { createDocumentBuilderSet } from '../../src/core/documents/document-builders.ts';
import { documentFormats } from '../../src/core/domain/model/document.ts';
import type { DocumentFormat } from '../../src/core/domain/model/document.ts';
import { readDocxDocument, readHtmlDocument, readMarkdownDocument, readPdfDocument } from '../adapters/documents/read-documents.ts';
import { describeDocumentBuilder } from './document-builder-contract.ts';
import type { DocumentBuilderCase } from './document-builder-contract.ts';

const cases: Record<DocumentFormat, Omit<DocumentBuilderCase, 'format'>> = {
  markdown: { extension: 'md', read: readMarkdownDocument },
  html: { extension: 'html', read: readHtmlDocument },
  docx: { extension: 'docx', read: readDocxDocument },
  pdf: { extension: 'pdf', read: readPdfDocument },
};

const processes = openDocumentProcesses();
afterAll(() => processes.close());

const sets = { 'where it is called': createDocumentBuilderSet(), 'in processes': processes };

describe.each(Object.entries(sets))('at work %s,', (_, set) => {
  for (const format of documentFormats) {
    describeDocumentBuilder(set, { format, ...cases[format] });
  }

  it('says which formats exist when it does not know one', async () => {
    const unknown = 'rtf' as DocumentFormat;

    await expect(set.get(unknown)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('rtf'), next: expect.stringContaining('docx') });
  });
});
