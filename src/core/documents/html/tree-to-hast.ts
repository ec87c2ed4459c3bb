/**
 * A page is put together from the document tree, element by element: there is no path by which text becomes markup,
 * so nothing has to be taken out afterwards.
 */
import type { Element, ElementContent, Properties } from 'hast';
import { dataUri } from '../pictures/data-uri.ts';
import { plainText } from '../tree/document-tree.ts';
import type { Alignment, Block, Cell, Figure, Inline, List, ListItem, Table } from '../tree/document-tree.ts';

const longestShort = 16;

/** The elements of some blocks. */
export function blocksToHast(blocks: readonly Block[]): ElementContent[] {
  return blocks.map(blockToHast);
}

/** One element with its content. */
export function element(tagName: string, properties: Properties, children: readonly ElementContent[]): Element {
  return { type: 'element', tagName, properties, children: [...children] };
}

/** Text, escaped when it is printed. */
export function text(value: string): ElementContent {
  return { type: 'text', value };
}

function blockToHast(block: Block): ElementContent {
  switch (block.type) {
    case 'heading':
      return element(`h${block.depth}`, {}, inlinesToHast(block.children));
    case 'paragraph':
      return element('p', {}, inlinesToHast(block.children));
    case 'thematicBreak':
      return element('hr', {}, []);
    case 'blockQuote':
      return element('blockquote', {}, blocksToHast(block.children));
    case 'code':
      return element('pre', { tabIndex: 0 }, [element('code', {}, [text(`${block.lines.join('\n')}\n`)])]);
    case 'list':
      return listToHast(block);
    case 'table':
      return tableToHast(block);
    case 'figure':
      return figureToHast(block);
  }
}

function listToHast(list: List): ElementContent {
  const items = list.items.map(itemToHast);
  return list.ordered ? element('ol', list.start === 1 ? {} : { start: list.start }, items) : element('ul', {}, items);
}

/** An item that is one paragraph is set tight. */
function itemToHast({ checked, children }: ListItem): ElementContent {
  const [first, ...rest] = children;
  const content = first?.type === 'paragraph' ? [...inlinesToHast(first.children), ...blocksToHast(rest)] : blocksToHast(children);
  if (checked === undefined) {
    return element('li', {}, content);
  }
  const box = element('input', { type: 'checkbox', disabled: true, checked, ariaLabel: checked ? 'done' : 'open' }, []);
  return element('li', { className: ['task'] }, [box, ...content]);
}

function tableToHast({ align, header, rows }: Table): ElementContent {
  const cell = (tagName: 'th' | 'td') => (content: Cell, column: number): ElementContent => {
    const classes = cellClasses(content, align[column] ?? 'left');
    const properties = { ...(tagName === 'th' ? { scope: 'col' } : {}), ...(classes.length === 0 ? {} : { className: classes }) };
    return element(tagName, properties, inlinesToHast(content));
  };
  const table = element('table', {}, [
    element('thead', {}, [element('tr', {}, header.map(cell('th')))]),
    element('tbody', {}, rows.map((row) => element('tr', {}, row.map(cell('td'))))),
  ]);
  // A wide table scrolls in its own box, which the keyboard must reach.
  return element('div', { className: ['table'], tabIndex: 0 }, [table]);
}

/** A date or a short name is not parted at its hyphen for the sake of a long remark beside it. */
function cellClasses(content: Cell, side: Alignment): string[] {
  return [...(side === 'left' ? [] : [side]), ...(plainText(content).length <= longestShort ? ['short'] : [])];
}

function figureToHast({ picture, alt, caption }: Figure): ElementContent {
  const image = element('img', { src: dataUri(picture), alt, width: picture.width, height: picture.height }, []);
  return element('figure', {}, caption === '' ? [image] : [image, element('figcaption', {}, [text(caption)])]);
}

function inlinesToHast(nodes: readonly Inline[]): ElementContent[] {
  return nodes.map((node): ElementContent => {
    switch (node.type) {
      case 'text':
        return text(node.value);
      case 'inlineCode':
        return element('code', {}, [text(node.value)]);
      case 'break':
        return element('br', {}, []);
      case 'emphasis':
        return element('em', {}, inlinesToHast(node.children));
      case 'strong':
        return element('strong', {}, inlinesToHast(node.children));
      case 'strike':
        return element('del', {}, inlinesToHast(node.children));
      case 'link':
        return element('a', { href: node.url, rel: ['noopener', 'noreferrer'] }, inlinesToHast(node.children));
    }
  });
}
