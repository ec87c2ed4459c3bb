export type TokenKind = 'keyword' | 'string' | 'number' | 'name' | 'member' | 'function' | 'operator' | 'bracket' | 'text' | 'brace';

export interface CodeToken {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
}

const parts = /(?<space>\s+)|(?<string>[rRbB]{0,2}(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?))|(?<number>\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?u?)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<operator>[-+*/%=!<>&|?:.,]+?)|(?<bracket>[()[\]{}])|(?<other>.)/gsu;
const words: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in']);

/** The parts of an expression, for colours. What cannot be read yet is left uncoloured, never refused. */
export function expressionTokens(text: string, offset = 0): CodeToken[] {
  const tokens: CodeToken[] = [];
  for (const found of text.matchAll(parts)) {
    const { string, number, name, operator, bracket } = found.groups ?? {};
    const from = offset + found.index;
    const to = from + found[0].length;
    const kind = string !== undefined ? 'string' : number !== undefined ? 'number' : operator !== undefined ? 'operator' : bracket !== undefined ? 'bracket' : name !== undefined ? kindOfName(name, text, found.index) : undefined;
    if (kind !== undefined) tokens.push({ kind, from, to });
  }
  return tokens;
}

function kindOfName(name: string, text: string, at: number): TokenKind {
  if (words.has(name)) return 'keyword';
  if (/^\s*\(/u.test(text.slice(at + name.length))) return 'function';
  return text[at - 1] === '.' ? 'member' : 'name';
}

/** The expressions of a template with their places; one that is not closed yet reaches to the end of its line. */
export function placesIn(text: string): readonly { readonly from: number; readonly to: number; readonly isClosed: boolean }[] {
  const places: { from: number; to: number; isClosed: boolean }[] = [];
  for (let at = text.indexOf('{{'); at !== -1; at = text.indexOf('{{', at)) {
    const end = text.indexOf('}}', at + 2);
    const line = text.indexOf('\n', at);
    const isClosed = end !== -1;
    const to = isClosed ? end : line === -1 ? text.length : line;
    places.push({ from: at + 2, to, isClosed });
    at = isClosed ? end + 2 : Math.max(to, at + 2);
  }
  return places;
}

/** The braces of a template and what stands between them. */
export function templateTokens(text: string): CodeToken[] {
  return placesIn(text).flatMap(({ from, to, isClosed }) => [
    { kind: 'brace' as const, from: from - 2, to: from },
    ...expressionTokens(text.slice(from, to), from),
    ...(isClosed ? [{ kind: 'brace' as const, from: to, to: to + 2 }] : []),
  ]);
}
