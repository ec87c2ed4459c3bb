import { Paragraph, TableOfContents, TextRun } from 'docx';
import type { FileChild } from 'docx';
import type { Contents } from '../tree/document-tree.ts';
import { wayOf } from './docx-context.ts';
import type { DocxContext } from './docx-context.ts';

/** The contents as a field that office programs fill anew, already filled with the headings and links to them; the pages are known when such a program opens it. */
export function docxContents({ title, levels }: Contents, context: DocxContext): FileChild[] {
  return [
    new Paragraph({ style: 'ContentsTitle', ...wayOf([{ type: 'text', value: title }], context), children: [new TextRun({ text: title })] }),
    new TableOfContents(title, { hyperlink: true, headingStyleRange: `${levels.from}-${levels.to}`, beginDirty: true }),
  ];
}
