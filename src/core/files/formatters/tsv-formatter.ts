import type { Formatter } from '../../domain/ports/formatter.ts';
import { defineFormatter } from './define-formatter.ts';
import { expectTable, readDelimited, writeDelimited } from './delimited-text.ts';

/** Tab-separated values with the quoting of CSV, read into a table of texts. */
export function createTsvFormatter(): Formatter {
  return defineFormatter({
    format: 'tsv',
    read: (text, { delimiter = '\t' }) => ({ ...readDelimited(text, delimiter) }),
    write: (value) => writeDelimited(expectTable('tsv', value), '\t'),
  });
}
