import type { RunId } from '../../model/ids.ts';
import type { Delivery } from '../../ports/run-executor.ts';
import type { WorkflowRunRepository } from '../../ports/workflow-run-repository.ts';
import { demandSame } from '../journal/earlier-input.ts';
import { commandInput } from './command-input.ts';

/** Refuses a delivery whose key another input has. A signal is told by its emitter and its id alone. */
export async function demandSameDelivery(runs: Pick<WorkflowRunRepository, 'events'>, runId: RunId, { delivery, seq }: { readonly delivery: Delivery; readonly seq: number }): Promise<void> {
  const { command, key } = delivery;
  if (command.name === 'signal') return;
  await demandSame(runs, runId, { key, seq, input: command.name === 'migrate' ? { type: 'migrate' } : { ...commandInput({ ...delivery, command }) } });
}
