import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { importLaw } from './import-law.ts';

const folders = ['src', 'test', 'scripts', 'bench'];
const source = /\.(?:ts|tsx|mjs)$/u;
const emptyNames = new Set(['index', 'utils', 'util', 'helpers', 'helper', 'common', 'misc', 'types', 'manager', 'shared', 'constants', 'lib']);
const vagueWords = /(?:^|-)(?:manager|helper|helpers|utils|impl|enhanced|v2)$/u;
const kebab = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/u;
const pascal = /^[A-Z][A-Za-z0-9]*(?:\.test)?$/u;
const lineLimit = 400;

/** The files these rules are about, by their path from the root, with forward slashes. */
export function sourceFiles(root: string): string[] {
  return folders.filter((folder) => existsSync(join(root, folder))).flatMap((folder) => under(root, folder));
}

function under(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : under(root, path);
    return source.test(path) ? [path] : [];
  });
}

/** Everything wrong with one file, each a line that names the place and says what to do. */
export function findFaults(path: string, text: string): string[] {
  return [...nameFaults(path), ...roomFaults(path), ...textFaults(path, text)];
}

function nameFaults(path: string): string[] {
  const stem = basename(path).replace(source, '').replace(/\.d$/u, '');
  if (path === 'src/cli/index.ts') return [];
  if (emptyNames.has(stem) || vagueWords.test(stem)) return [`${path}: '${stem}' says nothing: name the file for what it exports`];
  const isComponent = path.endsWith('.tsx') && !path.includes('/e2e/');
  if (kebab.test(stem) || (isComponent && pascal.test(stem))) return [];
  return [`${path}: names are kebab-case, React components PascalCase`];
}

function roomFaults(path: string): string[] {
  if (!path.startsWith('src/') || path === 'src/core/domain/platform.d.ts') return [];
  if (importLaw.some(({ folder }) => path.startsWith(`src/${folder}/`))) return [];
  return [`${path}: no room of the import law (scripts/lint/import-law.ts): name the room there, with what it may see`];
}

function textFaults(path: string, text: string): string[] {
  const lines = text.split('\n');
  const faults = lines.flatMap((line, index) => lineFaults(path, line).map((fault) => `${path}:${index + 1}: ${fault}`));
  if (/^src\/renderer\/strings\/(?!words\.ts|pseudo\.ts)/u.test(path) && /^export const \w+ = (?!words\()/mu.test(text)) faults.push(`${path}: export words through words() of strings/words.ts, so that another language has one place to come in`);
  return lines.length > lineLimit + 1 ? [...faults, `${path}: ${lines.length} lines, ${lineLimit} at most: split it`] : faults;
}

function lineFaults(path: string, line: string): string[] {
  const faults = [];
  if (/\bTODO\b(?! ?\(#\d+\))/u.test(line) && !path.includes('house-rules')) faults.push('a TODO names its issue: TODO(#12)');
  if (path.startsWith('src/core/domain/') && /\bnew Date\(\)/u.test(line)) faults.push('take the time from the clock port');
  if (path.startsWith('src/') && /^\s*\/\/ ?[-=*#]{4,}/u.test(line)) faults.push('no banners: a second subject is a second file');
  return faults;
}
