import { moneyText } from '../../core/domain/model/budget.ts';
import { usageWords } from '../strings/usage.ts';

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

/** What calls cost, the same wherever it stands: "0.04 USD", "no cost", "no price known"; a dash where nothing was asked. */
export function costWords({ calls, micros }: { readonly calls: number; readonly micros?: number | undefined }): string {
  if (calls === 0) return '–';
  if (micros === undefined) return usageWords.noPrice;
  return micros === 0 ? usageWords.noCost : moneyText(micros);
}

/** The same of sums, where calls whose price nobody knows count apart. */
export function sumCostWords({ calls, micros, unpricedCalls }: { readonly calls: number; readonly micros: number; readonly unpricedCalls: number }): string {
  return costWords({ calls, micros: micros === 0 && unpricedCalls > 0 ? undefined : micros });
}
