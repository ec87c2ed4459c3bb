import type { BlockContent, Definition, FootnoteDefinition, List as MdList, PhrasingContent, Root, Table as MdTable } from 'mdast';
import { dataUri } from '../pictures/data-uri.ts';
import type { Block, Cell, ContentsEntry, DocumentTree, Figure, Inline, List, Table } from '../tree/document-tree.ts';

/** The Markdown tree of a document; pictures are definitions at its end, so that the text stays readable. */
export function treeToMdast(tree: DocumentTree): Root {
  const figures = new Map<string, Figure>();
  const blocks = tree.blocks.flatMap((block) => blockToMdast(block, figures));
  const notes = tree.footnotes.map((children, index): FootnoteDefinition => ({
    type: 'footnoteDefinition',
    identifier: String(index + 1),
    label: String(index + 1),
    children: children.flatMap((block) => blockToMdast(block, figures)),
  }));
  return { type: 'root', children: [...blocks, ...notes, ...[...figures].map(([label, figure]) => definition(label, figure))] };
}

function blockToMdast(block: Block, figures: Map<string, Figure>): BlockContent[] {
  switch (block.type) {
    case 'heading':
      return [{ type: 'heading', depth: block.depth, children: inlines(block.children) }];
    case 'paragraph':
      return [{ type: 'paragraph', children: inlines(block.children) }];
    case 'thematicBreak':
      return [{ type: 'thematicBreak' }];
    case 'pageBreak':
      return [{ type: 'html', value: '<!-- pagebreak -->' }];
    case 'contents':
      return [{ type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value: block.title }] }] }, contentsToMdast(block.entries)];
    case 'blockQuote':
      return [{ type: 'blockquote', children: block.children.flatMap((child) => blockToMdast(child, figures)) }];
    case 'code':
      return [{ type: 'code', lang: block.language ?? null, value: block.lines.join('\n') }];
    case 'list':
      return [listToMdast(block, figures)];
    case 'table':
      return [tableToMdast(block)];
    case 'figure':
      return figureToMdast(block, figures);
  }
}

function listToMdast(list: List, figures: Map<string, Figure>): MdList {
  return {
    type: 'list',
    ordered: list.ordered,
    start: list.ordered ? list.start : null,
    spread: false,
    children: list.items.map((item) => ({
      type: 'listItem',
      checked: item.checked ?? null,
      spread: false,
      children: item.children.flatMap((child) => blockToMdast(child, figures)),
    })),
  };
}

/** A list of links in the file itself, which every reader of Markdown shows. */
function contentsToMdast(entries: readonly ContentsEntry[]): MdList {
  const root: MdList = { type: 'list', ordered: false, spread: false, children: [] };
  const open: { readonly depth: number; readonly list: MdList }[] = [{ depth: 1, list: root }];
  for (const { depth, text, anchor } of entries) {
    while ((open.at(-1)?.depth ?? 0) > depth) {
      open.pop();
    }
    const top = open.at(-1);
    const last = top?.list.children.at(-1);
    if (top !== undefined && last !== undefined && depth > top.depth) {
      const inner: MdList = { type: 'list', ordered: false, spread: false, children: [] };
      last.children.push(inner);
      open.push({ depth, list: inner });
    }
    const link: PhrasingContent = { type: 'link', url: `#${anchor}`, children: [{ type: 'text', value: text }] };
    open.at(-1)?.list.children.push({ type: 'listItem', spread: false, children: [{ type: 'paragraph', children: [link] }] });
  }
  return root;
}

function tableToMdast(table: Table): MdTable {
  const row = (cells: readonly Cell[]): MdTable['children'][number] => ({
    type: 'tableRow',
    children: cells.map((cell) => ({ type: 'tableCell', children: inlines(cell) })),
  });
  return { type: 'table', align: [...table.align], children: [row(table.header), ...table.rows.map(row)] };
}

function figureToMdast(figure: Figure, figures: Map<string, Figure>): BlockContent[] {
  const label = labelOf(figure, figures);
  const image: BlockContent = {
    type: 'paragraph',
    children: [{ type: 'imageReference', alt: figure.alt, identifier: label, label, referenceType: 'full' }],
  };
  const caption: BlockContent = { type: 'paragraph', children: [{ type: 'emphasis', children: [{ type: 'text', value: figure.caption }] }] };
  return figure.caption === '' ? [image] : [image, caption];
}

/** Labels are compared without case and with white space folded, so ids of a source could meet; numbers cannot. */
function labelOf(figure: Figure, figures: Map<string, Figure>): string {
  const known = [...figures].find(([, other]) => other.picture.address === figure.picture.address)?.[0];
  const label = known ?? `${figure.picture.address.startsWith('chart:') ? 'chart' : 'image'}-${figures.size + 1}`;
  figures.set(label, figure);
  return label;
}

function definition(label: string, { picture }: Figure): Definition {
  return { type: 'definition', identifier: label, label, url: dataUri(picture) };
}

function inlines(nodes: readonly Inline[]): PhrasingContent[] {
  return nodes.map((node): PhrasingContent => {
    switch (node.type) {
      case 'text':
      case 'inlineCode':
      case 'break':
        return node;
      case 'emphasis':
      case 'strong':
        return { type: node.type, children: inlines(node.children) };
      case 'strike':
        return { type: 'delete', children: inlines(node.children) };
      case 'footnoteReference':
        return { type: 'footnoteReference', identifier: String(node.number), label: String(node.number) };
      case 'link':
        return { type: 'link', url: node.url, children: inlines(node.children) };
    }
  });
}
