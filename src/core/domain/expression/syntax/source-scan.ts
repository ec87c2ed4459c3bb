import { commentEnd, quotesEnd } from '../../model/expression-tokens.ts';
import { ExpressionFault } from '../expression-fault.ts';

const closers: { readonly [opener: string]: string } = { '(': ')', '[': ']', '{': '}' };

interface Bracket {
  readonly opener: string;
  readonly offset: number;
}

/**
 * Checks brackets and quotes of a whole expression before a recursive parser sees it: 20,000 parentheses must be an
 * error, not an exhausted stack. Throws an {@link ExpressionFault}.
 */
export function checkNesting(source: string, deepest: number): void {
  const open: Bracket[] = [];
  for (let at = 0; at < source.length; at = afterToken(source, at)) {
    const character = source.charAt(at);
    if (character in closers) open.push({ opener: character, offset: at });
    else if (isCloser(character)) closeBracket(open, character, at);
    if (open.length > deepest) {
      throw new ExpressionFault(`brackets are nested deeper than ${deepest} levels`, {
        offset: at,
        next: 'Compute a part of it in a step before and name the result.',
      });
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) {
    throw new ExpressionFault(`"${unclosed.opener}" is never closed`, { offset: unclosed.offset, next: `Add the missing "${closers[unclosed.opener]}".` });
  }
}

function isCloser(character: string): boolean {
  return character === ')' || character === ']' || character === '}';
}

function closeBracket(open: Bracket[], character: string, offset: number): void {
  const last = open.pop();
  if (last !== undefined && closers[last.opener] === character) return;
  const reason = last === undefined ? `"${character}" closes nothing` : `"${character}" stands where "${closers[last.opener]}" should close "${last.opener}"`;
  throw new ExpressionFault(reason, { offset, next: 'Make brackets come in pairs.' });
}

/** The offset after the text in quotes, the comment or the single character at `at`. */
function afterToken(source: string, at: number): number {
  const comment = commentEnd(source, at);
  if (comment !== undefined) return comment;
  const end = quotesEnd(source, at);
  if (end === source.length + 1) {
    throw new ExpressionFault('a text in quotes is never closed', { offset: at, next: 'Add the missing quote.' });
  }
  return end ?? at + 1;
}
