import type { Json } from './json.ts';

type Said = Json | undefined;

/** A command line as it is typed: the words, then a flag for each value that is said, again for each text of a list. `true` is the bare flag, `false` and what is absent are left out. */
export function commandWords(words: readonly string[], flags: Readonly<Record<string, Said>> = {}): string {
  const said = Object.entries(flags).flatMap(([name, value]) => flagWords(name, value));
  return ['aiwm', ...words.map(shellWord), ...said].join(' ');
}

/** The line that shows a card. */
export function cardCommand(card: string): string {
  return commandWords(['cards', 'get', card]);
}

/** The line that answers a card, up to its values. */
export function answerCommand(card: string): string {
  return commandWords(['cards', 'submit', card]);
}

function flagWords(name: string, value: Said): string[] {
  if (value === undefined || value === false || value === '') return [];
  const flag = `--${kebab(name)}`;
  if (value === true) return [flag];
  // A text that begins like a flag is no flag.
  if (isTexts(value)) return value.flatMap((each) => (each.startsWith('-') ? [`${flag}=${shellWord(each)}`] : [flag, shellWord(each)]));
  return [flag, shellWord(typeof value === 'string' ? value : JSON.stringify(value))];
}

function isTexts(value: Said): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

/** A word as a shell takes it: in single quotes where it would read more than text. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** `startedAt` as a flag is `started-at`. */
export function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}
