import { expressionTokens, placesOfTemplate } from '../../../../core/domain/model/expression-tokens.ts';

/** A text of a definition with what fits the pattern written otherwise where it is read: not in the prose of a template, in quotes or in comments. */
export function replacedInCode(text: string, pattern: RegExp, into: string): string {
  return [...foundInCode(text, pattern)].toReversed().reduce((written, { from, to }) => written.slice(0, from) + into + written.slice(to), text);
}

/** A text without `{{ }}` is an expression as a whole. */
function* foundInCode(text: string, pattern: RegExp): Iterable<{ readonly from: number; readonly to: number }> {
  const places = placesOfTemplate(text);
  for (const { from, to } of places.length === 0 ? [{ from: 0, to: text.length }] : places) {
    const source = text.slice(from, to);
    const names = new Set(expressionTokens(source).flatMap((token) => (token.kind === 'name' ? [token.from] : [])));
    for (const { index, 0: found } of source.matchAll(pattern)) if (names.has(index)) yield { from: from + index, to: from + index + found.length };
  }
}
