const counts = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** "12,345". */
export function countWords(count: number): string {
  return counts.format(count);
}

/** "1M", "128K": sizes nobody needs to the last digit. */
export function sizeWords(count: number): string {
  return short.format(count);
}

/** A price for a million tokens: "8 USD", "0.25 USD". */
export function priceWords(micros: number): string {
  return `${counts.format(micros / 1_000_000)} USD`;
}
