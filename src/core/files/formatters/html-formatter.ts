import type { Formatter } from '../../domain/ports/formatter.ts';
import { defineFormatter, expectString } from './define-formatter.ts';
import { htmlRemarks } from './html-remarks.ts';

/** HTML as a text: whoever shows it sanitises it, reading it changes nothing. */
export function createHtmlFormatter(): Formatter {
  return defineFormatter({
    format: 'html',
    read: (text) => text,
    write: (value) => expectString('html', value),
    remark: htmlRemarks,
  });
}
