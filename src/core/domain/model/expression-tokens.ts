/** A word, a text in quotes or a sign of an expression, and where it stands in the source, in UTF-16 units. */
export interface ExpressionToken {
  readonly kind: 'name' | 'text' | 'sign';
  /** Of a text what it says, its escapes read; else the source itself. */
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

const word = /[A-Za-z_][A-Za-z0-9_]*/uy;
const number = /\d(?:[eE][+-]|[\w.])*/uy;
const opening = /[([{]/u;
const closing = /[)\]}]/u;

/** The tokens of an expression, without spaces and comments. A quote that is never closed holds the rest. */
export function expressionTokens(source: string): readonly ExpressionToken[] {
  const tokens: ExpressionToken[] = [];
  for (let at = 0; at < source.length; ) {
    const skipped = commentEnd(source, at) ?? (/\s/u.test(source.charAt(at)) ? at + 1 : undefined);
    if (skipped === undefined) {
      const token = textAt(source, at) ?? wordAt(source, at);
      tokens.push(token);
      at = token.to;
    } else {
      at = skipped;
    }
  }
  return tokens;
}

function wordAt(source: string, at: number): ExpressionToken {
  const name = matchAt(word, source, at);
  const value = name ?? matchAt(number, source, at) ?? source.charAt(at);
  return { kind: name === undefined ? 'sign' : 'name', value, from: at, to: at + value.length };
}

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

/** Whether a source breaks off inside a text in quotes or a comment, so that what is written next belongs to it. */
export function endsInText(source: string): boolean {
  for (let at = 0; at < source.length; ) {
    const end = commentEnd(source, at) ?? quotesEnd(source, at) ?? at + 1;
    if (end > source.length || (end === source.length && source.startsWith('//', at))) return true;
    at = end;
  }
  return false;
}

/** Where the comment at `at` ends; undefined when none begins here. */
export function commentEnd(source: string, at: number): number | undefined {
  if (!source.startsWith('//', at)) return undefined;
  const lineEnd = source.indexOf('\n', at);
  return lineEnd === -1 ? source.length : lineEnd;
}

/** Where the text in quotes at `at` ends; one past the source's end when it never does; undefined when none begins here. */
export function quotesEnd(source: string, at: number): number | undefined {
  const quote = source.charAt(at);
  if (quote !== '"' && quote !== "'") return undefined;
  const fence = fenceAt(source, at);
  const isRaw = /(?:^|[^\w])(?:[rR]|[rR][bB]|[bB][rR])$/u.test(source.slice(Math.max(0, at - 3), at));

  let next = at + fence.length;
  while (next < source.length) {
    if (source.startsWith(fence, next)) return next + fence.length;
    if (fence.length === 1 && source.charAt(next) === '\n') break;
    next += source.charAt(next) === '\\' && !isRaw ? 2 : 1;
  }
  return source.length + 1;
}

function fenceAt(source: string, at: number): string {
  const quote = source.charAt(at);
  return source.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
}

/**
 * The offset of the `}}` that ends the expression beginning at `from`, or undefined when there is none. Braces of the
 * expression's own maps and whatever stands in quotes do not end it. An unclosed quote has no end, either.
 */
export function placeEnd(source: string, from: number): number | undefined {
  let depth = 0;
  let at = from;
  while (at < source.length) {
    if (depth === 0 && source.startsWith('}}', at)) return at;
    const character = source.charAt(at);
    if (opening.test(character)) depth += 1;
    else if (closing.test(character)) depth -= 1;
    const end = quotesEnd(source, at);
    if (end === source.length + 1) return undefined;
    at = end ?? at + 1;
  }
  return undefined;
}

/** Where the expressions of a template stand, without their braces; one that is never closed holds the rest. */
export function placesOfTemplate(source: string): readonly { readonly from: number; readonly to: number }[] {
  const places: { readonly from: number; readonly to: number }[] = [];
  let at = 0;
  for (let open = source.indexOf('{{'); open !== -1; open = source.indexOf('{{', at)) {
    const isEscaped = open > at && source.charAt(open - 1) === '\\';
    const to = isEscaped ? open + 2 : (placeEnd(source, open + 2) ?? source.length);
    if (!isEscaped) places.push({ from: open + 2, to });
    at = isEscaped ? to : to + 2;
  }
  return places;
}

const prefix = /[rRbB]{0,2}/uy;

/** The text in quotes that begins here, with the letters before its quotes; bytes are none. */
function textAt(source: string, at: number): ExpressionToken | undefined {
  const letters = matchAt(prefix, source, at) ?? '';
  const opens = at + letters.length;
  const end = quotesEnd(source, opens);
  if (end === undefined) return undefined;
  const to = Math.min(end, source.length);
  const { length } = fenceAt(source, opens);
  const inside = source.slice(opens + length, end > source.length ? to : to - length);
  if (/[bB]/u.test(letters)) return { kind: 'text', value: '', from: at, to };
  return { kind: 'text', value: /[rR]/u.test(letters) ? inside : unescaped(inside), from: at, to };
}

const letters: { readonly [letter: string]: string } = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function unescaped(text: string): string {
  return text.replaceAll(/\\(?:[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|([^]))/gu, (_whole, ...found: readonly (string | undefined)[]) => {
    const [two, four, eight, octal, other = ''] = found;
    const hex = two ?? four ?? eight;
    const code = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
    if (Number.isNaN(code)) return Object.hasOwn(letters, other) ? (letters[other] ?? other) : other;
    return code > 0x10_ff_ff ? '' : String.fromCodePoint(code);
  });
}
