/** Footnotes in the order in which the text first names them. */
export interface Footnotes {
  /** The number a reader sees, from 1; none for a note that the text does not hold. */
  numberOf(identifier: string): number | undefined;
  /** Identifiers by number. */
  readonly order: readonly string[];
}

/** Footnotes that get their numbers as they are met. */
export function createFootnotes(defined: Iterable<string>): Footnotes {
  const known = new Set(defined);
  const numbers = new Map<string, number>();
  const order: string[] = [];
  return {
    order,
    numberOf: (identifier) => {
      if (known.has(identifier) && !numbers.has(identifier)) {
        numbers.set(identifier, order.push(identifier));
      }
      return numbers.get(identifier);
    },
  };
}
