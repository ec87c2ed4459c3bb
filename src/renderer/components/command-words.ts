import type { Json } from '../../core/domain/model/json.ts';

type Said = Json | undefined;

/** A command line as it is typed: the words, then a flag for each value that is said, again for each text of a list. `true` is the bare flag, `false` and what is absent are left out. */
export function commandWords(words: readonly string[], flags: Readonly<Record<string, Said>> = {}): string {
  const said = Object.entries(flags).flatMap(([name, value]) => flagWords(name, value));
  return ['aiwm', ...words.map(quotedWord), ...said].join(' ');
}

function flagWords(name: string, value: Said): string[] {
  if (value === undefined || value === false || value === '') return [];
  const flag = `--${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
  if (value === true) return [flag];
  // A text that begins like a flag is no flag.
  if (isTexts(value)) return value.flatMap((each) => (each.startsWith('-') ? [`${flag}=${quotedWord(each)}`] : [flag, quotedWord(each)]));
  return [flag, quotedWord(typeof value === 'string' ? value : JSON.stringify(value))];
}

function isTexts(value: Said): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

/** Single quotes where a shell would read more than text. */
export function quotedWord(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
