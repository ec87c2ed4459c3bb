import { AppError } from '../../model/errors.ts';
import type { RunId } from '../../model/ids.ts';
import { isJsonObject, type Json } from '../../model/json.ts';
import type { RunEvent } from '../../model/run-event.ts';
import { sameJson } from '../../model/same-json.ts';
import type { WorkflowRunRepository } from '../../ports/workflow-run-repository.ts';

/** What tells one input of a run from another, beside the plain values of an answer. Reasons and comments may be worded anew. */
const telling = ['name', 'visit', 'transition', 'action', 'incident', 'answer', 'validator', 'decision', 'force', 'now', 'definitionHash'] as const;

export interface ToldAgain {
  readonly key: string;
  /** Of the input, as far as it is known; what is absent is not compared. */
  readonly input: { readonly type: string } & { readonly [Field in (typeof telling)[number] | 'values']?: Json };
}

type Runs = Pick<WorkflowRunRepository, 'inputSeq' | 'events'>;

/**
 * Where the same input stands in the run's journal, if it came under this key before. Another input under the key is
 * `conflict`: whoever sends it would hear that it was done.
 */
export async function earlierInput(runs: Runs, runId: RunId, again: ToldAgain): Promise<number | undefined> {
  const seq = await runs.inputSeq(runId, again.key);
  if (seq !== undefined) await demandSame(runs, runId, { ...again, seq });
  return seq;
}

/** As {@link earlierInput} demands it of the row that has the key. */
export async function demandSame(runs: Pick<Runs, 'events'>, runId: RunId, { key, input, seq }: ToldAgain & { readonly seq: number }): Promise<void> {
  const [row] = await runs.events(runId, { after: seq - 1, limit: 1 });
  // Where retention took the row, its key is all that is known of it.
  if (row === undefined || isSame(row, input)) return;
  throw new AppError('conflict', `The key "${key}" was used for another input of run "${runId}": its row ${seq}, ${nameOf(row)}.`, { next: 'Use another key for another input.', data: { run: runId, seq } });
}

function isSame({ type, payload }: RunEvent, input: ToldAgain['input']): boolean {
  return type === input.type && telling.every((field) => input[field] === undefined || sameJson(payload[field], input[field])) && haveSameValues(payload['values'], input.values);
}

/** Files, and what is sealed or kept elsewhere, stand in the journal as something else, and are not compared. */
function haveSameValues(kept: Json | undefined, said: Json | undefined): boolean {
  if (!isJsonObject(kept) || !isJsonObject(said)) return true;
  return Object.entries(said).every(([name, value]) => isComposed(value) || isComposed(kept[name]) || kept[name] === undefined || kept[name] === value);
}

function isComposed(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null;
}

function nameOf({ type, payload }: RunEvent): string {
  return typeof payload['name'] === 'string' ? `${type} "${payload['name']}"` : type;
}
