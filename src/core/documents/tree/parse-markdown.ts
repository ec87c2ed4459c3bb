import type { Nodes, Root, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { takeFrontMatter } from './front-matter.ts';
import type { ParsedText } from './parsed-text.ts';
import { tooManyOpenMarks } from './open-marks.ts';
import { parseHtmlPiece } from './parse-html.ts';
import { parseParagraph } from './parse-paragraph.ts';
import { parseInPieces } from './parse-pieces.ts';
import { walk } from './walk.ts';
import { depthOf, maxTextDepth, maxTextLength, printable, tooDeep, tooMuch } from './text-bounds.ts';

/** The marks of quotes and list items that a line begins with, and a rule, which is made of such marks too. */
const containers = /^(?:[ \t]|>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))+/;
const rule = /^[ \t]*([-*])(?:[ \t]*\1)*[ \t]*$/;
/** Marks and definitions that the parser takes quadratic time for: a line of so many, a text of so many. */
const maxBrackets = 5000;
const maxDefinitions = 5000;
const definition = /^[ \t>*+-]*\[[^\]\n]{1,999}\]:/gm;
/** Texts longer than this are read in pieces. */
const maxWhole = 32_768;
const smallestPiece = 1024;
/** Paragraphs of more than twice as many characters are read in such parts. */
const paragraphPart = 4096;
/** A comment that places something, which blocks are read by. */
const directive = /^<!--\s*(?:contents|toc|page-?break)\s*-->$/i;

/** The tree of a GitHub-flavoured Markdown text; the words of raw HTML blocks are text like any other. */
export function parseMarkdown(markdown: string): ParsedText {
  if (markdown.length > maxTextLength) {
    throw tooMuch('Markdown', `has ${markdown.length} characters, more than ${maxTextLength}`);
  }
  const { text, facts } = takeFrontMatter(printable(markdown));
  if ((text.match(definition)?.length ?? 0) > maxDefinitions) {
    throw tooMuch('Markdown', `defines more than ${maxDefinitions} references`);
  }
  const open = tooManyOpenMarks(text);
  if (open !== undefined) {
    const line = (markdown.slice(0, markdown.length - text.length + open).match(/\r\n?|\n/g)?.length ?? 0) + 1;
    throw tooMuch('Markdown', `leaves too many comments or tags open in the paragraph that begins in line ${line}`);
  }
  // The parser takes quadratic time for such a line, so it is refused before.
  const root = opensTooMuch(text) ? undefined : tooDeep.guard('Markdown', () => (text.length > maxWhole ? parseInPieces(text, { parse, smallest: smallestPiece }) : parse(text)));
  if (root === undefined || depthOf(root) > maxTextDepth) {
    throw tooMuch('Markdown', `nests quotes, lists or brackets deeper than ${maxTextDepth} levels`);
  }
  return { root, removed: adoptHtml(root), ...facts };
}

function parse(text: string): Root {
  return parseParagraph(text, { parse: parseWhole, part: paragraphPart }) ?? parseWhole(text);
}

function parseWhole(text: string): Root {
  return unified().use(remarkParse).use(remarkGfm).parse(text);
}

function opensTooMuch(text: string): boolean {
  return text.split('\n').some((line) => {
    const marks = containers.exec(line)?.[0].replaceAll(/[ \t\d]/g, '').length ?? 0;
    return (marks > maxTextDepth && !rule.test(line)) || line.split('[').length > maxBrackets;
  });
}

/** Puts the words of HTML blocks in their place and says how many blocks there were. */
function adoptHtml(root: Root): number {
  let count = 0;
  for (const parent of walk<Nodes>(root)) {
    if (parent.type === 'root' || parent.type === 'blockquote' || parent.type === 'listItem' || parent.type === 'footnoteDefinition') {
      const children: RootContent[] = [];
      for (const child of parent.children) {
        const isHtml = child.type === 'html' && !directive.test(child.value.trim());
        count += isHtml ? 1 : 0;
        for (const kept of isHtml ? parseHtmlPiece(child.value).children : [child]) {
          children.push(kept);
        }
      }
      Object.assign(parent, { children });
    }
  }
  return count;
}
