import type { Formatter } from '../../domain/ports/formatter.ts';
import { defineFormatter, expectString } from './define-formatter.ts';

/** Markdown as a text: every text is Markdown, so only its bytes can be wrong. */
export function createMarkdownFormatter(): Formatter {
  return defineFormatter({
    format: 'markdown',
    read: (text) => text,
    write: (value) => expectString('markdown', value),
  });
}
