import { type AreaName, areas, isAreaName } from '../operations/areas.ts';
import type { ChangesOnDeps } from './changes-on.ts';

/** What a commit of a run may have changed besides the run: its effects write documents and count into budgets. */
const movedByRuns: readonly AreaName[] = ['runs', 'cards', 'approvals', 'artifacts', 'docs', 'usage', 'budgets'];

/** Who looks asks again for all it shows: runs that work would have it ask without end. */
const restMs = 1000;

/** The names of all areas, and then of those in which something changed, until the signal aborts. The first change is told at once. */
export async function* changedAreas({ publisher, clock }: ChangesOnDeps, signal: AbortSignal): AsyncGenerator<{ areas: AreaName[] }, void, void> {
  const changed = new Set<AreaName>();
  let wake = Promise.withResolvers<void>();
  const end = (): void => { wake.resolve(); };
  const note = (names: readonly AreaName[]): void => {
    for (const name of names) changed.add(name);
    wake.resolve();
  };
  const stops = [
    publisher.listen('run:committed', () => { note(movedByRuns); }),
    publisher.listen('settings:changed', () => { note(['settings', 'profiles']); }),
    publisher.listen('vault:changed', () => { note(['vault', 'credentials']); }),
    publisher.listen('audit:appended', ({ operation }) => {
      const area = operation.split('.', 1)[0] ?? '';
      if (isAreaName(area)) note([area]);
    }),
  ];
  signal.addEventListener('abort', end, { once: true });
  try {
    yield { areas: Object.keys(areas).filter(isAreaName) };
    while (!signal.aborted) {
      await wake.promise;
      // Taken first: what changes while its reader is behind is told next.
      const told = [...changed].toSorted();
      changed.clear();
      wake = Promise.withResolvers<void>();
      if (told.length > 0) yield { areas: told };
      // Aborting wakes it, too, and the round then ends.
      await clock.sleepUntil(clock.now() + restMs, signal).catch(() => undefined);
    }
  } finally {
    signal.removeEventListener('abort', end);
    for (const stop of stops) stop();
  }
}
