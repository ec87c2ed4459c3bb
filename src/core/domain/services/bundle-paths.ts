import { distinctFileNames } from '../model/distinct-file-names.ts';

/** As long as any file system takes, with room for a number. */
const longest = 100;

/** Paths for documents of these names, in their order: `documents/<name>` in plain letters that every system and every unpacker takes, each one once. */
export function documentPaths(names: readonly string[]): readonly string[] {
  return distinctFileNames(names.map(plainName)).map((name) => `documents/${name}`);
}

/** The format of a file by its name: `docx`, or nothing without an ending. */
export function formatOf(name: string): string {
  return /\.([\da-z]{1,10})$/iu.exec(name)?.[1]?.toLowerCase() ?? '';
}

function plainName(name: string): { readonly stem: string; readonly ending: string } {
  const base = name.split(/[/\\]/u).at(-1) ?? '';
  const format = formatOf(base);
  const ending = format === '' ? '' : `.${format}`;
  const stem = base
    .slice(0, base.length - ending.length)
    .normalize('NFKD')
    // Accents stand as characters of their own after NFKD, so that ó keeps its o.
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^\w.-]+/gu, '-')
    .replaceAll(/\.{2,}/gu, '.')
    .replaceAll(/^[.-]+|[.-]+$/gu, '')
    .slice(0, longest)
    .replace(/[.-]+$/u, '');
  return { stem, ending };
}
