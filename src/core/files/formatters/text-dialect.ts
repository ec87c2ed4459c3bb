import type { TextDialect } from '../../domain/ports/formatter.ts';
import { byteOrderMarkOf } from './bad-byte.ts';

/** How much of a text is looked at. */
const lookedAt = 256 * 1024;
const mostRecords = 100;
const delimiters = [',', ';', '\t', '|'];

/** How a text is written, as far as its beginning tells. */
export function textDialect(bytes: Uint8Array): TextDialect {
  const beginning = bytes.subarray(0, lookedAt);
  const encoding = encodingOf(beginning, bytes);
  const text = new TextDecoder(encoding.encoding).decode(beginning, { stream: true });
  const lineEnd = /\r\n|\n|\r/u.exec(text)?.[0];
  const delimiter = delimiterOf(text);
  return { ...encoding, lineEnd: lineEnd === '\r\n' || lineEnd === '\r' ? lineEnd : '\n', delimiter, hasHeader: namesColumns(recordsIn(text, delimiter)[0] ?? []) };
}

/** All bytes are asked where they are at hand: the first letter beyond ASCII may stand far below. */
function encodingOf(beginning: Uint8Array, bytes: Uint8Array): Pick<TextDialect, 'encoding' | 'isGuess'> {
  const mark = byteOrderMarkOf(beginning);
  if (mark !== undefined) return { encoding: mark, isGuess: false };
  const nuls = [0, 1].map((parity) => beginning.filter((byte, index) => byte === 0 && index % 2 === parity).length);
  const [even = 0, odd = 0] = nuls;
  if (odd * 4 > beginning.length && odd > even * 4) return { encoding: 'utf-16le', isGuess: true };
  if (even * 4 > beginning.length && even > odd * 4) return { encoding: 'utf-16be', isGuess: true };
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return { encoding: 'utf-8', isGuess: false };
  } catch {
    // Letters of several bytes that came out well are hardly chance: the text is UTF-8, and damaged.
    const [whole = ''] = new TextDecoder().decode(beginning).split('\u{fffd}', 1);
    return /[^\u0000-\u007f]/u.test(whole) ? { encoding: 'utf-8', isGuess: false } : { encoding: 'windows-1252', isGuess: true };
  }
}

/** The sign that parts the most records into the same number of cells, and into the most cells where several do. */
function delimiterOf(text: string): string {
  const scored = delimiters.map((delimiter) => {
    const widths = recordsIn(text, delimiter).map((record) => record.length);
    const byWidth = Map.groupBy(widths.filter((width) => width > 1), (width) => width);
    const [width, alike] = [...byWidth].toSorted(([, one], [, other]) => other.length - one.length)[0] ?? [0, []];
    return { delimiter, share: widths.length === 0 ? 0 : alike.length / widths.length, width };
  });
  const [best] = scored.toSorted((one, other) => other.share - one.share || other.width - one.width);
  return best === undefined || best.share === 0 ? ',' : best.delimiter;
}

/** The first records, quotes heeded; of a text that is cut, the last one may be half and is left out. */
function recordsIn(text: string, delimiter: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let [record, cell, isQuoted]: [string[], string, boolean] = [[], '', false];
  const endRecord = (): void => {
    if (record.length > 0 || cell !== '') records.push([...record, cell]);
    [record, cell] = [[], ''];
  };
  for (const sign of text) {
    if (records.length >= mostRecords) return records;
    if (sign === '"') isQuoted = !isQuoted;
    else if (isQuoted) cell += sign;
    else if (sign === delimiter) {
      record.push(cell);
      cell = '';
    } else if (sign === '\n' || sign === '\r') endRecord();
    else cell += sign;
  }
  if (records.length === 0) endRecord();
  return records;
}

/** Values are no names; a year may be one. */
function namesColumns(record: readonly string[]): boolean {
  return !record.some((cell) => /^\d{4}-\d\d-\d\d(?:[T ]|$)/u.test(cell.trim()) || (/^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/iu.test(cell.trim()) && !/^[12]\d{3}$/u.test(cell.trim())));
}
