import { windowsNameProblem } from '../model/file-name.ts';

/** As long as any file system takes, with room for a number. */
const longest = 100;

/** Paths for documents of these names, in their order: `documents/<name>` in plain letters that every system and every unpacker takes, each one once. */
export function documentPaths(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const { stem, ending } = plainName(name);
    for (let number = 1; ; number += 1) {
      const candidate = `documents/${stem}${number === 1 ? '' : `-${number}`}${ending}`;
      // Some disks take names for the same that differ in case only.
      if (taken.has(candidate.toLowerCase())) continue;
      taken.add(candidate.toLowerCase());
      return candidate;
    }
  });
}

/** The format of a file by its name: `docx`, or nothing without an ending. */
export function formatOf(name: string): string {
  return /\.([\da-z]{1,10})$/iu.exec(name)?.[1]?.toLowerCase() ?? '';
}

function plainName(name: string): { readonly stem: string; readonly ending: string } {
  const base = name.split(/[/\\]/u).at(-1) ?? '';
  const format = formatOf(base);
  const ending = format === '' ? '' : `.${format}`;
  const plain = base
    .slice(0, base.length - ending.length)
    .normalize('NFKD')
    // Accents stand as characters of their own after NFKD, so that ó keeps its o.
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^\w.-]+/gu, '-')
    .replaceAll(/\.{2,}/gu, '.')
    .replaceAll(/^[.-]+|[.-]+$/gu, '')
    .slice(0, longest)
    .replace(/[.-]+$/u, '');
  const stem = plain === '' ? 'document' : plain;
  return { stem: windowsNameProblem(`${stem}${ending}`) === undefined ? stem : `document-${stem}`, ending };
}
