import { fileURLToPath } from 'node:url';

/**
 * Which of a package's files the page takes. The reader of Markdown runs in a thread, where there is no document, and the
 * page's policy forbids to parse markup with one: this package gives browsers a file that does, and anybody else a table.
 */
export const pageResolution: { readonly alias: Readonly<Record<string, string>> } = {
  alias: { 'decode-named-character-reference': fileURLToPath(import.meta.resolve('decode-named-character-reference')) },
};
