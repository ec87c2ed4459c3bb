import type { Clock } from '../../ports/clock.ts';
import type { RunHistory } from '../../ports/run-history.ts';
import type { EffectClaims } from './claims/effect-claims.ts';
import type { RunDriver } from './run-driver.ts';
import type { Entry } from './run-entry.ts';

interface LooseEndsDeps {
  readonly claims: Pick<EffectClaims, 'settle'>;
  readonly history: Pick<RunHistory, 'keepLooseEnd'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** An output above this is told by its size: nothing reads it but people. */
const shownBytes = 64 * 1024;

/** Keeps what came after its run had let the effect go: it changes nothing, but was done, and its tokens are counted. */
export async function keepLooseEnd({ history, clock, claims }: LooseEndsDeps, driver: RunDriver, { input, spend }: Entry): Promise<void> {
  const { runId, workflowId, seal } = driver;
  if (input.type !== 'effect_completed') {
    if (spend !== undefined) await claims.settle(driver, spend);
    return;
  }
  const { effect, attempt, output } = input;
  const at = clock.now();
  // What is sensitive is kept in the journal only, under the run's key.
  const shown = seal === undefined ? output : { sealed: true };
  const text = JSON.stringify(shown);
  await history.keepLooseEnd(
    { runId, effect, attempt, at, output: text.length > shownBytes ? { characters: text.length } : shown },
    spend?.usage === undefined ? undefined : { runId, workflowId, at, ...spend.usage },
  );
}
