import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { AppError } from '../../domain/model/errors.ts';

const maxLength = 2 * 1024 * 1024;
const maxDepth = 60;
/** The marks of quotes and list items that a line begins with, and a rule, which is made of such marks too. */
const containers = /^(?:[ \t]|>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))+/;
const rule = /^[ \t]*([-*])(?:[ \t]*\1)*[ \t]*$/;
/** What XML and PDF text cannot carry: control characters but tab and line ends, and the two non-characters. */
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/** The tree of a GitHub-flavoured Markdown text; front matter is text like any other. */
export function parseMarkdown(markdown: string): Root {
  if (markdown.length > maxLength) {
    throw tooMuch(`has ${markdown.length} characters, more than ${maxLength}`);
  }
  const text = printable(markdown);
  // The parser takes quadratic time for such a line, so it is refused before.
  const tree = opensTooMuch(text) ? undefined : parse(text);
  if (tree === undefined || depthOf(tree) > maxDepth) {
    throw tooMuch(`nests quotes and lists deeper than ${maxDepth} levels`);
  }
  return tree;
}

/** The text without what no document format can carry. */
export function printable(text: string): string {
  return text.toWellFormed().replaceAll(unprintable, '');
}

function parse(markdown: string): Root {
  try {
    return unified().use(remarkParse).use(remarkGfm).parse(markdown);
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw tooMuch('nests too deep to be read', cause);
    }
    throw cause;
  }
}

function opensTooMuch(text: string): boolean {
  return text.split('\n').some((line) => {
    const marks = containers.exec(line)?.[0].replaceAll(/[ \t\d]/g, '').length ?? 0;
    return marks > maxDepth && !rule.test(line);
  });
}

/** Walked with a list, not with calls: the depth is what is in doubt. */
function depthOf(root: Root): number {
  let deepest = 0;
  const waiting: { readonly node: Nodes; readonly depth: number }[] = [{ node: root, depth: 0 }];
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    const { node, depth } = entry;
    deepest = Math.max(deepest, depth);
    if ('children' in node) {
      waiting.push(...node.children.map((child) => ({ node: child, depth: depth + 1 })));
    }
  }
  return deepest;
}

function tooMuch(fault: string, cause?: unknown): AppError {
  return new AppError('input_invalid', `The Markdown of the document ${fault}.`, {
    next: 'Split the document or make it flatter.',
    cause,
  });
}
