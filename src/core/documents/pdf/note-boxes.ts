import { noteLink, plainStyle } from '../tree/styled-runs.ts';
import type { Block } from '../tree/document-tree.ts';
import { blockBoxes } from './block-boxes.ts';
import type { Box } from './box.ts';
import { indented } from './frame.ts';
import type { Frame } from './frame.ts';
import { lineOf } from './line-of.ts';
import { gap, ink, sizes } from './page-format.ts';
import { tagNode } from './tag-node.ts';
import { baselineIn, ruleBox } from './text-boxes.ts';

const shift = 22;

/** The notes behind the text, each with a number that leads back to where it is named. */
export function* noteBoxes(footnotes: readonly (readonly Block[])[], frame: Frame): Generator<Box> {
  if (footnotes.length === 0) {
    return;
  }
  yield { ...ruleBox(frame), keepsNext: true };
  for (const [index, blocks] of footnotes.entries()) {
    yield* oneNote(blocks, index + 1, { ...frame, size: sizes.note, color: ink.quiet });
  }
}

function* oneNote(blocks: readonly Block[], number: number, frame: Frame): Generator<Box> {
  const tag = tagNode('Note', frame.tag, { id: `note-${number}` });
  const label = tagNode('Lbl', tag);
  const { fontSize, lineHeight } = frame.size;
  const line = lineOf(`${number}.`, frame, { fontSize, style: { ...plainStyle, link: `#note-ref-${number}` } });
  const inner = { ...indented(frame, shift), tag };
  const empty: Box = { above: gap.item, height: lineHeight, keepsNext: false, draw: () => undefined };
  const [first = empty, ...rest] = blockBoxes(blocks, inner, 1);
  yield {
    ...first,
    above: gap.item,
    draw: (pen, y, above) => {
      frame.book.place(noteLink(number).slice(1), y);
      pen.line(line, { x: frame.direction === 'rtl' ? inner.x + inner.width + shift - line.width : frame.x, baseline: y + baselineIn(frame.size), fontSize, color: frame.color, tag: label });
      first.draw(pen, y, above);
    },
  };
  yield* rest;
}
