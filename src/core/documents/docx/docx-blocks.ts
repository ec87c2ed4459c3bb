import { Bookmark, BorderStyle, CheckBox, ImageRun, LineRuleType, PageBreak, Paragraph, TextRun } from 'docx';
import type { FileChild, HeadingLevel, IParagraphOptions } from 'docx';
import type { Block, Code, Figure, Heading, List, ListItem } from '../tree/document-tree.ts';
import { docxContents } from './docx-contents.ts';
import type { DocxContext } from './docx-context.ts';
import { bookmarkOf, wayOf } from './docx-context.ts';
import { docxInlines } from './docx-inlines.ts';
import { deepestLevel, indentStep, numberingOf } from './docx-styles.ts';
import { docxTable } from './docx-table.ts';

const twipsPerPixel = 15;
const besidePicture = 1730;

/** Where a block stands: how many lists and quotations are around it. */
interface Place {
  readonly level: number;
  readonly indent: number;
  readonly isQuoted: boolean;
}

/** The paragraphs and tables of a document. */
export function docxBlocks(blocks: readonly Block[], context: DocxContext): FileChild[] {
  return inPlace(blocks, { level: 0, indent: 0, isQuoted: false }, context);
}

function inPlace(blocks: readonly Block[], place: Place, context: DocxContext): FileChild[] {
  return blocks.flatMap((block) => docxBlock(block, place, context));
}

function docxBlock(block: Block, place: Place, context: DocxContext): FileChild[] {
  switch (block.type) {
    case 'heading':
      return [headingParagraph(block, place, context)];
    case 'paragraph':
      return [new Paragraph({ ...dressOf(place, context), ...wayOf(block.children, context), children: docxInlines(block.children, context) })];
    case 'pageBreak':
      return [new Paragraph({ spacing: { after: 0 }, children: [new PageBreak()] })];
    case 'contents':
      return docxContents(block, context);
    case 'thematicBreak':
      return [new Paragraph({ spacing: { before: 120, after: 240 }, border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: 'CBD2D9', space: 1 } } })];
    case 'blockQuote':
      return inPlace(block.children, { ...place, indent: place.indent + indentStep, isQuoted: true }, context);
    case 'code':
      return [codeParagraph(block, place)];
    case 'list':
      return listBlocks(block, place, context);
    case 'table':
      // A table needs a paragraph behind it: it keeps the distance, and two tables apart.
      return [
        docxTable(block, { width: context.textArea.width - place.indent, indent: place.indent }, context),
        new Paragraph({ spacing: { after: 60, line: 200, lineRule: LineRuleType.AUTO } }),
      ];
    case 'figure':
      return figureBlocks(block, place, context);
  }
}

/** The place of a heading has a name, which links and the contents lead to. */
function headingParagraph({ depth, anchor, children }: Heading, place: Place, context: DocxContext): Paragraph {
  const text = docxInlines(children, context);
  return new Paragraph({
    heading: headingOf(depth),
    indent: { left: place.indent },
    ...wayOf(children, context),
    children: [new Bookmark({ id: bookmarkOf(anchor, context), children: text })],
  });
}

function headingOf(depth: 1 | 2 | 3 | 4 | 5 | 6): (typeof HeadingLevel)[keyof typeof HeadingLevel] {
  return `Heading${depth}`;
}

function dressOf({ indent, isQuoted }: Place, { direction }: DocxContext): IParagraphOptions {
  const bar = { style: BorderStyle.SINGLE, size: 18, color: 'CBD2D9', space: 8 };
  return { indent: { left: indent }, ...(isQuoted ? { style: 'Quote', border: direction === 'rtl' ? { right: bar } : { left: bar } } : {}) };
}

function codeParagraph({ lines }: Code, { indent }: Place): Paragraph {
  return new Paragraph({
    style: 'Code',
    indent: { left: indent },
    shading: { type: 'clear', fill: 'F3F5F7', color: 'auto' },
    children: lines.map((line, index) => new TextRun({ text: line.replaceAll('\t', '    '), ...(index === 0 ? {} : { break: 1 }) })),
  });
}

function listBlocks(list: List, place: Place, context: DocxContext): FileChild[] {
  context.lists += 1;
  const numbers = { reference: list.ordered ? numberingOf(list.start) : 'bullets', instance: context.lists };
  if (list.ordered) {
    context.starts.add(list.start);
  }
  return list.items.flatMap((item) => itemBlocks(item, { ...numbers, place, context }));
}

/** The numbering an item belongs to, and where its list stands. */
interface ListPlace {
  readonly reference: string;
  readonly instance: number;
  readonly place: Place;
  readonly context: DocxContext;
}

/** The first paragraph carries the number, the box or the bullet; what follows stands under its text. */
function itemBlocks(item: ListItem, list: ListPlace): FileChild[] {
  const { place, context, reference, instance } = list;
  const level = Math.min(place.level, deepestLevel);
  const inner = { ...place, level: place.level + 1, indent: place.indent + indentStep };
  const [first, ...rest] = item.children;
  const hasText = first?.type === 'paragraph';
  const text = hasText ? docxInlines(first.children, context) : [];
  const way = hasText ? wayOf(first.children, context) : {};
  const isLast = rest.length === 0;
  const head = new Paragraph({
    ...dressOf(place, context),
    ...way,
    indent: { left: inner.indent, hanging: 360 },
    spacing: { after: isLast ? 80 : 60 },
    ...(item.checked === undefined
      ? { numbering: { reference, level, instance }, children: text }
      : { children: [checkBox(item.checked), new TextRun({ text: '\t' }), ...text], tabStops: [{ type: 'left', position: inner.indent }] }),
  });
  return [head, ...inPlace(hasText ? rest : item.children, inner, context)];
}

function checkBox(checked: boolean): CheckBox {
  const font = 'Segoe UI Symbol';
  return new CheckBox({ checked, checkedState: { value: '2611', font }, uncheckedState: { value: '2610', font } });
}

function figureBlocks({ picture, alt, caption }: Figure, place: Place, context: DocxContext): FileChild[] {
  context.figures += 1;
  const scale = Math.min(1, (context.textArea.width - place.indent) / twipsPerPixel / picture.width, (context.textArea.height - besidePicture) / twipsPerPixel / picture.height);
  const image = new ImageRun({
    type: picture.mediaType === 'image/png' ? 'png' : 'jpg',
    data: picture.bytes,
    transformation: { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) },
    altText: { id: String(context.figures), name: `Picture ${context.figures}`, title: caption, description: alt },
  });
  const figure = new Paragraph({
    indent: { left: place.indent },
    spacing: { before: 120, line: 240, lineRule: LineRuleType.AUTO },
    keepNext: caption !== '',
    children: [image],
  });
  return caption === ''
    ? [figure]
    : [figure, new Paragraph({ style: 'Caption', indent: { left: place.indent }, children: [new TextRun({ text: caption })] })];
}
