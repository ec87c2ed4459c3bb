import type { RunId } from '../../model/ids.ts';
import { sha256Hex } from '../../model/sha256.ts';
import type { Delivery } from '../../ports/run-executor.ts';
import type { WorkflowRunRepository } from '../../ports/workflow-run-repository.ts';

/** How long a signal is remembered: the same one within that time is not taken again. */
export const signalMemoryMs = 30 * 24 * 60 * 60 * 1000;

/**
 * The input keys a signal may stand under: that of the stretch of time it comes in, under which it is kept, and that of
 * the stretch before. A stretch is as long as the memory, so that whoever is in neither came longer ago.
 */
export function signalKeys({ emitter, id }: { readonly emitter: string; readonly id: string }, now: number): { readonly key: string; readonly before: string } {
  const stretch = Math.floor(now / signalMemoryMs);
  const name = sha256Hex(`aiwm-signal-1\0${emitter}\0${id}`);
  return { key: `signal:${stretch}:${name}`, before: `signal:${stretch - 1}:${name}` };
}

/** The input key of a delivery: a signal is told by its emitter and its id, everything else by the key it comes with. */
export function deliveryKey({ command, key }: Delivery, now: number): string {
  return command.name === 'signal' ? signalKeys(command, now).key : key;
}

/** Where the same delivery stands in the run's journal, if it came before. */
export async function earlierSeq(runs: Pick<WorkflowRunRepository, 'inputSeq' | 'events'>, runId: RunId, { delivery, now }: { readonly delivery: Delivery; readonly now: number }): Promise<number | undefined> {
  const found = await runs.inputSeq(runId, deliveryKey(delivery, now));
  if (found !== undefined || delivery.command.name !== 'signal') return found;
  const seq = await runs.inputSeq(runId, signalKeys(delivery.command, now).before);
  if (seq === undefined) return undefined;
  const [row] = await runs.events(runId, { after: seq - 1, limit: 1 });
  return row !== undefined && row.at > now - signalMemoryMs ? seq : undefined;
}
