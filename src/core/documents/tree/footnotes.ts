/** Footnotes in the order in which the text first names them. */
export interface Footnotes {
  /** The number a reader sees, from 1. */
  numberOf(identifier: string): number;
  /** Identifiers by number. */
  readonly order: readonly string[];
}

/** Footnotes that get their numbers as they are met. */
export function createFootnotes(): Footnotes {
  const order: string[] = [];
  return {
    order,
    numberOf: (identifier) => {
      if (!order.includes(identifier)) {
        order.push(identifier);
      }
      return order.indexOf(identifier) + 1;
    },
  };
}
