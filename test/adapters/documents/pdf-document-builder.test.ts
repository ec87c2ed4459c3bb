import { describe, expect, it } from 'vitest';
import { encodeRgbPng } from '../../../src/core/documents/charts/rgb-png.ts';
import { PdfDocumentBuilder } from '../../../src/core/documents/pdf/pdf-document-builder.ts';
import type { DocumentSource } from '../../../src/core/domain/model/document.ts';
import { readPdf } from './read-documents.ts';
import type { PdfPage } from './read-documents.ts';
import { sampleReport } from './sample-report.ts';

const builder = new PdfDocumentBuilder();
const signal = new AbortController().signal;
const left = 62;
const right = 595.28 - 62;

async function pagesOf(source: DocumentSource): Promise<readonly PdfPage[]> {
  const { bytes, facts } = await builder.build(source, signal);
  const { pages } = await readPdf(bytes);
  expect(facts['pages']).toBe(pages.length);
  return pages;
}

const markdown = (text: string): DocumentSource => ({ title: 'T', markdown: text });
const paragraphs = (count: number): string => Array.from({ length: count }, (_, index) => `Paragraph ${index + 1} of many.`).join('\n\n');

describe('the pages of a PDF', () => {
  it('are many for a long text, and each is numbered', async () => {
    const pages = await pagesOf(markdown(Array.from({ length: 400 }, (_, index) => `Line ${index + 1}.  `).join('\n')));

    expect(pages.length).toBeGreaterThan(7);
    for (const [index, page] of pages.entries()) {
      expect(page.text).toContain(`${index + 1} of ${pages.length}`);
    }
    expect(pages.map((page) => page.text).join(' ')).toContain('Line 400.');
  });

  it('repeat the header of a table, and hold each row once', async () => {
    const pages = await pagesOf(sampleReport(120));
    const rows = pages.flatMap((page) => page.text.match(/row \d+/g) ?? []);
    const withTable = pages.filter((page) => page.text.includes('row '));

    expect(withTable.length).toBeGreaterThan(2);
    expect(withTable.every((page) => /Month\s+Station\s+Mean °C\s+Rain mm\s+Remark/.test(page.text))).toBe(true);
    expect(new Set(rows).size).toBe(rows.length);
    expect(rows.length).toBe(120 - Math.ceil(120 / 7));
  });

  it('hold everything inside their margins, long words and long code too', async () => {
    const wide = `| ${'key '.repeat(12)} | b |\n|--|--|\n| ${'X'.repeat(300)} | ${'word '.repeat(60)} |\n`;
    const columns = `|${' h |'.repeat(30)}\n|${'--|'.repeat(30)}\n|${' value |'.repeat(30)}\n`;
    const long = `${'W'.repeat(400)} **${'b'.repeat(200)}**\n\n- - - ${'i'.repeat(400)}\n\n\`\`\`\n${'c'.repeat(500)}\n\`\`\``;
    const pages = await pagesOf(markdown(`${long}\n\n${wide}\n${columns}`));
    const pieces = pages.flatMap((page) => page.pieces);

    expect(pieces.length).toBeGreaterThan(20);
    for (const piece of pieces) {
      expect(piece.left, piece.text).toBeGreaterThan(left - 1);
      expect(piece.right, piece.text).toBeLessThan(right + 1);
      expect(piece.baseline, piece.text).toBeGreaterThan(30);
    }
    expect(pieces.map((piece) => piece.text).join('')).toContain('WWW');
    expect(pieces.map((piece) => piece.text).join('').match(/X/g)).toHaveLength(300);
  });

  it('never end with a heading', async () => {
    for (let count = 24; count < 40; count += 1) {
      const pages = await pagesOf(markdown(`${paragraphs(count)}\n\n## The heading\n\n${'More words follow here. '.repeat(20)}`));
      const page = pages.find(({ text }) => text.includes('The heading'));

      expect(page?.text, `${count} paragraphs`).toContain('More words');
    }
  });

  it('carry a row that is higher than a page on to the next one', async () => {
    const cell = Array.from({ length: 400 }, (_, index) => `w${index}`).join('<br>');
    const pages = await pagesOf(markdown(`| a | b |\n|--|--|\n| ${cell} | x |\n| last | y |\n`));
    const text = pages.map((page) => page.text).join('\n');

    expect(pages.length).toBeGreaterThan(5);
    expect(text.match(/\bw\d+\b/g)).toHaveLength(400);
    expect(text).toContain('last');
  });

  it('shrink a picture that is higher than they are', async () => {
    const bytes = await encodeRgbPng(new Uint8Array(4 * 20 * 4000), 20, 4000);
    const pages = await pagesOf({ ...markdown('Before\n\n![tall](image:tall "A caption")\n\nAfter'), images: { tall: { mediaType: 'image/png', bytes } } });

    expect(pages).toHaveLength(2);
    expect(pages[0]?.text).not.toContain('A caption');
    expect(pages[1]?.text).toMatch(/A caption\s+After/);
  });
});

describe('a PDF', () => {
  it('has its fonts inside and names no other', async () => {
    const { bytes } = await builder.build(sampleReport(), signal);
    const file = Buffer.from(bytes).toString('latin1');
    const fonts = file.match(/\/FontName \/\S+/g) ?? [];

    expect(fonts.length).toBeGreaterThanOrEqual(5);
    expect(fonts.every((name) => /\+DejaVuSans/.test(name))).toBe(true);
    expect(file.match(/\/FontFile2 /g)).toHaveLength(fonts.length);
    expect(file).not.toMatch(/Helvetica|Times-Roman|Courier/);
  });

  it('says nothing of when it was made', async () => {
    const { bytes } = await builder.build(sampleReport(), signal);

    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/CreationDate|ModDate|CreateDate|D:\d{8}/);
  });

  it('names title, author and language, escaped where that is due', async () => {
    const { bytes } = await builder.build({ title: 'A <b> & "c"', author: 'O’Neil & Søn', language: 'de-CH', markdown: 'x' }, signal);
    const { info, pages } = await readPdf(bytes);
    const file = Buffer.from(bytes).toString('utf8');

    expect(info).toMatchObject({ Title: 'A <b> & "c"', Author: 'O’Neil & Søn', Language: 'de-CH' });
    expect(file).toContain('A &lt;b&gt; &amp; "c"');
    expect(pages[0]?.text).toContain('1 von 1');
  });

  it('is tagged with headings, lists, tables and figures in reading order', async () => {
    const { bytes } = await builder.build(sampleReport(6), signal);
    const { pages, outline } = await readPdf(bytes);
    const roles = JSON.stringify(pages.map((page) => page.tags)).match(/"role":"\w+"/g)?.map((role) => role.slice(8, -1)) ?? [];

    expect(outline).toEqual(['Weather report']);
    const expected = 'H1 H2 H3 H4 H5 H6 P L LI Lbl LBody BlockQuote Figure Caption Table TR TH TD Code Link';
    for (const role of expected.split(' ')) {
      expect(roles, role).toContain(role);
    }
    expect(roles.indexOf('H1')).toBeLessThan(roles.indexOf('H2'));
    expect(roles.filter((role) => role === 'TR')).toHaveLength(7);
    expect(roles.filter((role) => role === 'TH')).toHaveLength(5);
  });

  it('tells which characters the embedded font does not have', async () => {
    const some = await builder.build(markdown('Latin Ελληνικά Кириллица 漢字'), signal);
    const none = await builder.build(markdown('Latin Ελληνικά Кириллица'), signal);

    expect(some.facts['missingCharacters']).toBe('漢字');
    expect(none.facts).not.toHaveProperty('missingCharacters');
  });
});
