import type { Budget } from '../domain/model/budget.ts';
import { AppError } from '../domain/model/errors.ts';
import type { ProfileSettings, SettingsByProfile } from '../domain/ports/config-port.ts';

type Budgets = readonly Budget[];

/**
 * The budgets of a profile, at hand without reading them for every effect: they are read again after a change, and only
 * then, or before they were read for the first time, the answer is a promise. A profile that is gone caps nothing: what
 * its runs ask for is refused for that very reason.
 */
export function createBudgetsInForce(config: SettingsByProfile): (profile: string) => Budgets | Promise<Budgets> {
  const known = new Map<string, () => Budgets | Promise<Budgets>>();
  return (profile) => {
    const own = known.get(profile) ?? budgetsOf(config.under(profile));
    known.set(profile, own);
    return own();
  };
}

function budgetsOf(settings: ProfileSettings): () => Budgets | Promise<Budgets> {
  let known: Budgets | undefined;
  let reading: Promise<Budgets> | undefined;
  settings.watch((section) => {
    if (section !== 'budgets') return;
    known = undefined;
    reading = undefined;
  });

  const read = async (): Promise<Budgets> => {
    try {
      return (await settings.get('budgets')).value.items;
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return [];
      throw error;
    }
  };
  const begin = (): Promise<Budgets> => {
    const mine = read().then(
      (budgets) => {
        // What changed while it was read is read by whoever asks next.
        if (reading === mine) known = budgets;
        return budgets;
      },
      (error: unknown) => {
        if (reading === mine) reading = undefined;
        throw error;
      },
    );
    return mine;
  };
  return () => known ?? (reading ??= begin());
}
