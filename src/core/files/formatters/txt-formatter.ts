import type { Formatter } from '../../domain/ports/formatter.ts';
import { defineFormatter, expectString } from './define-formatter.ts';

/** Plain text, kept as it is, line ends included. */
export function createTxtFormatter(): Formatter {
  return defineFormatter({
    format: 'txt',
    read: (text) => text,
    write: (value) => expectString('txt', value),
  });
}
