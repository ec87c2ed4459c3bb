import type { Budget } from '../domain/model/budget.ts';
import type { ConfigPort } from '../domain/ports/config-port.ts';

/**
 * The budgets of the settings, at hand without reading them for every effect: they are read again after a change, and only
 * then, or before they were read for the first time, the answer is a promise.
 */
export function createBudgetsInForce(config: () => ConfigPort | Promise<ConfigPort>): () => readonly Budget[] | Promise<readonly Budget[]> {
  let known: readonly Budget[] | undefined;
  let reading: Promise<readonly Budget[]> | undefined;
  let watched = false;

  async function read(): Promise<readonly Budget[]> {
    const port = await config();
    if (!watched) {
      watched = true;
      port.watch((section) => {
        if (section !== 'budgets') return;
        known = undefined;
        reading = undefined;
      });
    }
    return (await port.get('budgets')).value.items;
  }

  function begin(): Promise<readonly Budget[]> {
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
  }

  return () => known ?? (reading ??= begin());
}
