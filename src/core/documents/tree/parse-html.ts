import type { Comment, Element, Nodes as HastNodes, Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import rehypeRemark from 'rehype-remark';
import { unified } from 'unified';
import { createAnchorNames } from './heading-anchors.ts';
import { longestHollowRun } from './hollow-elements.ts';
import { meteredParse } from './metered-parse.ts';
import type { ParsedText } from './parsed-text.ts';
import { walk } from './walk.ts';
import { maxTextLength, printable, tooDeep, tooMuch } from './text-bounds.ts';

/** What is never read, whatever is inside: it runs, draws, asks for input or is not shown. */
const refused = new Set([
  'script', 'style', 'template', 'iframe', 'frame', 'frameset', 'object', 'embed', 'applet', 'svg', 'math', 'canvas', 'audio', 'video', 'form',
  'select', 'textarea', 'button', 'dialog', 'link', 'base',
]);
/** White space takes quadratic time to be read beside so many. */
const maxHollow = 1000;
const isHeading = /^h[1-6]$/;

/** The Markdown tree of an HTML page, with what the page says of itself; scripts, styles, frames and forms are left out. */
export function parseHtml(html: string): ParsedText {
  if (html.length > maxTextLength) {
    throw tooMuch('HTML', `has ${html.length} characters, more than ${maxTextLength}`);
  }
  return tooDeep.guard('HTML', () => {
    const page = unified().use(meteredParse, { fragment: !/<(?:html|head|body)[\s>]/i.test(html) }).parse(printable(html));
    tooDeep.check('HTML', page);
    const said = saidByHead(page);
    const removed = clean(page);
    return { root: toMarkdown(page), removed, ...said };
  });
}

/** A piece of HTML among Markdown, as Markdown: its words stay, what is refused goes. */
export function parseHtmlPiece(html: string): Root {
  return tooDeep.guard('HTML', () => {
    const piece = unified().use(meteredParse, { fragment: true }).parse(html);
    tooDeep.check('HTML', piece);
    clean(piece);
    return toMarkdown(piece);
  });
}

function toMarkdown(page: HastRoot): Root {
  if (longestHollowRun(page) > maxHollow) {
    throw tooMuch('HTML', `has more than ${maxHollow} elements in a row without a word`);
  }
  return unified().use(rehypeRemark, { document: true, newlines: false }).runSync(page);
}

/** Takes out what is refused, says how much, and turns links to headings to the anchors that these will get. */
function clean(page: HastRoot): number {
  let removed = 0;
  const name = createAnchorNames();
  const anchors = new Map<string, string>();
  const links: Element[] = [];
  for (const node of walk<HastNodes>(page)) {
    if (node.type === 'element' && isHeading.test(node.tagName)) {
      anchors.set(textOf(node, 'id'), name(wordsOf(node)));
    }
    if (node.type === 'element' && node.tagName === 'a') {
      links.push(node);
    }
    if ('children' in node && node.children.some(isRefused)) {
      removed += node.children.filter((child) => child.type === 'element' && isRefused(child)).length;
      node.children = node.children.filter((child) => !isRefused(child));
    }
  }
  for (const link of links) {
    const target = textOf(link, 'href');
    const anchor = target.startsWith('#') ? anchors.get(target.slice(1)) : undefined;
    if (anchor !== undefined) {
      link.properties['href'] = `#${anchor}`;
    }
  }
  return removed;
}

function textOf({ properties }: Element, name: string): string {
  const value = properties[name];
  return typeof value === 'string' ? value : '';
}

function isRefused(node: HastNodes): boolean {
  return node.type === 'comment' ? !isDirective(node) : node.type === 'element' && refused.has(node.tagName);
}

/** Comments that place something; the others are nobody's text. */
function isDirective({ value }: Comment): boolean {
  return /^\s*(?:contents|toc|page-?break)\s*$/i.test(value);
}

function saidByHead(page: HastRoot): Omit<ParsedText, 'root' | 'removed'> {
  const html = page.children.find((node) => node.type === 'element' && node.tagName === 'html');
  if (html?.type !== 'element') {
    return {};
  }
  const head = html.children.find((node) => node.type === 'element' && node.tagName === 'head');
  const inHead = head?.type === 'element' ? head.children.filter((node) => node.type === 'element') : [];
  const title = inHead.find((node) => node.tagName === 'title');
  const meta = (key: string): string | undefined => {
    const content = inHead.find((node) => node.tagName === 'meta' && textOf(node, 'name').toLowerCase() === key)?.properties['content'];
    return typeof content === 'string' && content.trim() !== '' ? content : undefined;
  };
  const { lang, dir } = html.properties;
  const keywords = meta('keywords')?.split(',').map((word) => word.trim()).filter((word) => word !== '');
  const author = meta('author');
  const subject = meta('description');
  return {
    ...(title === undefined ? {} : { title: wordsOf(title) }),
    ...(author === undefined ? {} : { author }),
    ...(subject === undefined ? {} : { subject }),
    ...(keywords === undefined ? {} : { keywords }),
    ...(typeof lang === 'string' && lang !== '' ? { language: lang } : {}),
    ...(dir === 'rtl' || dir === 'ltr' ? { direction: dir } : {}),
  };
}

function wordsOf(node: HastNodes): string {
  return 'children' in node ? node.children.map(wordsOf).join('') : node.type === 'text' ? node.value : '';
}
