import type { Code, Heading, Inline } from '../tree/document-tree.ts';
import { plainText } from '../tree/document-tree.ts';
import { plainStyle, styledRuns } from '../tree/styled-runs.ts';
import type { StyledRun } from '../tree/styled-runs.ts';
import type { Box } from './box.ts';
import type { Frame } from './frame.ts';
import { codePadding, gap, headings, ink, sizes } from './page-format.ts';
import type { TypeSize } from './page-format.ts';
import { bidiLevels } from './bidi-levels.ts';
import { placeLine } from './place-line.ts';
import type { SetLine } from './place-line.ts';
import { setLines } from './set-lines.ts';
import { tagNode } from './tag-node.ts';
import type { TagNode } from './tag-node.ts';

/** Where letters stand in a line: this share of the size above the base line, the rest of the line around them. */
const ascent = 0.76;

/** The height of the base line below the top of a line. */
export function baselineIn({ fontSize, lineHeight }: TypeSize): number {
  return (lineHeight - fontSize) / 2 + ascent * fontSize + 0.1 * fontSize;
}

/** A paragraph, line by line; its first two lines and its last two stay together. */
export function paragraphBoxes(children: readonly Inline[], frame: Frame, tag = tagNode('P', frame.tag)): readonly Box[] {
  return textBoxes(styledRuns(children), { frame, tag, size: frame.size, above: gap.block, keep: 'edges', color: frame.color });
}

/** A heading, which stays with what follows and stands in the outline. */
export function headingBoxes({ depth, anchor, children }: Heading, frame: Frame): readonly Box[] {
  const size = headings[depth - 1];
  if (size === undefined) {
    throw new RangeError(`There is no heading of depth ${depth}.`);
  }
  const runs = styledRuns(children, { ...plainStyle, bold: true, italic: depth === 6 });
  const boxes = textBoxes(runs, { frame, tag: tagNode(`H${depth}`, frame.tag), size, above: size.above, keep: 'all', color: ink.text });
  const [first, ...rest] = boxes;
  if (first === undefined) {
    return [];
  }
  const marked: Box = {
    ...first,
    draw: (pen, y, above) => {
      frame.book.heading({ depth, title: plainText(children), anchor }, y);
      first.draw(pen, y, above);
    },
  };
  return [marked, ...rest].map((box, index, all) => (index === all.length - 1 ? { ...box, height: box.height + size.below - gap.block / 2 } : box));
}

/** Small words under a picture. */
export function captionBoxes(caption: string, frame: Frame, tag: TagNode): readonly Box[] {
  const runs: readonly StyledRun[] = [{ ...plainStyle, text: caption, isBreak: false }];
  const boxes = textBoxes(runs, { frame, tag, size: sizes.caption, above: 4, keep: 'all', color: ink.quiet });
  return boxes.map((box, index) => ({ ...box, keepsNext: index < boxes.length - 1 }));
}

/** Code on a tinted ground; a line that is too long goes on in the next. */
export function* codeBoxes({ lines }: Code, frame: Frame): Generator<Box> {
  const tag = tagNode('Code', tagNode('P', frame.tag));
  const { fontSize, lineHeight } = sizes.code;
  const style = { ...plainStyle, code: true };
  const letter = frame.fonts.widthOf('m', style, fontSize);
  const room = Math.max(1, Math.floor((frame.width - 2 * codePadding) / letter));
  const shown = lines.flatMap((line) => cut(line.replaceAll('\t', '    '), room));
  for (const [index, text] of shown.entries()) {
    const isFirst = index === 0;
    const isLast = index === shown.length - 1;
    const padTop = isFirst ? codePadding : 0;
    const height = lineHeight + padTop + (isLast ? codePadding : 0);
    yield {
      above: isFirst ? gap.block : 0,
      height,
      keepsNext: (isFirst || index === shown.length - 2) && !isLast,
      draw: (pen, y) => {
        pen.shade({ x: frame.x, y, width: frame.width, height: height + 0.2 }, ink.tint);
        const place = { x: frame.x + codePadding, baseline: y + padTop + baselineIn(sizes.code), fontSize, color: ink.text, tag };
        pen.line(codeLine(text, frame), place);
      },
    };
  }
}

/** Code keeps its blanks and reads from left to right, whatever the text around it does. */
function codeLine(text: string, { fonts }: Frame): SetLine {
  const paragraph = { text, spans: text === '' ? [] : [{ start: 0, end: text.length, style: { ...plainStyle, code: true } }], levels: bidiLevels(text, 'ltr') };
  const room = { width: Number.POSITIVE_INFINITY, fontSize: sizes.code.fontSize, fonts };
  return placeLine(paragraph, { start: 0, end: text.length }, room);
}

/** A rule across the column. */
export function ruleBox(frame: Frame): Box {
  return { above: gap.rule, height: gap.rule / 2, keepsNext: false, draw: (pen, y) => pen.shade({ x: frame.x, y, width: frame.width, height: 0.7 }, ink.line) };
}

interface TextDress {
  readonly frame: Frame;
  readonly tag: TagNode;
  readonly size: TypeSize;
  readonly above: number;
  readonly keep: 'edges' | 'all';
  readonly color: string;
}

/** A text, line by line. */
export function textBoxes(runs: readonly StyledRun[], { frame, tag, size, above, keep, color }: TextDress): readonly Box[] {
  const { lines, direction } = setLines(runs, { width: frame.width, fontSize: size.fontSize, fonts: frame.fonts, direction: frame.direction });
  return lines.map((line, index) => ({
    above: index === 0 ? above : 0,
    height: size.lineHeight,
    keepsNext: keep === 'all' || (index < lines.length - 1 && (index === 0 || index === lines.length - 2)),
    draw: (pen, y) => {
      const x = direction === 'rtl' ? frame.x + frame.width - line.width : frame.x;
      pen.line(line, { x, baseline: y + baselineIn(size), fontSize: size.fontSize, color, tag });
    },
  }));
}

/** A long line is parted behind a space where one stands late enough, else where the line ends. */
function cut(line: string, room: number): readonly string[] {
  const parts: string[] = [];
  let rest = [...line];
  while (rest.length > room) {
    const space = rest.lastIndexOf(' ', room - 1) + 1;
    const end = space > room / 2 ? space : room;
    parts.push(rest.slice(0, end).join(''));
    rest = rest.slice(end);
  }
  return [...parts, rest.join('')];
}
