import { AppError } from '../../model/errors.ts';
import type { RunKeys } from '../../ports/run-keys.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';

/** The keys of runs, where this host has a place for them. */
export function demandKeys(keys: RunKeys | undefined): RunKeys {
  if (keys !== undefined) return keys;
  throw new AppError('precondition_failed', 'The workflow has sensitive values, and there is no place for the keys they are sealed with.', {
    next: 'Run it on a host that keeps keys.',
    data: { reason: 'no_keys' },
  });
}

/** Forgets keys whose runs are gone: a crash may have come between the two. Nothing begins a run before the host is open. */
export async function forgetStrayKeys({ keys, data }: { readonly keys?: RunKeys; readonly data: Pick<WorkflowDataPort, 'runs'> }): Promise<void> {
  for (const run of (await keys?.list()) ?? []) {
    if ((await data.runs.get(run)) === undefined) await keys?.remove(run);
  }
}
