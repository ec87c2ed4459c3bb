import { AppError } from '../../model/errors.ts';
import type { RunDriver } from './run-driver.ts';
import type { Entry } from './run-entry.ts';
import { untilDone, type UntilDoneDeps } from './until-done.ts';

export interface TellDeps extends UntilDoneDeps {
  /** Aborted when the host closes or is fenced. */
  readonly closing: AbortSignal;
  /** Keeps an outcome nobody waits for any more. */
  readonly looseEnd?: (driver: RunDriver, entry: Entry) => Promise<void>;
}

/** A batch that storage refuses so often while it takes others is at fault itself. */
const refusalsOfOneBatch = 5;

/**
 * Tells a run what the host has for it, until it is in the journal or not wanted there. Answers whether the engine failed
 * on it: then it was not taken, and the run waits for a person.
 */
export function tellRun(deps: TellDeps, driver: RunDriver, entry: Entry): Promise<'told' | 'faulted'> {
  return untilDone(deps, deps.closing, (tries) => (tries < refusalsOfOneBatch ? tellOnce(deps, driver, entry) : tellAtLast(deps, driver, entry)));
}

async function tellAtLast(deps: TellDeps, driver: RunDriver, entry: Entry): Promise<'told' | 'faulted'> {
  try {
    return await tellOnce(deps, driver, entry);
  } catch (error) {
    if (!isOfThisBatch(error)) throw error;
    deps.onFault(error);
    await driver.apply({ input: { type: 'host', kind: 'engine_error', detail: error instanceof Error ? error.message : String(error) } });
    return 'faulted';
  }
}

/** Reasons why a run refuses an outcome that came after it had let the effect go. */
const nobodyWaits: readonly unknown[] = ['late', 'ended'];

/** As {@link tellRun}, once and without a rest: for what may be lost. */
export async function tellOnce(deps: Pick<TellDeps, 'onFault' | 'looseEnd'>, driver: RunDriver, entry: Entry): Promise<'told' | 'faulted'> {
  const answer = await driver.tell(entry);
  if (answer.kind === 'faulted') {
    deps.onFault(answer.fault);
    return 'faulted';
  }
  if (answer.kind === 'refused' && nobodyWaits.includes(answer.error.data?.['reason'])) {
    await markLate(driver, entry);
    await deps.looseEnd?.(driver, entry).catch(deps.onFault);
  }
  return 'told';
}

/** What came after its run had let it go changes nothing, but that it happened is worth a row. */
async function markLate(driver: RunDriver, { input }: Entry): Promise<void> {
  if (input.type !== 'effect_completed') return;
  const { effect, attempt } = input;
  await driver.mark((state) => (state.ended === undefined ? [{ type: 'effect_late', payload: { effect, attempt } }] : []));
}

/** The system's own troubles, such as a full disk, are nobody's batch; what nobody foresaw is this one's. */
function isOfThisBatch(error: unknown): boolean {
  return !(error instanceof AppError) || (error.code !== 'precondition_failed' && error.data?.['reason'] !== 'fenced');
}
