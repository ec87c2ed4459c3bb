import { describe, expect, it } from 'vitest';
import { DocxDocumentBuilder } from '../../../src/core/documents/docx/docx-document-builder.ts';
import { PdfDocumentBuilder } from '../../../src/core/documents/pdf/pdf-document-builder.ts';
import { compileTemplate } from '../../../src/core/domain/catalogue/document-templates/compile-template.ts';
import { renderDocument } from '../../../src/core/domain/catalogue/document-templates/render-template.ts';
import type { DocumentSource, Paper } from '../../../src/core/domain/model/document.ts';
import { readPdf, readZipEntries } from './read-documents.ts';

const { signal } = new AbortController();

function sourceOn(page: Partial<Paper> | undefined): DocumentSource {
  const text = JSON.stringify({ format: 'aiwm.template/1', title: 'Wide', options: { footer: 'foot', ...(page === undefined ? {} : { page }) }, body: [{ markdown: 'word '.repeat(2000) }] });
  return renderDocument(compileTemplate({ format: 'template', text }), { inputs: {} });
}

const pdfOf = async (page: Partial<Paper> | undefined) => new PdfDocumentBuilder().build(sourceOn(page), signal);
const boxesIn = (bytes: Uint8Array): readonly string[] => [...new Set(Buffer.from(bytes).toString('latin1').match(/MediaBox \[[^\]]*\]/gu))];
const docxOf = async (page: Partial<Paper> | undefined): Promise<string> => (await readZipEntries((await new DocxDocumentBuilder().build(sourceOn(page), signal)).bytes)).get('word/document.xml') ?? '';

describe('the paper a template names', () => {
  it.each<[Partial<Paper> | undefined, string, string]>([
    [undefined, '[0 0 595.28 841.89]', 'w:w="11906" w:h="16838"'],
    [{ size: 'Letter' }, '[0 0 612 792]', 'w:w="12240" w:h="15840"'],
    [{ orientation: 'landscape' }, '[0 0 841.89 595.28]', 'w:w="16838" w:h="11906" w:orient="landscape"'],
    [{ size: 'Letter', orientation: 'landscape' }, '[0 0 792 612]', 'w:w="15840" w:h="12240" w:orient="landscape"'],
  ])('is that of each page: %j', async (page, box, size) => {
    const { bytes } = await pdfOf(page);

    expect(boxesIn(bytes)).toEqual([`MediaBox ${box}`]);
    expect(await docxOf(page)).toContain(size);
  });

  it('is filled by the text, up to its margins and above its foot', async () => {
    const [page] = (await readPdf((await pdfOf({ orientation: 'landscape' })).bytes)).pages;
    const words = page?.pieces.filter(({ text }) => text.startsWith('word')) ?? [];

    expect(Math.max(...words.map(({ right }) => right))).toBeGreaterThan(841.89 - 62 - 30);
    expect(Math.max(...words.map(({ right }) => right))).toBeLessThanOrEqual(841.89 - 62);
    expect(Math.min(...words.map(({ baseline }) => baseline))).toBeGreaterThanOrEqual(68);
    expect(page?.pieces.find(({ text }) => text.startsWith('foot'))?.baseline).toBeCloseTo(36, 0);
  });
});
