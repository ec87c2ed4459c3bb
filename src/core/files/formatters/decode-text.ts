import { AppError } from '../../domain/model/errors.ts';
import type { FormatIssue } from '../../domain/ports/formatter.ts';

/** The most bytes a text file may have; YAML has a lower one of its own. */
export const maxTextBytes = 32 * 1024 * 1024;

/** What a formatter raises inside; its edge turns it into `input_invalid` or into a list of issues. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly issue: FormatIssue;
  /** What mends it, where more can be said than to mend the line. */
  readonly next: string | undefined;

  constructor(issue: FormatIssue, { next, ...options }: ErrorOptions & { readonly next?: string } = {}) {
    super(issue.message, options);
    this.issue = issue;
    this.next = next;
  }
}

/** The text of a UTF-8 file without its byte order mark; other bytes are a {@link FormatError} naming line and column. */
export function decodeText(bytes: Uint8Array, limitBytes = maxTextBytes): string {
  if (bytes.byteLength > limitBytes) {
    throw new FormatError({ message: `the text has ${bytes.byteLength} bytes, more than the ${limitBytes} allowed` });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FormatError(badByte(bytes), { cause, next: 'Save the file as UTF-8 and try again.' });
  }
}

/** UTF-8 bytes that {@link decodeText} reads back as `text`, a leading byte order mark included. */
export function encodeText(text: string): Uint8Array {
  if (!text.isWellFormed()) {
    throw new AppError('input_invalid', 'The text holds half of a surrogate pair, which UTF-8 cannot carry.', {
      next: 'Remove the broken character and write again.',
    });
  }
  return new TextEncoder().encode(text.startsWith('\u{feff}') ? `\u{feff}${text}` : text);
}

/** Line and column of an offset in UTF-16 units, both from 1. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) {
    line += 1;
    lineStart = next + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

/** A line feed is never part of a longer UTF-8 sequence, so the first line that does not decode holds the bad byte. */
function badByte(bytes: Uint8Array): FormatIssue {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { message: 'the text is UTF-16, not UTF-8', line: 1, column: 1 };
  }
  let line = 1;
  let start = 0;
  for (;;) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed === -1 ? bytes.length : feed;
    const column = badColumn(bytes.subarray(start, end));
    if (column !== undefined || feed === -1) {
      return { message: 'a byte is not UTF-8', line, ...(column === undefined ? {} : { column }) };
    }
    start = feed + 1;
    line += 1;
  }
}

function badColumn(line: Uint8Array): number | undefined {
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(line);
  const again = new TextEncoder().encode(decoded);
  const offset = again.findIndex((byte, index) => byte !== line[index]);
  if (offset === -1) {
    return undefined;
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(line.subarray(0, offset)).length + 1;
}
