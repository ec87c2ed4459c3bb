import type { Paragraph, PhrasingContent, Root } from 'mdast';
import { walk } from './walk.ts';

export interface ParagraphOptions {
  readonly parse: (text: string) => Root;
  /** Characters of a part; what is shorter than two is no long paragraph. */
  readonly part: number;
}

/** Lines that begin no block, whatever stands before them. */
const inParagraph = /^(?:["'(`]|[*_]{1,3}|\[)?\p{L}/u;
/** Stands between texts, where there is something else: marks beside it stand neither beside a blank nor inside a word. */
const other = '\uFFFC';
/** Blanks that stand between two letters: nothing but text and marks that are still open goes on over them. */
const seam = /(?<=\p{L})[ \n](?=\p{L})/gu;
/** Marks that stand as words behind the parser and may still be closed: those that can open, code, tags and half a link. */
const open = /`|<[a-z/!?]|\*(?=[^\s*])|(?<![\p{L}\p{N}_])_+(?=[^\s_])|~(?=[^\s~])|\]\(/iu;

/**
 * The tree of a text that is one long paragraph, read part by part where no mark is open; `undefined` for any other text. The
 * parser takes quadratic time for the marks of a paragraph.
 */
export function parseParagraph(text: string, { parse, part }: ParagraphOptions): Root | undefined {
  if (text.length < 2 * part || text.includes('\r') || !/^\p{L}/u.test(text)) return undefined;
  if (!text.trimEnd().split('\n').every((line) => inParagraph.test(line))) return undefined;
  const children: PhrasingContent[] = [];
  for (let from = 0; from < text.length; ) {
    const read = readPart(text, from, { parse, part });
    if (read === undefined) return undefined;
    join(children, from === 0 ? '' : text.charAt(from - 1), read.paragraph.children);
    from = read.end + 1;
  }
  return { type: 'root', children: [{ type: 'paragraph', children }] };
}

/** The next part; it is longer where marks go on, at last to the end of the text. */
function readPart(text: string, from: number, { parse, part }: ParagraphOptions): { readonly paragraph: Paragraph; readonly end: number } | undefined {
  for (let length = part; ; length *= 2) {
    const end = seamBehind(text, from + length);
    const source = text.slice(from, end);
    const [paragraph, ...others] = parse(source).children;
    if (paragraph?.type !== 'paragraph' || others.length > 0) return undefined;
    if (end === text.length || isClosed(paragraph, source)) return { paragraph, end };
  }
}

function seamBehind(text: string, place: number): number {
  seam.lastIndex = place;
  return seam.exec(text)?.index ?? text.length;
}

/** Whether nothing that stands behind the part can change how it reads. */
function isClosed(paragraph: Paragraph, source: string): boolean {
  let depth = 0;
  const words = [...walk<Paragraph | PhrasingContent>(paragraph)].map((node) => (node.type === 'text' ? node.value : '')).join(other);
  for (const [bracket] of words.matchAll(/[[\]]/gu)) depth = bracket === '[' ? depth + 1 : Math.max(0, depth - 1);
  const isEscaped = /[[\]]/u.test(words) && /[\\&]/u.test(source);
  return depth === 0 && !isEscaped && !open.test(words);
}

/** What follows is put behind the rest, with the blank between them in the text that it belongs to. */
function join(children: PhrasingContent[], blank: string, more: readonly PhrasingContent[]): void {
  const [last, first] = [children.at(-1), more[0]];
  if (blank !== '' && last?.type === 'text') last.value += blank;
  else if (blank !== '') children.push({ type: 'text', value: blank });
  const end = children.at(-1);
  const isJoined = end?.type === 'text' && first?.type === 'text';
  if (isJoined) end.value += first.value;
  for (const child of isJoined ? more.slice(1) : more) children.push(child);
}
