import type { RunLine, RunView } from '../core/domain/operations/runs.ts';
import { rests } from '../core/domain/model/run-rest.ts';
import { AppError } from '../core/domain/model/errors.ts';
import type { Assistant, ToolUse } from './assistant.ts';

const mostTries = 5;

/**
 * Waits until a run has ended, waits for somebody, or for as long as a tool waits; tells of each step it comes to. It is
 * the assistant that stops waiting: the run itself goes on whatever becomes of it.
 */
export async function followRun({ call, waitMs }: Assistant, { signal, tell }: Pick<ToolUse, 'signal' | 'tell'>, { id, after = 0 }: { readonly id: string; readonly after?: number }): Promise<RunView> {
  const enough = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
  let seen = after;
  for (let attempt = 1; ; attempt += 1) {
    try {
      let told: string | undefined;
      for await (const line of await linesOf(call, { id, after: seen }, enough)) {
        seen = line.seq ?? seen;
        if (line.seq === undefined || line.nodeId === undefined || line.nodeId === told) continue;
        told = line.nodeId;
        await tell(line.seq, `${line.nodeId}: ${line.type.replaceAll('_', ' ')}`);
      }
    } catch (error) {
      if (!enough.aborted && error instanceof AppError) throw error;
    }
    signal.throwIfAborted();
    const run = (await call('runs.get', { id }, signal)) as RunView;
    // A host that goes away may end its streams without a word.
    if (enough.aborted || rests(run, Date.now()) || attempt === mostTries) return run;
  }
}

async function linesOf(call: Assistant['call'], { id, after }: { readonly id: string; readonly after: number }, signal: AbortSignal): Promise<AsyncIterable<RunLine>> {
  return (await call('runs.watch', { id, after, until: 'settled' }, signal)) as AsyncIterable<RunLine>;
}
