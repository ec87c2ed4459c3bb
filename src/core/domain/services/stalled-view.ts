import type { JsonObject } from '../model/json.ts';
import type { RunWhy } from '../model/run-why.ts';
import type { RunView } from '../operations/runs.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { isStalled } from '../model/stalled-run.ts';
import { createWorkflowNames } from './lookups.ts';
import { stalled, stallReason } from './readable-runs.ts';
import { runSummary } from './run-summary.ts';
import type { RunViewDeps } from './run-view.ts';

/**
 * What `show` answers, and where that fails because the run is stalled what `instead` makes of why. Only then is it tried
 * whether the run can be read: whoever shows one that is well pays nothing.
 */
export async function orStalled<Shown>(loader: Pick<RunLoader, 'load'>, row: RunRow, { show, instead }: { readonly show: () => Promise<Shown>; readonly instead: (why: string) => Promise<Shown> }): Promise<Shown> {
  try {
    return await show();
  } catch (error) {
    const why = await whyStalled(loader, row);
    if (why === undefined) throw error;
    return await instead(why);
  }
}

async function whyStalled(loader: Pick<RunLoader, 'load'>, row: RunRow): Promise<string | undefined> {
  try {
    await loader.load(row.id);
    return undefined;
  } catch (error) {
    return isStalled(error) && error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined;
  }
}

/** What a screen shows of a run that is stalled: what its row still says, and why nothing more is known. */
export async function stalledView({ data, loader }: RunViewDeps, row: RunRow, why: string): Promise<RunView> {
  const [workflow, definition] = await Promise.all([createWorkflowNames(data)(row.workflowId), loader.definition(row.definitionHash).catch((): JsonObject => ({}))]);
  return {
    ...runSummary(stalled(row, why), workflow),
    definition,
    definitionHash: row.definitionHash,
    inputs: {}, vars: {}, nodes: {}, active: [], visited: {}, incidents: [], cards: [], looseEnds: [], may: [],
    usage: { inputTokens: 0, outputTokens: 0, calls: 0 },
  };
}

/** Why a run that is stalled stands still. */
export function stalledWhy({ id, status }: RunRow, why: string): RunWhy {
  return { id, status, taken: [], waits: [{ phase: 'stalled', reasons: [stallReason(id, why)], ways: [], acts: [] }] };
}
