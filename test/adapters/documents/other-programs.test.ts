import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDocumentBuilderSet } from '../../../src/core/documents/document-builders.ts';
import { officeFaults } from './office-order.ts';
import { readZipEntries } from './read-documents.ts';
import { sampleReport } from './sample-report.ts';

/** A program of this machine, or the words that say in the test's name why it does not run. */
const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).error === undefined;
const programs = { pdftotext: has('pdftotext', '-v'), pdfinfo: has('pdfinfo', '-v'), qpdf: has('qpdf', '--version'), soffice: has('soffice', '--version') };
const needs = (program: keyof typeof programs): string => (programs[program] ? '' : ` (left out: there is no ${program} here)`);

const told = (program: keyof typeof programs, ...args: string[]): string => execFileSync(program, args, { encoding: 'utf8' });

const signal = new AbortController().signal;
const source = { ...sampleReport(12), contents: true, header: 'Head of pages', footer: 'Foot of pages', subject: 'The weather', keywords: ['rain', 'wind'] };
const mixed = { title: 'Mixed', markdown: '# Mixed\n\nשלום עולם\n\n- مرحبا\n\n1. one\n\n> quoted\n\n| א | b |\n|---|--:|\n| ג | 2 |\n\n```\ncode\n```\n\nNote[^1].\n\n<!-- pagebreak -->\n\n## After\n\n[^1]: Words.', contents: true };
let folder = '';
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'aiwm-documents-'));
  const set = createDocumentBuilderSet();
  for (const format of ['pdf', 'docx'] as const) {
    writeFileSync(file(`report.${format}`), (await (await set.get(format)).build(source, signal)).bytes);
    writeFileSync(file(`mixed.${format}`), (await (await set.get(format)).build(mixed, signal)).bytes);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a PDF', () => {
  it.runIf(programs.pdfinfo)(`shows its structure and what it says of itself to pdfinfo${needs('pdfinfo')}`, () => {
    const facts = told('pdfinfo', file('report.pdf'));
    const tree = told('pdfinfo', '-struct', file('report.pdf'));

    expect(facts).toMatch(/Title:\s+Weather report: Łódź, Αθήνα, Москва/);
    expect(facts).toMatch(/Subject:\s+The weather/);
    expect(facts).toMatch(/Keywords:\s+rain, wind/);
    expect(facts).toMatch(/Tagged:\s+yes/);
    for (const part of ['H1', 'TOC', 'TOCI', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Table', 'TR', 'TH', 'TD', 'Figure', 'Note', 'Link']) {
      expect(tree, part).toMatch(new RegExp(`^\\s*${part}\\b`, 'm'));
    }
    expect(tree).toMatch(/\/Scope \/Column/);
  });

  it.runIf(programs.pdftotext)(`gives its words in their order to pdftotext${needs('pdftotext')}`, () => {
    const text = told('pdftotext', file('report.pdf'), '-');
    const words = told('pdftotext', file('mixed.pdf'), '-');

    expect(text).toMatch(/Head of pages[\s\S]*Contents[\s\S]*Findings[\s\S]*inner point[\s\S]*The note itself[\s\S]*Foot of pages/);
    expect(words).toContain('שלום עולם');
    expect(words).toContain('مرحبا');
  });

  it.runIf(programs.qpdf)(`is sound to qpdf${needs('qpdf')}`, () => {
    for (const name of ['report.pdf', 'mixed.pdf']) {
      expect(told('qpdf', '--check', file(name))).toContain('No syntax or stream encoding errors');
    }
  });

  it('orders its tab stops by its structure and names its places once', () => {
    const bytes = readFileSync(file('report.pdf')).toString('latin1');

    expect(bytes).toMatch(/\/Tabs \/S/);
    expect(bytes).toMatch(/\/MarkInfo/);
    expect(bytes).toMatch(/\/DisplayDocTitle true/);
    expect(bytes).toMatch(/\/Lang \(en-GB\)/);
  });
});

describe('a Word file', () => {
  it('is judged by a check that sees what is wrong', () => {
    expect(officeFaults('<w:pPr><w:jc w:val="end"/><w:ind w:left="0"/></w:pPr>')).toEqual(['<w:ind> in <w:pPr>']);
    expect(officeFaults('<w:p><w:r></w:p>')).not.toEqual([]);
  });

  it('keeps the order that its schema wants, in every part', async () => {
    for (const name of ['report.docx', 'mixed.docx']) {
      const entries = await readZipEntries(readFileSync(file(name)));
      for (const [part, xml] of entries) {
        if (part.endsWith('.xml') || part.endsWith('.rels')) expect(officeFaults(xml), `${name}: ${part}`).toEqual([]);
      }
    }
  });

  it('has each place, note and list that it names, once', async () => {
    const entries = await readZipEntries(readFileSync(file('mixed.docx')));
    const document = entries.get('word/document.xml') ?? '';
    const all = (pattern: RegExp): string[] => [...document.matchAll(pattern)].map(([, found = '']) => found);
    const places = all(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g);

    expect(new Set(places).size).toBe(places.length);
    expect(places).toEqual(expect.arrayContaining(all(/<w:hyperlink [^>]*w:anchor="([^"]+)"/g)));
    expect(all(/<w:footnoteReference w:id="(\d+)"/g)).toEqual(['1']);
    expect(entries.get('word/footnotes.xml')).toMatch(/<w:footnote [^>]*w:id="1"[\s\S]*Words\./);
    expect(document).toMatch(/TOC \\h \\o &quot;2-3&quot;/);
    expect(document).toMatch(/<w:br w:type="page"\/>/);
  });

  it.runIf(programs.soffice)(`opens in LibreOffice with the words of its text${needs('soffice')}`, () => {
    told('soffice', '--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'txt:Text', '--outdir', folder, file('report.docx'));

    expect(readFileSync(file('report.txt'), 'utf8')).toMatch(/Contents[\s\S]*Findings[\s\S]*inner point[\s\S]*Sixth level[\s\S]*The end/);
  });
});
