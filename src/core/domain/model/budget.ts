import { z } from 'zod';

/** What can be capped: money in millionths of a US dollar, tokens in and out, calls. */
export const measures = ['micros', 'tokens', 'calls'] as const;
export type Measure = (typeof measures)[number];

/** How much of each measure; what is absent has no cap. */
export const Amounts = z.strictObject({
  micros: z.int().min(0).optional().describe('Most money, in millionths of a US dollar: 5000000 is 5 USD'),
  tokens: z.int().min(0).optional().describe('Most tokens, in and out'),
  calls: z.int().min(0).optional().describe('Most calls'),
});
export type Amounts = { readonly [Name in Measure]?: number | undefined };

/** Every measure as a number: what was used, is reserved, or may be asked for. */
export type Total = { readonly [Name in Measure]: number };
export const nothing: Total = { micros: 0, tokens: 0, calls: 0 };

/**
 * What a budget counts. `step`: one action of one visit. `run`: one run. `workflow`: all runs of a workflow. `day`: a day
 * in UTC. `key`: everything a key of a connector ever paid for.
 */
export const budgetScopes = ['step', 'run', 'workflow', 'day', 'key'] as const;
export const BudgetScope = z.enum(budgetScopes);
export type BudgetScope = z.infer<typeof BudgetScope>;

/** Caps a definition sets itself: `limits.budget`. */
export const OwnBudget = z.strictObject({ run: Amounts.optional(), step: Amounts.optional() });
export type OwnBudget = { readonly run?: Amounts | undefined; readonly step?: Amounts | undefined };

/** A budget of the settings. What it names narrows what it counts: a day of one workflow, or of one connector. */
export const Budget = Amounts.extend({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/u, 'small letters, digits and dashes').describe('What it is called, in small letters, digits and dashes'),
  scope: BudgetScope.describe('What it counts'),
  workflow: z.string().min(1).optional().describe('Only this workflow, by id or slug'),
  connector: z.string().min(1).optional().describe('Only calls of this connector'),
  credential: z.string().min(1).optional().describe('Only calls with the key of this label'),
});
export type Budget = z.infer<typeof Budget>;

/** What stands between a total and a cap on it: less than 0 where it is exceeded. Measures without a cap are absent. */
export function leftOf(most: Amounts, used: Total): Amounts {
  return Object.fromEntries(measures.flatMap((name) => (most[name] === undefined ? [] : [[name, most[name] - used[name]]])));
}

/** Both together. */
export function added(one: Total, other: Total): Total {
  return { micros: one.micros + other.micros, tokens: one.tokens + other.tokens, calls: one.calls + other.calls };
}

/** The cap with the first measure that `used` and `asked` together go beyond; undefined when all fit. */
export function measureBeyond(most: Amounts, used: Total, asked: Total): Measure | undefined {
  return measures.find((name) => most[name] !== undefined && asked[name] > 0 && used[name] + asked[name] > most[name]);
}

/** Millionths of a US dollar as people read them: `0.0042 USD`. */
export function moneyText(micros: number): string {
  const dollars = micros / 1_000_000;
  // What is not nothing is not shown as nothing.
  const digits = Math.abs(dollars) >= 1 || dollars === 0 ? 2 : Math.abs(dollars) >= 0.0001 ? 4 : 6;
  return `${dollars.toFixed(digits)} USD`;
}

/** An amount of a measure in words: `0.50 USD`, `12000 tokens`, `1 call`. */
export function amountText(measure: Measure, amount: number): string {
  if (measure === 'micros') return moneyText(amount);
  return `${amount} ${amount === 1 ? measure.slice(0, -1) : measure}`;
}
