import { type Budget, budgetScopes } from '../../../../core/domain/model/budget.ts';
import { usageWords as words } from '../../../strings/usage.ts';

const fields = ['id', 'scope', 'dollars', 'tokens', 'calls', 'workflow', 'connector', 'credential'] as const;

/** A budget as it is typed; money in dollars. */
export type BudgetForm = Readonly<Record<(typeof fields)[number], string>>;

export function budgetForm(budget: Budget | undefined): BudgetForm {
  const shown = (value: number | undefined): string => (value === undefined ? '' : String(value));
  return {
    id: budget?.id ?? '',
    scope: budget?.scope ?? 'day',
    dollars: budget?.micros === undefined ? '' : String(budget.micros / 1_000_000),
    tokens: shown(budget?.tokens),
    calls: shown(budget?.calls),
    workflow: budget?.workflow ?? '',
    connector: budget?.connector ?? '',
    credential: budget?.credential ?? '',
  };
}

export interface ReadBudget {
  readonly budget: Budget;
  readonly errors: Readonly<Partial<Record<keyof BudgetForm, string>>>;
}

/** What was typed as a budget, and what is wrong with it. */
export function readBudget(form: BudgetForm): ReadBudget {
  const amount = (typed: string): number | undefined => (typed.trim() === '' ? undefined : Number(typed.trim()));
  const text = (typed: string): string | undefined => (typed.trim() === '' ? undefined : typed.trim());
  const dollars = amount(form.dollars);
  const counts = { tokens: amount(form.tokens), calls: amount(form.calls) };
  const isCount = (count: number | undefined): boolean => count === undefined || (Number.isSafeInteger(count) && count >= 0);
  const hasCap = [dollars, counts.tokens, counts.calls].some((cap) => cap !== undefined);
  const moneyFault = dollars !== undefined && !(dollars >= 0 && Number.isFinite(dollars)) ? words.notANumber : hasCap ? undefined : words.noCap;
  const said = { micros: dollars === undefined ? undefined : Math.round(dollars * 1_000_000), ...counts, workflow: text(form.workflow), connector: text(form.connector), credential: text(form.credential) };
  const faults = { id: form.id.trim() === '' ? words.missing : undefined, dollars: moneyFault, tokens: isCount(counts.tokens) ? undefined : words.notWhole, calls: isCount(counts.calls) ? undefined : words.notWhole };
  return {
    budget: { id: form.id.trim(), scope: budgetScopes.find((scope) => scope === form.scope) ?? 'day', ...withoutAbsent(said) },
    errors: withoutAbsent(faults),
  };
}

function withoutAbsent<Values extends object>(values: Values): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [Key in keyof Values]?: Exclude<Values[Key], undefined> };
}
