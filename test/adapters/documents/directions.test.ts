import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createDocumentBuilderSet } from '../../../src/core/documents/document-builders.ts';
import { createDocumentFonts } from '../../../src/core/documents/fonts/document-fonts.ts';
import { noExtraFonts } from '../../../src/core/documents/fonts/extra-fonts.ts';
import { setLines } from '../../../src/core/documents/pdf/set-lines.ts';
import { plainStyle } from '../../../src/core/documents/tree/styled-runs.ts';
import { wordPieces } from '../../../src/core/documents/tree/word-pieces.ts';
import { readPdf, readZipEntries } from './read-documents.ts';

const signal = new AbortController().signal;
const fontFolder = fileURLToPath(new URL('fonts', import.meta.url));
const chinese = '这是一个中文段落，用来检查换行。';

/** The pieces of the first line from left to right. */
function seen(text: string, direction: 'ltr' | 'rtl' = 'ltr'): string {
  const fonts = createDocumentFonts(noExtraFonts);
  const { lines } = setLines([{ ...plainStyle, text, isBreak: false }], { width: 500, fontSize: 10, fonts, direction });
  return (lines[0]?.runs ?? []).toSorted((a, b) => a.x - b.x).map((run) => run.text).join('|');
}

describe('a line of a PDF', () => {
  it('sets words that run to the left from the right, numbers and Latin in their own order', () => {
    expect(seen('אחת שתים three four 12')).toBe('three four 12| |שתים| |אחת');
    expect(seen('one אחת שתים two')).toBe('one |שתים| |אחת| two');
    expect(seen('مرحبا (123) عالم')).toBe('عالم| |)|123|(| |مرحبا'.replace(')|123|(', '(|123|)'));
    expect(seen('plain', 'rtl')).toBe('plain');
  });

  it('may end between Chinese signs, never before a closing one or behind an opening one', () => {
    expect(wordPieces('中文，用来「检查」。')).toEqual(['中', '文，', '用', '来', '「检', '查」。']);
    expect(wordPieces('abc中文def')).toEqual(['abc', '中', '文', 'def']);
    expect(wordPieces('plain-word')).toEqual(['plain-word']);
    expect(wordPieces('สวัสดีชาวโลก').length).toBeGreaterThan(1);
  });
});

describe('a document that reads to the left', () => {
  const source = { title: 'דוח', language: 'he', markdown: '# דוח\n\nטקסט ראשון English 12.\n\n- פריט\n\n| א | ב |\n|---|---|\n| ג | ד |\n\n> ציטוט' };

  it('begins at the right edge of a PDF, tables and lists too', async () => {
    const { bytes } = await (await createDocumentBuilderSet().get('pdf')).build(source, signal);
    const { pages, info } = await readPdf(bytes);
    const pieces = pages[0]?.pieces ?? [];
    const rightOf = (word: string): number => Math.max(...pieces.filter(({ text }) => text.includes(word)).map(({ right }) => right));
    const leftOf = (word: string): number | undefined => pieces.find(({ text }) => text === word)?.left;

    expect(info['Language']).toBe('he');
    expect(Math.max(...pieces.map(({ right }) => right))).toBeGreaterThan(532);
    expect(rightOf('•')).toBeGreaterThan(525);
    expect(leftOf('א')).toBeGreaterThan(leftOf('ב') ?? Number.NaN);
  });

  it('says so in HTML and Word', async () => {
    const set = createDocumentBuilderSet();
    const html = Buffer.from((await (await set.get('html')).build(source, signal)).bytes).toString('utf8');
    const mixed = Buffer.from((await (await set.get('html')).build({ ...source, language: 'en' }, signal)).bytes).toString('utf8');
    const word = (await readZipEntries((await (await set.get('docx')).build(source, signal)).bytes)).get('word/document.xml') ?? '';

    expect(html).toMatch(/<html lang="he" dir="rtl">/);
    expect(mixed).toMatch(/<p dir="rtl">/);
    expect(word).toMatch(/<w:bidi\/>/);
    expect(word).toMatch(/<w:bidiVisual\/>/);
    expect(word.match(/<w:rtl\/>/g)?.length).toBeGreaterThan(5);
  });
});

describe('letters that no font of our own has', () => {
  it('are told with a command that helps, and are set from a font that somebody put there', async () => {
    const source = { title: 'T', markdown: chinese.repeat(8) };
    const without = await (await createDocumentBuilderSet({ fontFolders: ['/nowhere/fonts'] }).get('pdf')).build(source, signal);
    const withFont = await (await createDocumentBuilderSet({ fontFolders: [fontFolder] }).get('pdf')).build(source, signal);
    const again = await (await createDocumentBuilderSet({ fontFolders: [fontFolder] }).get('pdf')).build(source, signal);
    const { pages } = await readPdf(withFont.bytes);

    expect(without.notes).toEqual([expect.stringMatching(/“这是一个.*npm install --prefix "\/nowhere\/fonts" @expo-google-fonts\/noto-sans-sc/)]);
    expect(withFont.notes).toEqual([]);
    expect(withFont.facts).not.toHaveProperty('missingCharacters');
    expect(pages[0]?.text.replaceAll(/\s/g, '')).toContain(chinese.repeat(8));
    expect(Math.max(...(pages[0]?.pieces ?? []).map(({ right }) => right))).toBeLessThan(534);
    expect(Buffer.compare(withFont.bytes, again.bytes)).toBe(0);
  });

  it('are told by the language that writes them', async () => {
    const note = async (markdown: string, language: string): Promise<string> =>
      (await (await createDocumentBuilderSet({ fontFolders: ['/f'] }).get('pdf')).build({ title: 'T', language, markdown }, signal)).notes.join('');

    expect(await note('漢字', 'ja')).toContain('noto-sans-jp');
    expect(await note('漢字', 'zh-Hant-TW')).toContain('noto-sans-tc');
    expect(await note('한국어', 'ko')).toContain('noto-sans-kr');
    expect(await note('🚀', 'en')).toContain('noto-emoji');
    expect(await note('😀 a\u200d\ufe0f\u00ad', 'en')).toBe('');
  });
});
