import type { Formatter } from '../../domain/ports/formatter.ts';
import { defineFormatter } from './define-formatter.ts';
import { expectTable, readDelimited, writeDelimited } from './delimited-text.ts';

/** Comma-separated values as RFC 4180 has them, read into a table of texts. */
export function createCsvFormatter(): Formatter {
  return defineFormatter({
    format: 'csv',
    read: (text, { delimiter = ',' }) => ({ ...readDelimited(text, delimiter) }),
    write: (value) => writeDelimited(expectTable('csv', value), ','),
  });
}
