import { AppError } from '../../domain/model/errors.ts';
import type { TextEncoding } from '../../domain/model/text-encoding.ts';
import type { FormatIssue } from '../../domain/ports/formatter.ts';
import { badByte, byteOrderMarkOf } from './bad-byte.ts';

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

interface Decoding {
  readonly encoding?: TextEncoding;
  readonly limitBytes?: number | undefined;
}

/** The text of a file without its byte order mark; bytes that are none of the encoding are a {@link FormatError} naming line and column. */
export function decodeText(bytes: Uint8Array, { encoding = 'utf-8', limitBytes = maxTextBytes }: Decoding = {}): string {
  if (bytes.byteLength > limitBytes) {
    throw new FormatError({ message: `the text has ${bytes.byteLength} bytes, more than the ${limitBytes} allowed` });
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    if (encoding !== 'utf-8') throw new FormatError({ message: `the bytes are not ${encoding}` }, { cause, next: 'Name another encoding, or save the file as UTF-8.' });
    const mark = byteOrderMarkOf(bytes);
    if (mark !== undefined && mark !== 'utf-8') {
      throw new FormatError({ message: `the text is UTF-16 (${mark}), not UTF-8`, line: 1, column: 1 }, { cause, next: toUtf8 });
    }
    throw new FormatError(badByte(bytes), { cause, next: toUtf8 });
  }
}

const toUtf8 = 'Save the file as UTF-8 and try again; `aiwm docs convert <file> --to <format>` reads UTF-16 and Windows-1252, too.';

/** UTF-8 bytes that {@link decodeText} reads back as `text`, a leading byte order mark included. */
export function encodeText(text: string): Uint8Array {
  if (!text.isWellFormed()) {
    throw new AppError('input_invalid', 'The text holds half of a surrogate pair, which UTF-8 cannot carry.', {
      next: 'Remove the broken character and write again.',
    });
  }
  return new TextEncoder().encode(text.startsWith('\u{feff}') ? `\u{feff}${text}` : text);
}
