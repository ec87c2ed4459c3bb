import { AlignmentType, LevelFormat, LineRuleType } from 'docx';
import type { ILevelsOptions, INumberingOptions, IStylesOptions } from 'docx';
import type { Paper } from '../../domain/model/document.ts';
import { type Sheet, sheetOf } from '../paper-sheet.ts';
import type { DocumentTree } from '../tree/document-tree.ts';

/** Fonts that Word and LibreOffice have or stand in for, with Latin, Greek and Cyrillic. */
const textFont = 'Arial';
const codeFont = 'Courier New';
/** Chinese, Japanese and Korean fonts that office programs have, by language. */
const eastAsianFonts: Readonly<Record<string, string>> = { ja: 'Yu Gothic', ko: 'Malgun Gothic', zh: 'Microsoft YaHei' };
const defaultEastAsian = 'Microsoft YaHei';

export const codeFonts = { ascii: codeFont, hAnsi: codeFont, cs: codeFont, eastAsia: defaultEastAsian } as const;

/** On every side, in twips: twentieths of a point. */
export const margin = 1304;

/** The text area of every page of a document on this paper, in twips. */
export function textAreaOn(paper: Paper): Sheet {
  const { width, height } = sheetOf(paper);
  return { width: twips(width) - 2 * margin, height: twips(height) - 2 * margin };
}

export function twips(points: number): number {
  return Math.round(points * 20);
}

/** How far a level of a list or a quotation stands in. */
export const indentStep = 420;
export const deepestLevel = 8;

const headingSizes = [36, 29, 25, 22, 21, 21] as const;

/** Styles of the document; its language is what spelling is checked in, and tells the fonts of Chinese signs. */
export function documentStyles({ language, direction }: Pick<DocumentTree, 'language' | 'direction'>): IStylesOptions {
  const [primary = ''] = language.toLowerCase().split('-');
  const isEastAsian = Object.hasOwn(eastAsianFonts, primary);
  const fonts = { ascii: textFont, hAnsi: textFont, cs: textFont, eastAsia: (isEastAsian ? eastAsianFonts[primary] : undefined) ?? defaultEastAsian };
  const languages = { value: language, ...(isEastAsian ? { eastAsia: language } : {}), ...(direction === 'rtl' ? { bidirectional: language } : {}) };
  return {
    default: {
      document: {
        run: { font: fonts, size: 21, language: languages },
        paragraph: { spacing: { after: 140, line: 276, lineRule: LineRuleType.AUTO } },
      },
    },
    paragraphStyles: [
      ...headingSizes.map((size, index) => ({
        id: `Heading${index + 1}`,
        name: `heading ${index + 1}`,
        basedOn: 'Normal',
        next: 'Normal',
        quickFormat: true,
        run: { size, bold: true, italics: index === 5, color: '1F2933' },
        paragraph: { spacing: { before: index === 0 ? 120 : 300, after: 120 }, keepNext: true, keepLines: true, outlineLevel: index },
      })),
      { id: 'Quote', name: 'Quote', basedOn: 'Normal', quickFormat: true, run: { color: '52606D' } },
      {
        id: 'Code',
        name: 'Code',
        basedOn: 'Normal',
        quickFormat: true,
        run: { font: codeFonts, size: 18 },
        paragraph: { spacing: { after: 160, line: 240, lineRule: LineRuleType.AUTO } },
      },
      { id: 'ContentsTitle', name: 'Contents Title', basedOn: 'Normal', run: { size: 25, bold: true, color: '1F2933' }, paragraph: { spacing: { before: 240, after: 120 }, keepNext: true } },
      ...[1, 2, 3].map((level) => ({
        id: `TOC${level}`,
        name: `toc ${level}`,
        basedOn: 'Normal',
        next: 'Normal',
        run: level === 1 ? { bold: true } : {},
        paragraph: { spacing: { after: 60 }, indent: { left: (level - 1) * indentStep } },
      })),
      { id: 'Caption', name: 'caption', basedOn: 'Normal', quickFormat: true, run: { size: 18, color: '52606D' }, paragraph: { spacing: { after: 240 } } },
    ],
  };
}

/** Bullets, and one numbering for each first number that the lists of the document have. */
export function documentNumbering(starts: Iterable<number>): INumberingOptions {
  const bullets = ['•', '◦', '▪'];
  return {
    config: [
      { reference: 'bullets', levels: levels((level) => ({ format: LevelFormat.BULLET, text: bullets[level % 3] ?? '•', alignment: AlignmentType.LEFT })) },
      ...[...starts].map((start) => ({
        reference: numberingOf(start),
        levels: levels((level) => ({ format: LevelFormat.DECIMAL, text: `%${level + 1}.`, alignment: AlignmentType.LEFT, start })),
      })),
    ],
  };
}

/** The name of the numbering that begins at `start`. */
export function numberingOf(start: number): string {
  return `numbers-from-${start}`;
}

function levels(of: (level: number) => Omit<ILevelsOptions, 'level'>): ILevelsOptions[] {
  return Array.from({ length: deepestLevel + 1 }, (_, level) => ({
    ...of(level),
    level,
    style: { paragraph: { indent: { left: indentStep * (level + 1), hanging: 360 } }, run: { font: textFont } },
  }));
}
