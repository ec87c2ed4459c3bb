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

/**
 * The offset of the `}}` that ends the expression beginning at `from`, or undefined when there is none. Braces of the
 * expression's own maps and whatever stands in quotes do not end it. An unclosed quote has no end, either.
 */
export function findTemplateEnd(source: string, from: number): number | undefined {
  let depth = 0;
  let at = from;
  while (at < source.length) {
    if (depth === 0 && source.startsWith('}}', at)) return at;
    const character = source.charAt(at);
    if (character in closers) depth += 1;
    else if (isCloser(character)) depth -= 1;
    const end = stringEnd(source, at);
    if (end === source.length + 1) return undefined;
    at = end ?? at + 1;
  }
  return undefined;
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
  if (source.startsWith('//', at)) {
    const lineEnd = source.indexOf('\n', at);
    return lineEnd === -1 ? source.length : lineEnd;
  }
  const end = stringEnd(source, at);
  if (end === source.length + 1) {
    throw new ExpressionFault('a text in quotes is never closed', { offset: at, next: 'Add the missing quote.' });
  }
  return end ?? at + 1;
}

/** Where the text in quotes at `at` ends; one past the source's end when it never does; undefined when none begins here. */
function stringEnd(source: string, at: number): number | undefined {
  const quote = source.charAt(at);
  if (quote !== '"' && quote !== "'") return undefined;
  const fence = source.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
  const isRaw = /(?:^|[^\w])(?:[rR]|[rR][bB]|[bB][rR])$/u.test(source.slice(Math.max(0, at - 3), at));

  let next = at + fence.length;
  while (next < source.length) {
    if (source.startsWith(fence, next)) return next + fence.length;
    if (fence.length === 1 && source.charAt(next) === '\n') break;
    next += source.charAt(next) === '\\' && !isRaw ? 2 : 1;
  }
  return source.length + 1;
}
