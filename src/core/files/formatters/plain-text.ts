import type { Element, Nodes } from 'hast';
import { parseHtml } from './parse-html.ts';
import { toldAs } from './define-formatter.ts';

const unseen = new Set(['script', 'style', 'template', 'head', 'iframe', 'object', 'svg', 'math', 'select', 'textarea']);
/** Elements that stand on lines of their own, and those with an empty line around them. */
const blocks = new Set(['div', 'section', 'article', 'main', 'header', 'footer', 'nav', 'aside', 'li', 'tr', 'dt', 'dd', 'figcaption', 'summary', 'address', 'option', 'legend', 'caption']);
const parted = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'table', 'pre', 'blockquote', 'figure', 'hr', 'details', 'form', 'fieldset']);

/** The words of a page, a line for a line and a tab between the cells of a table. */
export function plainText(html: string): string {
  const lines = new Lines();
  walk(toldAs('html', () => parseHtml(html)), lines);
  return lines.text();
}

type Step = { readonly node: Nodes; readonly isPre: boolean } | { readonly end: () => void };

/** With a list of steps in place of calls: pages nest as deep as they like. */
function walk(root: Nodes, lines: Lines): void {
  const waiting: Step[] = [{ node: root, isPre: false }];
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    if ('end' in step) {
      step.end();
      continue;
    }
    const { node, isPre } = step;
    if (node.type === 'text') lines.words(node.value, isPre);
    if (!('children' in node) || (node.type === 'element' && unseen.has(node.tagName))) continue;
    const end = node.type === 'element' ? begin(node, lines) : undefined;
    if (end !== undefined) waiting.push({ end });
    const isInPre = isPre || (node.type === 'element' && node.tagName === 'pre');
    for (const child of node.children.toReversed()) waiting.push({ node: child, isPre: isInPre });
  }
}

/** What an element adds before its words; answers what it adds after them. */
function begin({ tagName, properties }: Element, lines: Lines): (() => void) | undefined {
  switch (tagName) {
    case 'br':
      lines.breakLine();
      return undefined;
    case 'img':
      lines.words(properties['alt'] ?? '', false);
      return undefined;
    case 'td':
    case 'th':
      return () => { lines.tab(); };
    case 'li':
      lines.endLine();
      lines.mark('- ');
      return () => { lines.endLine(); };
    default: {
      const gap = parted.has(tagName) ? 2 : blocks.has(tagName) ? 1 : 0;
      if (gap === 0) return undefined;
      lines.endLine(gap);
      return () => { lines.endLine(gap); };
    }
  }
}

/** Lines as they grow: white space is one space, but in preformatted text. Nothing looks back over what has grown, which may be long. */
class Lines {
  #done = '';
  /** Line ends that what is done ends with. */
  #ends = 0;
  /** Ends in a sign that is seen; the white space behind it stands apart until something follows. */
  #line = '';
  #space = '';
  #mark = '';
  /** Line ends that are due before the next word. */
  #due = 0;

  words(value: string, isPre: boolean): void {
    if (isPre) {
      for (const [index, line] of value.replace(/\n$/u, '').split('\n').entries()) {
        if (index > 0) this.breakLine();
        this.#add(line);
      }
      return;
    }
    const folded = value.replaceAll(/[ \t\r\n\f]+/gu, ' ');
    const isAtStart = this.#line === '' || this.#space !== '';
    this.#add(isAtStart ? folded.replace(/^ /u, '') : folded);
  }

  tab(): void {
    this.#space = '\t';
  }

  mark(text: string): void {
    this.#mark = text;
  }

  breakLine(): void {
    if (this.#line === '' && this.#space === '' && this.#done === '') return;
    this.#flush();
    this.#end(1);
  }

  endLine(gap = 1): void {
    this.#flush();
    if (this.#done !== '') this.#due = Math.max(this.#due, gap);
  }

  text(): string {
    this.#flush();
    return this.#done === '' ? '' : `${this.#done.trimEnd()}\n`;
  }

  #add(text: string): void {
    if (text === '') return;
    if (this.#due > 0) {
      this.#end(Math.max(0, this.#due - this.#ends));
      this.#due = 0;
    }
    const marked = this.#mark + text;
    const seen = marked.trimEnd();
    if (seen !== '') {
      this.#line += this.#space + seen;
      this.#space = '';
    }
    this.#space += marked.slice(seen.length);
    this.#mark = '';
  }

  #end(count: number): void {
    this.#done += '\n'.repeat(count);
    this.#ends += count;
  }

  #flush(): void {
    if (this.#line !== '') {
      this.#done += this.#line;
      this.#ends = 0;
    }
    this.#line = '';
    this.#space = '';
  }
}
