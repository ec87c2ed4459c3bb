import type { AppError } from '../../../../core/domain/model/errors.ts';
import { readFailure } from '../../../client/read-failure.ts';

export interface FailedRun<Run> {
  readonly run: Run;
  readonly failure: AppError;
}

export interface DoneToEach<Run> {
  readonly done: readonly Run[];
  readonly failed: readonly FailedRun<Run>[];
}

/** So many at once: a host answers others meanwhile. */
const atOnce = 4;

/** Does something to each run, a few at once; one that fails stops no other. After the signal nothing else is begun. */
export async function doToEach<Run>(runs: readonly Run[], act: (run: Run) => Promise<unknown>, { signal, onSettled }: { readonly signal: AbortSignal; readonly onSettled: (sofar: DoneToEach<Run>) => void }): Promise<void> {
  const [done, failed]: [Run[], FailedRun<Run>[]] = [[], []];
  const waiting = [...runs];
  const work = async (): Promise<void> => {
    for (let run = waiting.shift(); run !== undefined && !signal.aborted; run = waiting.shift()) {
      try {
        await act(run);
        done.push(run);
      } catch (error) {
        failed.push({ run, failure: readFailure(error) });
      }
      onSettled({ done: [...done], failed: [...failed] });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
