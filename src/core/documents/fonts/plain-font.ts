import { readFileSync } from 'node:fs';
import { dejavuPath } from './dejavu-fonts.ts';
import type { DejavuFace } from './dejavu-fonts.ts';

/** Tables for kerning, ligatures and scripts that are not set here; reading them takes longer than setting a document. */
const layoutTables = ['GDEF', 'GPOS', 'GSUB', 'kern', 'MATH'];
const recordLength = 16;

const loaded = new Map<DejavuFace, Buffer>();

/**
 * The file of a face without its layout tables: each character keeps its own glyph and its own width, as
 * {@link metricsOf} tells them, so that text is where it was measured and can be searched and copied.
 */
export function plainFont(face: DejavuFace): Buffer {
  const font = loaded.get(face) ?? withoutLayout(readFileSync(dejavuPath(face)));
  loaded.set(face, font);
  return font;
}

/** The table directory is written anew; the tables themselves stay where they are. */
function withoutLayout(file: Buffer): Buffer {
  const records = Array.from({ length: file.readUInt16BE(4) }, (_, index) => file.subarray(12 + recordLength * index, 12 + recordLength * (index + 1)));
  const kept = records.filter((record) => !layoutTables.includes(record.toString('latin1', 0, 4)));
  const font = Buffer.from(file);
  font.writeUInt16BE(kept.length, 4);
  Buffer.concat(kept).copy(font, 12);
  const head = kept.find((record) => record.toString('latin1', 0, 4) === 'head');
  if (head !== undefined) {
    // Another file has another sum; by it the PDF library tells this font from the whole one of the same name.
    const sum = head.readUInt32BE(8) + 8;
    font.writeUInt32BE((font.readUInt32BE(sum) ^ 1) >>> 0, sum);
  }
  return font;
}
