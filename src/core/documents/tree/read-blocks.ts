import type { Definition, FootnoteDefinition, Nodes, Paragraph, PhrasingContent, Root, RootContent, Table } from 'mdast';
import type { Alignment, Block, Inline, ListItem } from './document-tree.ts';
import { createFootnotes } from './footnotes.ts';
import { headingAnchors } from './heading-anchors.ts';
import { printable } from './text-bounds.ts';
import type { ReadContext } from './read-context.ts';
import { readInlines } from './read-inlines.ts';
import { walk } from './walk.ts';

export interface ReadText {
  readonly blocks: readonly Block[];
  readonly footnotes: readonly (readonly Block[])[];
  readonly anchors: ReadContext['anchors'];
  readonly dropped: ReadContext['dropped'];
}

/** The safe blocks of a Markdown tree, its footnotes in the order of their numbers, and how much was left out. */
export function readBlocks(root: Root, pictures: ReadContext['pictures']): ReadText {
  const context: ReadContext = {
    pictures,
    // Where an identifier is defined twice, Markdown takes the first.
    addresses: new Map(collect(root, 'definition').toReversed().map((node) => [node.identifier, node.url])),
    footnotes: createFootnotes(collect(root, 'footnoteDefinition').map(({ identifier }) => identifier)),
    anchors: headingAnchors(root),
    dropped: { html: 0, images: 0, links: 0 },
  };
  const blocks = readAll(root.children, context);
  const footnotes = readFootnotes(collect(root, 'footnoteDefinition'), context);
  return { blocks, footnotes, anchors: context.anchors, dropped: context.dropped };
}

function readAll(nodes: readonly RootContent[], context: ReadContext): readonly Block[] {
  return nodes.flatMap((node) => readBlock(node, context));
}

function readBlock(node: RootContent, context: ReadContext): readonly Block[] {
  switch (node.type) {
    case 'heading':
      return [{ type: 'heading', depth: node.depth, anchor: context.anchors.of.get(node) ?? '', children: readInlines(node.children, context) }];
    case 'paragraph':
      return readParagraph(node, context);
    case 'blockquote':
      return [{ type: 'blockQuote', children: readAll(node.children, context) }];
    case 'code':
      return [{ type: 'code', language: node.lang ?? undefined, lines: printable(node.value).split('\n') }];
    case 'thematicBreak':
      return [{ type: 'thematicBreak' }];
    case 'table':
      return readTable(node, context);
    case 'list':
      return [{
        type: 'list',
        ordered: node.ordered ?? false,
        start: node.start ?? 1,
        items: node.children.map((item): ListItem => ({ checked: item.checked ?? undefined, children: readAll(item.children, context) })),
      }];
    case 'html':
      return readDirective(node.value);
    default:
      // Definitions and footnotes are read where they are named; nothing else stands among blocks.
      return [];
  }
}

/** Of raw HTML only the comments come this far that place something; the words of the rest are blocks of their own. */
function readDirective(html: string): readonly Block[] {
  if (/page-?break/i.test(html)) {
    return [{ type: 'pageBreak' }];
  }
  return /contents|toc/i.test(html) ? [emptyContents] : [];
}

/** Filled when all headings are known. */
const emptyContents: Block = { type: 'contents', title: '', entries: [], levels: { from: 1, to: 1 } };

/** Pictures stand between paragraphs in every format, so one inside a paragraph parts it. */
function readParagraph(paragraph: Paragraph, context: ReadContext): readonly Block[] {
  const blocks: Block[] = [];
  let run: PhrasingContent[] = [];
  const endRun = (): void => {
    const children = trimmed(readInlines(run, context));
    run = [];
    if (children.length > 0) {
      blocks.push({ type: 'paragraph', children });
    }
  };
  const [only, second] = paragraph.children;
  if (second === undefined && only?.type === 'text' && /^\[(?:toc|\[_toc_\])\]$/i.test(only.value.trim())) {
    return [emptyContents];
  }
  for (const node of paragraph.children) {
    const figure = readFigure(node, context);
    if (figure === undefined) {
      run.push(node);
    } else {
      endRun();
      blocks.push(figure);
    }
  }
  endRun();
  return blocks;
}

function readFigure(node: PhrasingContent, { pictures, addresses }: ReadContext): Block | undefined {
  if (node.type !== 'image' && node.type !== 'imageReference') {
    return undefined;
  }
  const loaded = pictures.get(node.type === 'image' ? node.url : (addresses.get(node.identifier) ?? ''));
  if (loaded === undefined) {
    return undefined;
  }
  const words = printable(node.alt ?? '');
  return loaded.description === undefined
    ? { type: 'figure', picture: loaded.picture, alt: words, caption: printable((node.type === 'image' ? node.title : undefined) ?? '') }
    : { type: 'figure', picture: loaded.picture, alt: printable(loaded.description), caption: words };
}

/** What was white space around a picture is none around a paragraph. */
function trimmed(children: readonly Inline[]): readonly Inline[] {
  const isBlank = (node: Inline): boolean => node.type === 'break' || (node.type === 'text' && node.value.trim() === '');
  const first = children.findIndex((node) => !isBlank(node));
  return first === -1 ? [] : children.slice(first, children.findLastIndex((node) => !isBlank(node)) + 1);
}

function readTable(table: Table, context: ReadContext): readonly Block[] {
  const [header = [], ...rows] = table.children.map((row) => row.children.map((cell) => readInlines(cell.children, context)));
  const align = header.map((_, index): Alignment => table.align?.[index] ?? 'left');
  return [{ type: 'table', align, header, rows: rows.map((row) => header.map((_, index) => row[index] ?? [])) }];
}

function readFootnotes(definitions: readonly FootnoteDefinition[], context: ReadContext): readonly (readonly Block[])[] {
  const notes: (readonly Block[])[] = [];
  // Of notes of one name the first counts.
  const named = new Map(definitions.toReversed().map((definition) => [definition.identifier, definition]));
  // A note may name the next one, so the order can grow while it is walked.
  for (let index = 0; index < context.footnotes.order.length; index += 1) {
    const definition = named.get(context.footnotes.order[index] ?? '');
    notes.push(definition === undefined ? [] : readAll(definition.children, context));
  }
  return notes;
}

function collect<Type extends 'definition' | 'footnoteDefinition'>(root: Root, type: Type): (Type extends 'definition' ? Definition : FootnoteDefinition)[];
function collect(root: Root, type: string): Nodes[] {
  return [...walk<Nodes>(root)].filter((node) => node.type === type);
}
