/** Letters that lines may part anywhere between, and the signs that belong to them. Korean parts at its blanks. */
const wide = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\u3000-\\u303f\\uff01-\\uff60\\uffe0-\\uffe6';
/** Never at the beginning of a line. */
const closing = '、。，．・：；？！）」』】〕〉》”’ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥,.!?;:)\\]}％℃';
/** Never at the end of one. */
const opening = '（「『【〔〈《“‘(\\[{￥＄';
const isWide = new RegExp(`[${wide}]`, 'u');
const between = new RegExp(`(?<=[${wide}${closing}])(?<![${opening}])(?=[^${closing}\\p{M}])|(?<![${opening}])(?=[${wide}])(?=[^${closing}\\p{M}])`, 'u');
/** Scripts without blanks between words. */
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const mayPart = '\u200b';

/** A word in the pieces that a line may end between; most words are one piece. */
export function wordPieces(word: string): readonly string[] {
  const hasWide = isWide.test(word);
  if (!hasWide && !word.includes(mayPart) && !unspaced.test(word)) {
    return [word];
  }
  const parts = word.split(new RegExp(`(?<=${mayPart})`));
  return parts.flatMap((part) => (hasWide ? part.split(between) : unspaced.test(part) ? unspacedWords(part) : [part])).filter((part) => part !== '');
}

function unspacedWords(text: string): readonly string[] {
  return [...new Intl.Segmenter('th', { granularity: 'word' }).segment(text)].map(({ segment }) => segment);
}

/** A letter that takes a whole square. */
export function isWideLetter(codePoint: number): boolean {
  return codePoint >= 0x1100 && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]/u.test(String.fromCodePoint(codePoint));
}
