import type { Contents, ContentsEntry } from '../tree/document-tree.ts';
import { plainStyle } from '../tree/styled-runs.ts';
import type { Box } from './box.ts';
import type { Frame } from './frame.ts';
import { lineOf } from './line-of.ts';
import { gap, headings, ink, sizes } from './page-format.ts';
import type { Pen } from './pen.ts';
import type { SetLine } from './place-line.ts';
import { setLines } from './set-lines.ts';
import { tagNode } from './tag-node.ts';
import type { TagNode } from './tag-node.ts';
import { baselineIn, textBoxes } from './text-boxes.ts';

const step = 16;
const numberRoom = 30;
const { fontSize, lineHeight } = sizes.contents;

/** The table of contents: each line leads to its heading and ends with the page of it. */
export function* contentsBoxes({ title, entries }: Contents, frame: Frame): Generator<Box> {
  const size = headings[2] ?? sizes.body;
  const tag = tagNode('TOC', frame.tag);
  const heading = [{ ...plainStyle, bold: true, text: title, isBreak: false }];
  yield* textBoxes(heading, { frame, tag: tagNode('Caption', tag), size, above: gap.rule, keep: 'all', color: ink.text });
  for (const [index, entry] of entries.entries()) {
    yield* entryBoxes(entry, { frame, tag: tagNode('TOCI', tag), above: index === 0 ? gap.block / 2 : entry.depth === 1 ? gap.item : 0 });
  }
}

interface EntryPlace {
  readonly frame: Frame;
  readonly tag: TagNode;
  readonly above: number;
}

/** The text of an entry is set at once; its number waits until the heading has its page. */
function entryBoxes(entry: ContentsEntry, { frame, tag, above }: EntryPlace): readonly Box[] {
  const shift = (entry.depth - 1) * step;
  const isRight = frame.direction === 'rtl';
  const style = { ...plainStyle, bold: entry.depth === 1, link: `#${entry.anchor}` };
  const room = { width: frame.width - shift - numberRoom, fontSize, fonts: frame.fonts, direction: frame.direction };
  const { lines } = setLines([{ ...style, text: entry.text, isBreak: false }], room);
  const node = tagNode('Reference', tag);
  return lines.map((line, index) => ({
    above: index === 0 ? above : 0,
    height: lineHeight,
    keepsNext: index < lines.length - 1,
    draw: (pen, y) => {
      pen.enter(node);
      const x = isRight ? frame.x + frame.width - shift - line.width : frame.x + shift;
      const place = { x, baseline: y + baselineIn(sizes.contents), fontSize, color: ink.text, tag: node };
      pen.line(line, place);
      if (index === lines.length - 1) {
        frame.book.later(() => drawNumber(pen, { frame, entry, line, x, baseline: place.baseline, tag: node }));
      }
    },
  }));
}

interface NumberPlace {
  readonly frame: Frame;
  readonly entry: ContentsEntry;
  readonly line: SetLine;
  readonly x: number;
  readonly baseline: number;
  readonly tag: TagNode;
}

/** Dots from the text to the number, which stand in one row over all entries. */
function drawNumber(pen: Pen, { frame, entry, line, x, baseline, tag }: NumberPlace): void {
  const number = lineOf(String(frame.book.pageOf(entry.anchor) ?? ''), frame, { fontSize, style: { ...plainStyle, bold: entry.depth === 1 } });
  const isRight = frame.direction === 'rtl';
  const dot = frame.fonts.widthOf(' .', plainStyle, fontSize);
  const from = isRight ? frame.x + number.width : x + line.width;
  const to = isRight ? x : frame.x + frame.width - number.width;
  const count = Math.max(0, Math.floor((to - from) / dot) - 2);
  if (count > 0) {
    const dots = lineOf('.'.repeat(count).split('').join(' '), { ...frame, direction: 'ltr' }, { fontSize });
    pen.line(dots, { x: isRight ? from + dot : to - dot - dots.width, baseline, fontSize, color: ink.quiet, tag: undefined });
  }
  pen.line(number, { x: isRight ? frame.x : to, baseline, fontSize, color: ink.text, tag });
}
