import { moneyText } from '../../../../core/domain/model/budget.ts';
import type { UsageLine } from '../../../../core/domain/operations/usage.ts';
import { countWords } from '../../../components/money-words.ts';

/** What usage is summed up by, the likeliest first. */
export const groups = ['day', 'model', 'workflow', 'connector', 'node', 'run', 'key'] as const;
export const measures = ['tokens', 'money', 'calls'] as const;
export type Measure = (typeof measures)[number];

export function groupFrom(chosen: string): (typeof groups)[number] {
  return groups.find((group) => group === chosen) ?? 'day';
}

export function measureFrom(chosen: string): Measure {
  return measures.find((measure) => measure === chosen) ?? 'tokens';
}

/** How much of a measure a line has. */
export function amountOf(line: Pick<UsageLine, 'calls' | 'inputTokens' | 'outputTokens' | 'micros'>, measure: Measure): number {
  switch (measure) {
    case 'tokens':
      return line.inputTokens + line.outputTokens;
    case 'money':
      return line.micros;
    case 'calls':
      return line.calls;
  }
}

/** The same in words. */
export function amountWords(amount: number, measure: Measure): string {
  return measure === 'money' ? moneyText(amount) : countWords(amount);
}
