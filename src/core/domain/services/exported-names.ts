import { formatFacts, type RegisteredFormat } from '../model/document-entry.ts';
import { distinctFileNames } from '../model/distinct-file-names.ts';

/** As long as any file system takes in UTF-8, with room for a number and an ending. */
const longest = 60;

/** Names for files of these documents, in their order, each once: their titles, as far as every system takes them. */
export function exportedNames(documents: readonly { readonly title: string; readonly format: RegisteredFormat }[]): readonly string[] {
  return distinctFileNames(documents.map(({ title, format }) => {
    const ending = `.${formatFacts[format].extensions[0] ?? 'txt'}`;
    return { stem: plainStem(title, ending), ending };
  }));
}

/** Letters of any script, digits and a few signs; a title that ends as its file does keeps one ending. */
function plainStem(title: string, ending: string): string {
  const normal = title.normalize('NFC');
  const bare = normal.toLowerCase().endsWith(ending) ? normal.slice(0, -ending.length) : normal;
  return [...bare.replaceAll(/[^\p{L}\p{M}\p{N} ._()-]+/gu, '-').replaceAll(/\.{2,}/gu, '.').replaceAll(/^[.\s-]+|[.\s-]+$/gu, '')].slice(0, longest).join('').replace(/[.\s-]+$/u, '');
}
