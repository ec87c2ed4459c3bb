import { fileURLToPath } from 'node:url';

/** Comes with the reader of Markdown: the names of characters, such as `&amp;`. */
const characterNames = 'decode-named-character-reference';

/**
 * Which of a package's files the page takes. The reader of Markdown runs in a thread, where there is no document, and the
 * page's policy forbids to parse markup with one: this package gives browsers a file that does, and anybody else a table.
 */
export const pageResolution: { readonly alias: Readonly<Record<string, string>> } = {
  alias: { [characterNames]: fileURLToPath(import.meta.resolve(characterNames)) },
};
