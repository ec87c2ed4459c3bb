import type { DocumentFonts } from '../fonts/document-fonts.ts';
import type { DocumentTree } from '../tree/document-tree.ts';
import { pageNumberJoint } from '../tree/page-number.ts';
import { lineOf } from './line-of.ts';
import type { Pdf } from './open-pdf.ts';
import { ink, type Page, sizes } from './page-format.ts';
import type { Pen } from './pen.ts';

const { fontSize } = sizes.footer;
const headBaseline = 36;
const footAbove = 36;
const apart = 20;

interface Edges {
  readonly pen: Pen;
  readonly page: Page;
  readonly pages: number;
  readonly tree: DocumentTree;
  readonly fonts: DocumentFonts;
}

/** Puts the words of head and foot and the number on every page; a number without words stands in the middle. */
export function drawEdges(pdf: Pdf, { pen, page, pages, tree, fonts }: Edges): void {
  const isRight = tree.direction === 'rtl';
  const footBaseline = page.height - footAbove;
  const room = { fonts, direction: tree.direction };
  const head = tree.header === '' ? undefined : lineOf(tree.header, room, { fontSize, width: page.textWidth });
  for (let index = 0; index < pages; index += 1) {
    pdf.switchToPage(index);
    const place = (x: number, baseline: number) => ({ x, baseline, fontSize, color: ink.quiet, tag: undefined });
    const number = lineOf(`${index + 1}${pageNumberJoint(tree.language)}${pages}`, { fonts, direction: 'ltr' }, { fontSize });
    if (head !== undefined) {
      pen.line(head, place(isRight ? page.width - page.right - head.width : page.left, headBaseline));
    }
    if (tree.footer === '') {
      pen.line(number, place((page.width - number.width) / 2, footBaseline));
      continue;
    }
    const foot = lineOf(tree.footer, room, { fontSize, width: page.textWidth - number.width - apart });
    pen.line(foot, place(isRight ? page.width - page.right - foot.width : page.left, footBaseline));
    pen.line(number, place(isRight ? page.left : page.width - page.right - number.width, footBaseline));
  }
}
