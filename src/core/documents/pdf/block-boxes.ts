import type { Block, BlockQuote, Figure, List, ListItem } from '../tree/document-tree.ts';
import { plainStyle } from '../tree/styled-runs.ts';
import type { Box } from './box.ts';
import { contentsBoxes } from './contents-boxes.ts';
import { indented } from './frame.ts';
import type { Frame } from './frame.ts';
import { lineOf } from './line-of.ts';
import { gap, indent, ink } from './page-format.ts';
import { tableBoxes } from './table-boxes.ts';
import { tagNode } from './tag-node.ts';
import type { TagNode } from './tag-node.ts';
import { baselineIn, captionBoxes, codeBoxes, headingBoxes, paragraphBoxes, ruleBox } from './text-boxes.ts';

const pointsPerPixel = 0.75;
const bullets = ['•', '◦', '–'];

/** The boxes of some blocks, made one after the other as they are asked for. */
export function* blockBoxes(blocks: readonly Block[], frame: Frame, level = 0): Generator<Box> {
  for (const block of blocks) {
    yield* boxesOf(block, frame, level);
  }
}

function boxesOf(block: Block, frame: Frame, level: number): Iterable<Box> {
  switch (block.type) {
    case 'heading':
      return headingBoxes(block, frame);
    case 'paragraph':
      return paragraphBoxes(block.children, frame);
    case 'code':
      return codeBoxes(block, frame);
    case 'thematicBreak':
      return [ruleBox(frame)];
    case 'pageBreak':
      return [{ above: 0, height: 0, keepsNext: false, endsPage: true, draw: () => undefined }];
    case 'contents':
      return contentsBoxes(block, frame);
    case 'table':
      return tableBoxes(block, frame);
    case 'figure':
      return figureBoxes(block, frame);
    case 'blockQuote':
      return quoteBoxes(block, frame, level);
    case 'list':
      return listBoxes(block, frame, level);
  }
}

/** The bar beside a quotation runs through the white space between its lines. */
function* quoteBoxes(quote: BlockQuote, frame: Frame, level: number): Generator<Box> {
  const inner = { ...indented(frame, indent.quote), color: ink.quiet, tag: tagNode('BlockQuote', frame.tag) };
  const bar = frame.direction === 'rtl' ? frame.x + frame.width - 4.5 : frame.x + 2;
  let isFirst = true;
  for (const box of blockBoxes(quote.children, inner, level)) {
    const rise = isFirst ? 0 : 1;
    isFirst = false;
    yield {
      ...box,
      draw: (pen, y, above) => {
        pen.shade({ x: bar, y: y - rise * above, width: 2.5, height: box.height + rise * above + 0.2 }, ink.line);
        box.draw(pen, y, above);
      },
    };
  }
}

function* listBoxes(list: List, frame: Frame, level: number): Generator<Box> {
  const tag = tagNode('L', frame.tag);
  for (const [index, item] of list.items.entries()) {
    yield* itemBoxes(item, { frame, level, tag, label: labelOf(list, index, level), isFirst: index === 0 });
  }
}

function labelOf(list: List, index: number, level: number): string {
  const { checked } = list.items[index] ?? {};
  if (checked !== undefined) {
    return checked ? '☑' : '☐';
  }
  return list.ordered ? `${list.start + index}.` : (bullets[level % bullets.length] ?? '•');
}

interface ItemPlace {
  readonly frame: Frame;
  readonly level: number;
  readonly tag: TagNode;
  readonly label: string;
  readonly isFirst: boolean;
}

/** The label stands on the first line of the item, whatever that is. */
function* itemBoxes(item: ListItem, { frame, level, tag, label, isFirst }: ItemPlace): Generator<Box> {
  const node = tagNode('LI', tag);
  const labelTag = tagNode('Lbl', node);
  const width = frame.fonts.widthOf(label, plainStyle, frame.size.fontSize);
  const shift = Math.max(indent.list, width + 6);
  const inner = { ...indented(frame, shift), tag: tagNode('LBody', node) };
  const empty: Box = { above: gap.item, height: frame.size.lineHeight, keepsNext: false, draw: () => undefined };
  const [first, ...rest] = item.children;
  const head: Iterable<Box> = first === undefined ? [empty] : blockBoxes([first], inner, level + 1);
  const labelLine = lineOf(label, frame, { fontSize: frame.size.fontSize });
  let isHead = true;
  for (const box of head) {
    yield isHead ? withLabel(box) : box;
    isHead = false;
  }
  yield* blockBoxes(rest, inner, level + 1);

  function withLabel(box: Box): Box {
    return {
      ...box,
      above: isFirst && level === 0 ? gap.block : gap.item,
      draw: (pen, y, above) => {
        const x = frame.direction === 'rtl' ? inner.x + inner.width + 6 : inner.x - 6 - width;
        pen.line(labelLine, { x, baseline: y + baselineIn(frame.size), fontSize: frame.size.fontSize, color: frame.color, tag: labelTag });
        box.draw(pen, y, above);
      },
    };
  }
}

/** A picture is as wide as it wants to be, but no wider than its column and never higher than a page. */
function* figureBoxes({ picture, alt, caption }: Figure, frame: Frame): Generator<Box> {
  const room = frame.page.textHeight - 60;
  const scale = Math.min(pointsPerPixel, frame.width / picture.width, room / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  yield {
    above: gap.figure,
    height,
    keepsNext: caption !== '',
    draw: (pen, y) => {
      const area = { x: frame.direction === 'rtl' ? frame.x + frame.width - width : frame.x, y, width, height };
      pen.picture(picture, area, tagNode('Figure', frame.tag, { alt, bbox: [area.x, y, area.x + width, y + height] }));
    },
  };
  if (caption !== '') {
    yield* captionBoxes(caption, frame, tagNode('Caption', frame.tag));
  }
}
