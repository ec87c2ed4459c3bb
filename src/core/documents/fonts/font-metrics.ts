import { readFileSync } from 'node:fs';
import { isWideLetter } from '../tree/word-pieces.ts';
import { dejavuPath } from './dejavu-fonts.ts';
import type { DejavuFace } from './dejavu-fonts.ts';

/** Widths and coverage of one face, read from its TrueType tables. */
export interface FontMetrics {
  /** Advance width of a line of text, without kerning, in the unit of `size`. */
  widthOf(text: string, size: number): number;
  /** False for a character that would come out as an empty box. */
  has(codePoint: number): boolean;
}

const loaded = new Map<DejavuFace, FontMetrics>();

/** The metrics of a face; each file is read once. */
export function metricsOf(face: DejavuFace): FontMetrics {
  const known = loaded.get(face);
  if (known !== undefined) {
    return known;
  }
  const metrics = readMetrics(readFileSync(dejavuPath(face)));
  loaded.set(face, metrics);
  return metrics;
}

function readMetrics(file: Buffer): FontMetrics {
  const tables = readDirectory(file);
  const unitsPerEm = file.readUInt16BE(tables('head') + 18);
  const advanceCount = file.readUInt16BE(tables('hhea') + 34);
  const hmtx = tables('hmtx');
  const glyphs = readCharacterMap(file, tables('cmap'));
  const advanceOf = (codePoint: number): number =>
    // A letter of another font is reckoned with a square.
    !glyphs.has(codePoint) && isWideLetter(codePoint) ? unitsPerEm : file.readUInt16BE(hmtx + 4 * Math.min(glyphs.get(codePoint) ?? 0, advanceCount - 1));
  return {
    widthOf: (text, size) => {
      let units = 0;
      for (const character of text) {
        units += advanceOf(character.codePointAt(0) ?? 0);
      }
      return (units * size) / unitsPerEm;
    },
    has: (codePoint) => glyphs.has(codePoint),
  };
}

function readDirectory(file: Buffer): (tag: string) => number {
  const offsets = new Map<string, number>();
  for (let index = 0; index < file.readUInt16BE(4); index += 1) {
    const record = 12 + 16 * index;
    offsets.set(file.toString('latin1', record, record + 4), file.readUInt32BE(record + 8));
  }
  return (tag) => {
    const offset = offsets.get(tag);
    if (offset === undefined) {
      throw new Error(`The font has no ${tag} table.`);
    }
    return offset;
  };
}

/** Format 12 holds every code point; DejaVu carries it beside the older ones. */
function readCharacterMap(file: Buffer, cmap: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  for (let index = 0; index < file.readUInt16BE(cmap + 2); index += 1) {
    const table = cmap + file.readUInt32BE(cmap + 4 + 8 * index + 4);
    if (file.readUInt16BE(table) !== 12) {
      continue;
    }
    for (let group = 0; group < file.readUInt32BE(table + 12); group += 1) {
      const at = table + 16 + 12 * group;
      const first = file.readUInt32BE(at);
      const last = file.readUInt32BE(at + 4);
      for (let codePoint = first; codePoint <= last; codePoint += 1) {
        glyphs.set(codePoint, file.readUInt32BE(at + 8) + codePoint - first);
      }
    }
  }
  return glyphs;
}
