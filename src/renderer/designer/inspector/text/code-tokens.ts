import { expressionTokens, type ExpressionToken, placesOfTemplate } from '../../../../core/domain/model/expression-tokens.ts';

export type TokenKind = 'keyword' | 'string' | 'number' | 'name' | 'member' | 'function' | 'operator' | 'bracket' | 'brace';

export interface CodeToken {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
}

const words: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in']);

/** The parts of an expression, for colours, as the engine reads them. What cannot be read yet is coloured as far as it goes. */
export function codeTokens(text: string, offset = 0): readonly CodeToken[] {
  const tokens = expressionTokens(text);
  return tokens.map((token, index) => ({ kind: kindOf(token, tokens[index - 1], tokens[index + 1]), from: offset + token.from, to: offset + token.to }));
}

function kindOf({ kind, value }: ExpressionToken, before: ExpressionToken | undefined, after: ExpressionToken | undefined): TokenKind {
  if (kind === 'text') return 'string';
  if (kind === 'sign') return /^\d/u.test(value) ? 'number' : /^[()[\]{}]$/u.test(value) ? 'bracket' : 'operator';
  if (words.has(value)) return 'keyword';
  if (after?.value === '(' && after.kind === 'sign') return 'function';
  return before?.kind === 'sign' && before.value === '.' ? 'member' : 'name';
}

/** The braces of a template and what stands between them. */
export function templateTokens(text: string): readonly CodeToken[] {
  return placesOfTemplate(text).flatMap(({ from, to }) => [
    { kind: 'brace' as const, from: from - 2, to: from },
    ...codeTokens(text.slice(from, to), from),
    ...(text.startsWith('}}', to) ? [{ kind: 'brace' as const, from: to, to: to + 2 }] : []),
  ]);
}
