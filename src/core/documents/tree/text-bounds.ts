import type { Nodes as HastNodes } from 'hast';
import type { Nodes as MdastNodes } from 'mdast';
import { AppError } from '../../domain/model/errors.ts';
import { PageTooLarge } from '../../domain/model/page-meter.ts';

/** Characters that the text of a document may have. */
export const maxTextLength = 2 * 1024 * 1024;
/** Levels of quotes, lists and elements in each other. */
export const maxTextDepth = 60;
/** Elements of a page stand deeper than blocks of Markdown do, with nothing around them that shows. */
const maxElementDepth = 300;
/** What XML and PDF text cannot carry: control characters but tab and line ends, and the two non-characters. */
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/** The text without what no document format can carry. */
export function printable(text: string): string {
  return text.toWellFormed().replaceAll(unprintable, '');
}

/** Why a text is not read. */
export function tooMuch(language: 'Markdown' | 'HTML', fault: string, cause?: unknown): AppError {
  return new AppError('input_invalid', `The ${language} of the document ${fault}.`, { next: 'Split the document or make it flatter.', cause });
}

type Tree = HastNodes | MdastNodes;

/** Walked with a list, not with calls: the depth is what is in doubt. */
export function depthOf(root: Tree): number {
  let deepest = 0;
  const waiting: { readonly node: Tree; readonly depth: number }[] = [{ node: root, depth: 0 }];
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    const { node, depth } = entry;
    deepest = Math.max(deepest, depth);
    for (const child of 'children' in node ? node.children : []) {
      waiting.push({ node: child, depth: depth + 1 });
    }
  }
  return deepest;
}

/** Turns a nesting that no parser can follow into a sentence. */
export const tooDeep = {
  guard<Result>(language: 'Markdown' | 'HTML', read: () => Result): Result {
    try {
      return read();
    } catch (cause) {
      if (cause instanceof RangeError) {
        throw tooMuch(language, 'nests too deep to be read', cause);
      }
      if (cause instanceof PageTooLarge) {
        throw tooMuch(language, `is out of proportion: ${cause.message}`, cause);
      }
      throw cause;
    }
  },
  check(language: 'HTML', page: Tree): void {
    if (depthOf(page) > maxElementDepth) {
      throw tooMuch(language, `nests elements deeper than ${maxElementDepth} levels`);
    }
  },
} as const;
