import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { openedFont } from './text-font.ts';
import type { TextFont } from './text-font.ts';

/** Fonts that somebody put beside the product, by weight. */
export interface ExtraFonts {
  readonly regular: readonly TextFont[];
  readonly bold: readonly TextFont[];
}

export const noExtraFonts: ExtraFonts = { regular: [], bold: [] };

const endings = ['.ttf', '.otf', '.ttc', '.woff', '.woff2'];
const maxFiles = 1000;
/** Weights and slants that a document has no use for. */
const otherWeight = /(?:thin|extralight|ultralight|demilight|light|medium|semibold|demibold|extrabold|ultrabold|black|heavy|italic|oblique)|[-_](?:[1235689]00)[-_.]/i;
const isBold = /bold|[-_]700[-_.]/i;

/**
 * The fonts in some folders, the packages installed there included: regular and bold ones by their file names, in the
 * order of their paths, so that equal folders give equal documents. A file is opened when a letter is looked for.
 */
export async function findExtraFonts(folders: readonly string[]): Promise<ExtraFonts> {
  const files: string[] = [];
  for (const folder of folders) {
    files.push(...(await fontFilesIn(folder)));
  }
  const named = (file: string, index: number): TextFont => openedFont(`extra-${index}`, () => readFileSync(file));
  const fonts = files.map((file, index) => ({ font: named(file, index), bold: isBold.test(basename(file)) }));
  return { regular: fonts.filter(({ bold }) => !bold).map(({ font }) => font), bold: fonts.filter(({ bold }) => bold).map(({ font }) => font) };
}

async function fontFilesIn(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const file of glob(`**/*{${endings.join(',')}}`, { cwd: folder })) {
    if (!otherWeight.test(basename(file)) && found.length < maxFiles) {
      found.push(file);
    }
  }
  const sorted = found.toSorted((a, b) => (a < b ? -1 : 1));
  // Packages bring the same font in several packings; the one that opens quickest is taken.
  const best = new Map<string, string>();
  for (const file of sorted) {
    const key = file.slice(0, -extname(file).length);
    const known = best.get(key);
    if (known === undefined || endings.indexOf(extname(file)) < endings.indexOf(extname(known))) {
      best.set(key, file);
    }
  }
  return [...best.values()].map((file) => join(folder, file));
}
