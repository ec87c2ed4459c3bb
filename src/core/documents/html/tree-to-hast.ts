/**
 * A page is put together from the document tree, element by element: there is no path by which text becomes markup,
 * so nothing has to be taken out afterwards.
 */
import type { Element, ElementContent, Properties } from 'hast';
import type { TextDirection } from '../../domain/model/document.ts';
import { dataUri } from '../pictures/data-uri.ts';
import { plainText } from '../tree/document-tree.ts';
import type { Alignment, Block, Cell, Contents, DocumentTree, Figure, Inline, List, ListItem, Table } from '../tree/document-tree.ts';
import { directionOf } from '../tree/text-direction.ts';

const longestShort = 16;

/** The elements of the text and the notes below it; pieces that run the other way than the document say so. */
export function treeToHast({ blocks, footnotes, direction, language }: DocumentTree): ElementContent[] {
  return [...blocksToHast(blocks, direction), ...(footnotes.length === 0 ? [] : [notesToHast(footnotes, { direction, language })])];
}

function blocksToHast(blocks: readonly Block[], direction: TextDirection): ElementContent[] {
  return blocks.flatMap((block) => blockToHast(block, direction));
}

/** One element with its content. */
export function element(tagName: string, properties: Properties, children: readonly ElementContent[]): Element {
  return { type: 'element', tagName, properties, children: [...children] };
}

/** Text, escaped when it is printed. */
export function text(value: string): ElementContent {
  return { type: 'text', value };
}

function blockToHast(block: Block, direction: TextDirection): ElementContent[] {
  switch (block.type) {
    case 'heading':
      return [element(`h${block.depth}`, { id: block.anchor, ...wayOf(block.children, direction) }, inlinesToHast(block.children))];
    case 'paragraph':
      return [element('p', wayOf(block.children, direction), inlinesToHast(block.children))];
    case 'thematicBreak':
      return [element('hr', {}, [])];
    case 'pageBreak':
      return [{ type: 'comment', value: ' pagebreak ' }, element('div', { className: ['page-break'] }, [])];
    case 'contents':
      return [contentsToHast(block, direction)];
    case 'blockQuote':
      return [element('blockquote', {}, blocksToHast(block.children, direction))];
    case 'code':
      return [element('pre', { tabIndex: 0, dir: 'ltr' }, [element('code', codeClass(block.language), [text(`${block.lines.join('\n')}\n`)])])];
    case 'list':
      return [listToHast(block, direction)];
    case 'table':
      return [tableToHast(block, direction)];
    case 'figure':
      return [figureToHast(block)];
  }
}

/** `dir` for a text that begins the other way than what is around it. */
function wayOf(children: readonly Inline[], direction: TextDirection): Properties {
  const own = directionOf(plainText(children), direction);
  return own === direction ? {} : { dir: own };
}

function codeClass(language: string | undefined): Properties {
  return language === undefined || !/^[\w+#.-]{1,30}$/.test(language) ? {} : { className: [`language-${language}`] };
}

function contentsToHast({ title, entries }: Contents, direction: TextDirection): ElementContent {
  const items = entries.map(({ depth, text: words, anchor }) =>
    element('li', { className: [`depth-${Math.min(depth, 3)}`] }, [element('a', { href: `#${anchor}`, ...wayOf([{ type: 'text', value: words }], direction) }, [text(words)])]),
  );
  return element('nav', { className: ['contents'], ariaLabel: title }, [element('p', {}, [element('strong', {}, [text(title)])]), element('ol', {}, items)]);
}

/** The notes as a section of their own; each leads back to where it is named first. */
function notesToHast(footnotes: DocumentTree['footnotes'], { direction, language }: Pick<DocumentTree, 'direction' | 'language'>): ElementContent {
  const items = footnotes.map((blocks, index) => {
    const back = element('a', { href: `#note-ref-${index + 1}`, ariaLabel: `↩ ${index + 1}` }, [text('↩')]);
    return element('li', { id: `note-${index + 1}` }, [...blocksToHast(blocks, direction), back]);
  });
  return element('section', { className: ['notes'], role: 'doc-endnotes', lang: language }, [element('hr', {}, []), element('ol', {}, items)]);
}

function listToHast(list: List, direction: TextDirection): ElementContent {
  const items = list.items.map((item) => itemToHast(item, direction));
  return list.ordered ? element('ol', list.start === 1 ? {} : { start: list.start }, items) : element('ul', {}, items);
}

/** An item that is one paragraph is set tight. */
function itemToHast({ checked, children }: ListItem, direction: TextDirection): ElementContent {
  const [first, ...rest] = children;
  const isText = first?.type === 'paragraph';
  const content = isText ? [...inlinesToHast(first.children), ...blocksToHast(rest, direction)] : blocksToHast(children, direction);
  const way = isText ? wayOf(first.children, direction) : {};
  if (checked === undefined) {
    return element('li', way, content);
  }
  const box = element('input', { type: 'checkbox', disabled: true, checked, ariaLabel: checked ? 'done' : 'open' }, []);
  return element('li', { className: ['task'], ...way }, [box, ...content]);
}

function tableToHast({ align, header, rows }: Table, direction: TextDirection): ElementContent {
  const cell = (tagName: 'th' | 'td') => (content: Cell, column: number): ElementContent => {
    const classes = cellClasses(content, align[column] ?? 'left');
    const properties = { ...(tagName === 'th' ? { scope: 'col' } : {}), ...(classes.length === 0 ? {} : { className: classes }) };
    return element(tagName, { ...properties, ...wayOf(content, direction) }, inlinesToHast(content));
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
        return element('a', { href: node.url, ...(node.url.startsWith('#') ? {} : { rel: ['noopener', 'noreferrer'] }) }, inlinesToHast(node.children));
      case 'footnoteReference':
        return element('sup', {}, [element('a', { href: `#note-${node.number}`, id: `note-ref-${node.number}`, role: 'doc-noteref' }, [text(String(node.number))])]);
    }
  });
}
