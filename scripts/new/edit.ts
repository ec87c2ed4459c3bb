import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file as it shall stand. */
export interface Edit {
  readonly path: string;
  readonly text: string;
}

/** A file that is not there yet. */
export function created(root: string, path: string, text: string): Edit {
  if (existsSync(join(root, path))) throw new Error(`${path} is there already: choose another name`);
  return { path, text };
}

/** A file with `line` put before the last place where `anchor` stands. */
export function inserted(root: string, path: string, { before, line }: { readonly before: string; readonly line: string }): Edit {
  const text = readFileSync(join(root, path), 'utf8');
  const at = text.lastIndexOf(before);
  if (at === -1) throw new Error(`${path} has no line '${before.trim()}' to put the new one before: add it by hand:\n${line}`);
  return { path, text: text.slice(0, at) + line + text.slice(at) };
}

/** `weekly report`, `weekly.report` or `weeklyReport` as `weekly-report`. */
export function kebab(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/gu, '$1-$2').replaceAll(/[^A-Za-z0-9]+/gu, '-').toLowerCase();
}

export function camel(name: string): string {
  return kebab(name).replaceAll(/-(.)/gu, (_, letter: string) => letter.toUpperCase());
}

export function pascal(name: string): string {
  const word = camel(name);
  return word.charAt(0).toUpperCase() + word.slice(1);
}
