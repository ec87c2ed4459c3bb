import type { KeyPress } from './key-press.ts';

/** Signs that follow each other within this time are typed as one word. */
const pauseMs = 1500;
/** Keys that open a field, besides signs. */
const opening = new Set(['F2', 'Enter', 'Insert']);

export interface TypedOn {
  /** Whether this press goes on with a word whose beginning was refused. */
  isOf(press: KeyPress, at: number): boolean;
  /** A key could not do what it means. Only those count after which one types. */
  refused(press: KeyPress, at: number): void;
}

/** Who types on into a field that was expected to open, and did not, writes a word: its letters are no commands. */
export function createTypedOn(): TypedOn {
  let last = Number.NEGATIVE_INFINITY;
  return {
    isOf(press, at) {
      const isWord = isSign(press) && at - last < pauseMs;
      if (press.key !== 'Shift') last = isWord ? at : Number.NEGATIVE_INFINITY;
      return isWord;
    },
    refused(press, at) {
      if (isSign(press) || opening.has(press.key)) last = at;
    },
  };
}

function isSign({ key, ctrlKey, metaKey, altKey }: KeyPress): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey;
}
