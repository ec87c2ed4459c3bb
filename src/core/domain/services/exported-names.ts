import { formatFacts, type RegisteredFormat } from '../model/document-entry.ts';
import { windowsNameProblem } from '../model/file-name.ts';

/** As long as any file system takes in UTF-8, with room for a number and an ending. */
const longest = 60;

/** Names for files of these documents, in their order, each once: their titles, as far as every system takes them. */
export function exportedNames(documents: readonly { readonly title: string; readonly format: RegisteredFormat }[]): readonly string[] {
  const taken = new Set<string>();
  return documents.map(({ title, format }) => {
    const ending = `.${formatFacts[format].extensions[0] ?? 'txt'}`;
    const stem = plainStem(title, ending);
    for (let number = 1; ; number += 1) {
      const name = `${stem}${number === 1 ? '' : `-${String(number)}`}${ending}`;
      // Some disks take names for the same that differ in case only.
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}

/** Letters of any script, digits and a few signs; a title that ends as its file does keeps one ending. */
function plainStem(title: string, ending: string): string {
  const normal = title.normalize('NFC');
  const bare = normal.toLowerCase().endsWith(ending) ? normal.slice(0, -ending.length) : normal;
  const plain = [...bare.replaceAll(/[^\p{L}\p{M}\p{N} ._()-]+/gu, '-').replaceAll(/\.{2,}/gu, '.').replaceAll(/^[.\s-]+|[.\s-]+$/gu, '')].slice(0, longest).join('').replace(/[.\s-]+$/u, '');
  const stem = plain === '' ? 'document' : plain;
  return windowsNameProblem(`${stem}${ending}`) === undefined ? stem : `document-${stem}`;
}
