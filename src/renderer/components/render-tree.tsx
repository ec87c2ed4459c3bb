import type { Element, ElementContent, Nodes, Properties, RootContent } from 'hast';
import { createElement, Fragment, type ReactNode } from 'react';
import { shownText } from '../../core/domain/model/shown-text.ts';
import { shellWords } from '../strings/shell.ts';

/** Elements that may appear; of any other only the contents do. What could run, load or submit is not among them. */
const allowed = new Set([
  'a', 'abbr', 'article', 'b', 'blockquote', 'br', 'caption', 'code', 'col', 'colgroup', 'dd', 'del', 'div', 'dl', 'dt', 'em', 'figcaption',
  'figure', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'i', 'img', 'kbd', 'li', 'main', 'mark', 'ol', 'p', 'pre', 's',
  'section', 'small', 'span', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'u', 'ul',
]);

/** Elements whose contents are no text for readers. */
const dropped = new Set(['script', 'style', 'head', 'template', 'noscript', 'iframe', 'object', 'embed', 'svg', 'math', 'form', 'select', 'textarea', 'button']);

/**
 * Draws a parsed document as React elements. Nothing becomes HTML text on the way and only listed elements and
 * properties are kept, so a hostile document is at worst an ugly one. Headings move down by `headingShift`.
 */
export function renderTree(tree: Nodes, headingShift = 0): ReactNode {
  return 'children' in tree ? renderAll(tree.children, headingShift) : null;
}

function renderAll(children: readonly (RootContent | ElementContent)[], headingShift: number): ReactNode {
  return children.map((child, index) => <Fragment key={index}>{renderOne(child, headingShift)}</Fragment>);
}

function renderOne(node: RootContent | ElementContent, headingShift: number): ReactNode {
  if (node.type === 'text') return shownText(node.value);
  if (node.type !== 'element') return null;
  if (dropped.has(node.tagName)) return null;
  if (node.tagName === 'input') return taskMark(node);
  const inner = node.children.length === 0 ? undefined : renderAll(node.children, headingShift);
  if (!allowed.has(node.tagName)) return inner;
  return createElement(shifted(node.tagName, headingShift), safeProperties(node), inner);
}

/** A task of a list: a mark, since nothing in a document can be ticked. */
function taskMark({ properties }: Element): ReactNode {
  if (properties['type'] !== 'checkbox') return null;
  return properties['checked'] === true || properties['checked'] === '' ? '☑ ' : '☐ ';
}

function shifted(tag: string, by: number): string {
  const level = /^h([1-6])$/u.exec(tag)?.[1];
  return level === undefined ? tag : `h${Math.min(6, Number(level) + by)}`;
}

function safeProperties({ tagName, properties }: Element): Record<string, unknown> {
  const kept: Record<string, unknown> = { ...words(properties, ['title', 'lang', 'scope', 'colSpan', 'rowSpan', 'start']) };
  const { className } = properties;
  if (Array.isArray(className)) kept['className'] = className.join(' ');
  const align = properties['align'];
  if (align === 'left' || align === 'center' || align === 'right') kept['style'] = { textAlign: align };
  if (tagName === 'a') return { ...kept, ...safeLink(properties['href']) };
  // What may be wider than the page scrolls inside itself, by keyboard, too.
  if (tagName === 'pre') return { ...kept, tabIndex: 0, role: 'group', 'aria-label': shellWords.code };
  if (tagName === 'table') return { ...kept, tabIndex: 0 };
  if (tagName === 'img') return { ...kept, ...words(properties, ['alt']), ...safePicture(properties['src']) };
  return kept;
}

function words(properties: Properties, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => (typeof properties[name] === 'string' || typeof properties[name] === 'number' ? [[name, properties[name]]] : [])),
  );
}

function safeLink(href: unknown): Record<string, unknown> {
  return typeof href === 'string' && /^(?:https:\/\/|mailto:)/iu.test(href) ? { href, target: '_blank', rel: 'noreferrer noopener' } : {};
}

/** Pictures stand inside the document; nothing is fetched. */
function safePicture(src: unknown): Record<string, unknown> {
  return typeof src === 'string' && /^data:image\/(?:png|jpeg|gif|webp|svg\+xml);base64,/iu.test(src) ? { src } : {};
}
