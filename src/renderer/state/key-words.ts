import { commandKey } from './command-key.ts';

const drawn: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', ' ': 'Space', PageUp: 'PgUp', PageDown: 'PgDn' };

/** The keys of `Mod+Shift+Z` as they are called on this computer, one by one. */
export function keyNames(keys: string): readonly string[] {
  return keys.split(/(?<=.)\+/u).map((key) => (key === 'Mod' ? commandKey() : (drawn[key] ?? (key.length === 1 ? key.toUpperCase() : key))));
}

/** "Ctrl+Shift+Z". */
export function keyWords(keys: string): string {
  return keyNames(keys).join('+');
}
