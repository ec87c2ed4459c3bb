import { ExternalHyperlink, TextRun } from 'docx';
import type { ParagraphChild } from 'docx';
import type { Inline } from '../tree/document-tree.ts';
import { styledRuns } from '../tree/styled-runs.ts';
import type { StyledRun } from '../tree/styled-runs.ts';
import { codeFont } from './docx-styles.ts';

/** Runs of a paragraph; `isBold` for the cells of a header row. */
export function docxInlines(nodes: readonly Inline[], isBold = false): ParagraphChild[] {
  const runs = styledRuns(nodes);
  return runs.flatMap((run, index): ParagraphChild[] => {
    if (run.link === undefined) {
      return [textRun(run, isBold)];
    }
    if (runs[index - 1]?.link === run.link) {
      return [];
    }
    const end = runs.findIndex((other, at) => at > index && other.link !== run.link);
    const linked = runs.slice(index, end === -1 ? runs.length : end);
    return [new ExternalHyperlink({ link: run.link, children: linked.map((part) => textRun(part, isBold)) })];
  });
}

function textRun(run: StyledRun, isBold: boolean): TextRun {
  return new TextRun({
    text: run.text,
    // An attribute that is not wanted stays away: false would switch off what the style says.
    ...(run.bold || isBold ? { bold: true } : {}),
    ...(run.italic ? { italics: true } : {}),
    ...(run.strike ? { strike: true } : {}),
    ...(run.isBreak ? { break: 1 } : {}),
    ...(run.code ? { font: codeFont, shading: { type: 'clear', fill: 'F3F5F7', color: 'auto' } } : {}),
    ...(run.link === undefined ? {} : { color: '0B4F9E', underline: {} }),
  });
}
