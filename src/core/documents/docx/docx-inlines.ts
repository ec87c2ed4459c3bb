import { ExternalHyperlink, FootnoteReferenceRun, InternalHyperlink, TextRun } from 'docx';
import type { ParagraphChild } from 'docx';
import type { Inline } from '../tree/document-tree.ts';
import { plainStyle, styledRuns } from '../tree/styled-runs.ts';
import type { StyledRun } from '../tree/styled-runs.ts';
import { directedPieces } from '../tree/text-direction.ts';
import { bookmarkOf } from './docx-context.ts';
import type { DocxContext } from './docx-context.ts';
import { codeFonts } from './docx-styles.ts';

/** Runs of a paragraph; `isBold` for the cells of a header row. */
export function docxInlines(nodes: readonly Inline[], context: DocxContext, isBold = false): ParagraphChild[] {
  const runs = styledRuns(nodes, { ...plainStyle, bold: isBold });
  const children: ParagraphChild[] = [];
  let from = 0;
  while (from < runs.length) {
    const { link, note } = runs[from] ?? {};
    let to = from + 1;
    while (to < runs.length && runs[to]?.link === link && runs[to]?.note === note) {
      to += 1;
    }
    // One by one: there may be more of them than a call takes arguments.
    for (const child of linked(runs.slice(from, to), context)) children.push(child);
    from = to;
  }
  return children;
}

/** Runs that lead to one place, or to none. */
function linked(runs: readonly StyledRun[], context: DocxContext): ParagraphChild[] {
  const { link, note } = runs[0] ?? {};
  if (note !== undefined) {
    return context.hasNotes ? [new FootnoteReferenceRun(note)] : [new TextRun({ text: `[${note}]` })];
  }
  const children = runs.flatMap(textRuns);
  if (link === undefined) {
    return children;
  }
  return [link.startsWith('#') ? new InternalHyperlink({ anchor: bookmarkOf(link.slice(1), context), children }) : new ExternalHyperlink({ link, children })];
}

/** Letters that run to the left are runs of their own, which Word sets in its fonts for them. */
function textRuns(run: StyledRun): TextRun[] {
  return directedPieces(run.text).map(
    ({ text, isRight }) =>
      new TextRun({
        text,
        // An attribute that is not wanted stays away: false would switch off what the style says.
        ...(run.bold ? { bold: true } : {}),
        ...(run.italic ? { italics: true } : {}),
        ...(run.strike ? { strike: true } : {}),
        ...(run.isBreak ? { break: 1 } : {}),
        ...(run.code ? { font: codeFonts, shading: { type: 'clear', fill: 'F3F5F7', color: 'auto' } } : {}),
        ...(run.link === undefined ? {} : { color: '0B4F9E', underline: {} }),
        ...(isRight ? { rightToLeft: true } : {}),
      }),
  );
}
