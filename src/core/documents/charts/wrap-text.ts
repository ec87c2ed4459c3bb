import type { DejavuFace } from '../fonts/dejavu-fonts.ts';
import { metricsOf } from '../fonts/font-metrics.ts';

/** Lines of `text` that are at most `width` wide; a word that is wider stands alone. */
export function wrapText(text: string, room: { readonly width: number; readonly face: DejavuFace; readonly size: number }): string[] {
  const font = metricsOf(room.face);
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trimStart();
    if (lines.length > 0 && font.widthOf(longer, room.size) <= room.width) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
