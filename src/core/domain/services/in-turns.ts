import type { RunId } from '../model/ids.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { Clock } from '../ports/clock.ts';

export interface Turns {
  /** Lets whatever else waits have its turn. */
  readonly breathe: () => Promise<void>;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Who asked may have gone: then nothing goes on. */
  readonly signal: AbortSignal;
}

/** After so long without a pause others have their turn. */
const patienceMs = 10;
const rowsAtOnce = 500;

/** Does long work step by step, so that everybody else is answered meanwhile. */
export async function inTurns<Result>(work: Generator<unknown, Result, void>, { breathe, clock, signal }: Turns): Promise<Result> {
  const pauses = createPauses({ breathe, monotonic: () => clock.monotonic() });
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (!pauses.areDue()) continue;
    await pauses.take();
    signal.throwIfAborted();
  }
}

/** When long work leaves off so that others have their turn. Asking costs nothing, so that it can be asked at every step. */
export interface Pauses {
  areDue(): boolean;
  take(): Promise<void>;
}

/** Pauses every ten milliseconds, from now on. */
export function createPauses({ breathe, monotonic }: { readonly breathe: () => Promise<void>; readonly monotonic: () => number }): Pauses {
  let since = monotonic();
  return {
    areDue: () => monotonic() - since >= patienceMs,
    async take() {
      await breathe();
      since = monotonic();
    },
  };
}

/** The rows of a journal up to one of them, read page by page. */
export async function journalInTurns(read: (id: RunId, page: { readonly after: number; readonly limit: number }) => Promise<readonly RunEvent[]>, id: RunId, { upTo, turns }: { readonly upTo: number; readonly turns: Turns }): Promise<readonly RunEvent[]> {
  const rows: RunEvent[] = [];
  while (rows.length < upTo) {
    const page = await read(id, { after: rows.length, limit: Math.min(rowsAtOnce, upTo - rows.length) });
    if (page.length === 0) break;
    rows.push(...page);
    await turns.breathe();
    turns.signal.throwIfAborted();
  }
  return rows;
}
