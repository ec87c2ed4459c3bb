import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { outsideArchive } from '../../domain/model/outside-archive.ts';

/** The faces every document and chart is set in: Latin, Greek and Cyrillic, the same on each machine. */
export const dejavuFaces = {
  regular: 'DejaVuSans.ttf',
  bold: 'DejaVuSans-Bold.ttf',
  italic: 'DejaVuSans-Oblique.ttf',
  boldItalic: 'DejaVuSans-BoldOblique.ttf',
  mono: 'DejaVuSansMono.ttf',
  monoBold: 'DejaVuSansMono-Bold.ttf',
} as const;
export type DejavuFace = keyof typeof dejavuFaces;

/** The path of a face inside the installed font package, from the sources and from a bundle alike. */
export function dejavuPath(face: DejavuFace): string {
  const root = dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json'));
  return outsideArchive(join(root, 'ttf', dejavuFaces[face]));
}
