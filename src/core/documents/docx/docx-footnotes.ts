import { Paragraph } from 'docx';
import type { Block, DocumentTree } from '../tree/document-tree.ts';
import { docxBlocks } from './docx-blocks.ts';
import type { DocxContext } from './docx-context.ts';
import { docxInlines } from './docx-inlines.ts';

/** The notes of the document by number. Word takes paragraphs only, so the rows of a table are lines there. */
export function docxFootnotes(footnotes: DocumentTree['footnotes'], context: DocxContext): Record<string, { readonly children: readonly Paragraph[] }> {
  const inner: DocxContext = { ...context, hasNotes: false };
  return Object.fromEntries(footnotes.map((blocks, index) => [String(index + 1), { children: paragraphsOf(blocks, inner) }]));
}

function paragraphsOf(blocks: readonly Block[], context: DocxContext): readonly Paragraph[] {
  const paragraphs = blocks.flatMap((block) => {
    const flat: readonly Block[] = block.type === 'table' ? [block.header, ...block.rows].map((row) => ({ type: 'paragraph', children: row.flatMap((cell, column) => (column === 0 ? cell : [{ type: 'text', value: ' | ' }, ...cell])) })) : [block];
    return docxBlocks(flat, context).filter((child) => child instanceof Paragraph);
  });
  return paragraphs.length === 0 ? [new Paragraph({ children: docxInlines([], context) })] : paragraphs;
}
