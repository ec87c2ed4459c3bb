import type { Clock } from '../../ports/clock.ts';
import type { RunHistory } from '../../ports/run-history.ts';
import type { RunDriver } from './run-driver.ts';
import type { Entry } from './run-entry.ts';

interface LooseEndsDeps {
  readonly history: Pick<RunHistory, 'keepLooseEnd'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** An output above this is told by its size: nothing reads it but people. */
const shownBytes = 64 * 1024;

/** Keeps what came after its run had let the effect go: it changes nothing, but was done, and its tokens are counted. */
export async function keepLooseEnd({ history, clock }: LooseEndsDeps, { runId, seal }: RunDriver, { input, result }: Entry): Promise<void> {
  if (input.type !== 'effect_completed') return;
  const { effect, attempt, output } = input;
  const at = clock.now();
  // What is sensitive is kept in the journal only, under the run's key.
  const shown = seal === undefined ? output : { sealed: true };
  const text = JSON.stringify(shown);
  const usage = result?.value.usage;
  await history.keepLooseEnd(
    { runId, effect, attempt, at, output: text.length > shownBytes ? { characters: text.length } : shown },
    usage === undefined ? undefined : { runId, effect, at, ...usage },
  );
}
