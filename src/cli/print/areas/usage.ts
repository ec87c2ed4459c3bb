import { amountText, measures, moneyText } from '../../../core/domain/model/budget.ts';
import type { BudgetView } from '../../../core/domain/operations/budgets.ts';
import type { UsageLine, UsageSums } from '../../../core/domain/operations/usage.ts';
import type { AreaPrinters } from '../printer.ts';
import { table } from '../table.ts';
import { counted } from '../words.ts';

export const usage: AreaPrinters<'usage'> = {
  report: ({ by, items, total }, look) => {
    if (items.length === 0) return { text: 'No call of a model fits what was asked for.', next: '`aiwm usage` alone sums up all of them; `aiwm run <workflow>` calls one where its workflow does.' };
    const sheet = table([by, 'calls', 'in', 'cached', 'out', 'cost'], [...items.map((item) => cells(item.title ?? item.group, item)), cells('together', total)], look);
    return { text: [sheet, ...notes(total)].join('\n'), next: '`aiwm usage export --by day --out usage.csv` saves the sums for a spreadsheet.' };
  },
  export: ({ text }) => ({ text: text.trimEnd() }),
};

export const budgets: AreaPrinters<'budgets'> = {
  list: ({ items }, look) =>
    items.length === 0
      ? { text: 'No budgets.', next: '`aiwm budgets set daily --scope day --micros 5000000` caps a day at 5 USD.' }
      : { text: table(['budget', 'counts', 'cap', 'of', 'used', 'reserved', 'left'], items.flatMap(budgetRows), look) },
  set: (budget) => ({ text: `Budget "${budget.id}" caps ${scopeWords(budget)} at ${capWords(budget)}; it counts from now on.` }),
  remove: ({ id }) => ({ text: `Removed budget "${id}".` }),
};

function cells(name: string, { calls, inputTokens, cachedInputTokens, outputTokens, micros, unpricedCalls }: UsageSums | UsageLine): readonly string[] {
  const cost = calls > 0 && unpricedCalls === calls ? '–' : moneyText(micros);
  return [name, String(calls), String(inputTokens), String(cachedInputTokens), String(outputTokens), cost];
}

function notes({ unpricedCalls, assumedCalls, inheritedCalls }: UsageSums): readonly string[] {
  return [
    ...(unpricedCalls === 0 ? [] : [`${counted(unpricedCalls, 'call')} of models whose price is not known ${unpricedCalls === 1 ? 'is' : 'are'} not in the cost.`]),
    ...(assumedCalls === 0 ? [] : [`${counted(assumedCalls, 'call')} told no usage and count with the most they may have used.`]),
    ...(inheritedCalls === 0 ? [] : [`${counted(inheritedCalls, 'answer')} came from the run a fork was taken from and cost nothing.`]),
  ];
}

function budgetRows(budget: BudgetView): readonly (readonly string[])[] {
  const caps = measures.filter((name) => budget[name] !== undefined);
  const rows = caps.flatMap((name) => {
    const cap = amountText(name, budget[name] ?? 0);
    const head = [budget.id, scopeWords(budget), cap];
    if (budget.meters.length === 0) return [[...head, '–', '–', '–', '–']];
    return budget.meters.map((meter) => [...head, meter.of, plain(name, meter.used[name]), plain(name, meter.reserved[name]), plain(name, meter.left[name] ?? 0)]);
  });
  return rows.length === 0 ? [[budget.id, scopeWords(budget), 'nothing', '–', '–', '–', '–']] : rows;
}

/** The unit stands with the cap already. */
function plain(measure: (typeof measures)[number], amount: number): string {
  return measure === 'micros' ? moneyText(amount).replace(' USD', '') : String(amount);
}

function scopeWords({ scope, workflow, connector, credential }: BudgetView): string {
  const only = [workflow, connector, credential].filter((name) => name !== undefined);
  return only.length === 0 ? `each ${scope}` : `each ${scope} (${only.join(', ')})`;
}

function capWords(budget: BudgetView): string {
  return measures.flatMap((name) => (budget[name] === undefined ? [] : [amountText(name, budget[name])])).join(', ');
}
