import type { FormatIssue } from '../../domain/ports/formatter.ts';
import { positionAt } from './text-places.ts';

/** Says of a text with NUL characters what it may be instead; half of them in a file mean UTF-16 without a byte order mark. */
export function nulRemarks(text: string): readonly FormatIssue[] {
  const first = text.indexOf('\0');
  if (first === -1) return [];
  const count = text.split('\0').length - 1;
  const isHalf = count * 3 > text.length;
  return [{ message: isHalf ? 'every other character is NUL: the text is likely UTF-16' : `the text holds ${count === 1 ? 'a NUL character' : `${count} NUL characters`}; is it a text?`, ...positionAt(text, first) }];
}
