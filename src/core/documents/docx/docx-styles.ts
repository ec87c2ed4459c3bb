import { AlignmentType, LevelFormat, LineRuleType } from 'docx';
import type { ILevelsOptions, INumberingOptions, IStylesOptions } from 'docx';

/** Fonts that Word and LibreOffice have or stand in for, with Latin, Greek and Cyrillic. */
export const textFont = 'Arial';
export const codeFont = 'Courier New';

/** Twips: twentieths of a point. */
export const page = { width: 11906, height: 16838, margin: 1304 } as const;
export const textWidth = page.width - 2 * page.margin;
/** How far a level of a list or a quotation stands in. */
export const indentStep = 420;
export const deepestLevel = 8;

const headingSizes = [36, 29, 25, 22, 21, 21] as const;

/** Styles of the document; `language` is what spelling is checked in. */
export function documentStyles(language: string): IStylesOptions {
  return {
    default: {
      document: {
        run: { font: textFont, size: 21, language: { value: language } },
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
        run: { font: codeFont, size: 18 },
        paragraph: { spacing: { after: 160, line: 240, lineRule: LineRuleType.AUTO } },
      },
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
