import { AppError } from '../../model/errors.ts';
import type { Sha256 } from '../../model/ids.ts';
import { isJsonObject } from '../../model/json.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { RunState } from '../../model/run-state.ts';
import type { KeptState } from '../../ports/workflow-run-repository.ts';
import { evolve } from '../evolve.ts';
import { upcastRow } from '../journal/upcast-row.ts';
import { stateOfImage } from './run-image.ts';
import { holdsSpilled, restoreSpilled } from './spill.ts';

type ReadBlob = (sha256: Sha256) => Promise<Uint8Array>;

/**
 * The state of a run as of its row: its image, and the rows after it folded onto it. This is the only way from what is kept
 * to a state, for the image alone may be older than the run.
 */
export async function keptState({ row: { id }, image, later }: KeptState, read: ReadBlob): Promise<RunState> {
  let state = image === undefined ? undefined : await stateOfImage(image, read);
  // Few rows hold anything large, and waiting for each of the others takes longer than folding it.
  const large = later.filter(({ payload }) => holdsSpilled(payload));
  const restored = new Map(await Promise.all(large.map(async (one) => [one.seq, await restoredEvent(one, read)] as const)));
  for (const one of later) state = evolve(state, restored.get(one.seq) ?? upcastRow(one));
  if (state !== undefined) return state;
  throw new AppError('integrity', `run '${id}' has neither an image nor a journal`, { next: 'Restore the data directory from a backup.' });
}

/** A row of the journal as it would be written now, with its large values in their place. */
export async function restoredEvent(event: RunEvent, read: ReadBlob): Promise<RunEvent> {
  const payload = await restoreSpilled(event.payload, read);
  return upcastRow(payload === event.payload || !isJsonObject(payload) ? event : { ...event, payload });
}
