import { AppError } from '../model/errors.ts';
import { RunId } from '../model/ids.ts';
import { present } from '../model/present.ts';
import type { RunSummary } from '../operations/shapes.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { ListedRun, RunFilter } from '../ports/workflow-run-repository.ts';
import type { AreaService } from './area-service.ts';
import { findWorkflow, nameOfDeleted, type WorkflowName } from './lookups.ts';
import { withReadable } from './readable-runs.ts';
import { runSummary } from './run-summary.ts';
import { runUsage } from './run-usage.ts';

/** What rows alone answer of runs: no definition is compiled and no state is read, so that a list is cheap to ask for. */
export function createRunsReading({ data }: { readonly data: Pick<WorkflowDataPort, 'runs' | 'workflows' | 'blobs'> }): Pick<AreaService<'runs'>, 'list'> {
  return {
    async list({ workflow, status, statuses, startedFrom, startedBefore, search, ids, limit, after, usage, needsPerson, order, ...others }) {
      const of = workflow === undefined ? undefined : await findWorkflow(data, workflow);
      const wanted = status === undefined ? statuses : [...(statuses ?? []), status];
      const rows = await withReadable(data, await data.runs.list({
        limit: limit + 1,
        ...(of === undefined ? {} : { workflowId: of.id }),
        ...(wanted === undefined ? {} : { status: [...new Set(wanted)] }),
        ...(startedFrom === undefined ? {} : { startedFrom: Date.parse(startedFrom) }),
        ...(startedBefore === undefined ? {} : { startedBefore: Date.parse(startedBefore) }),
        ...(search === undefined || search.trim() === '' ? {} : { named: await namedBy(data, search.trim().toLowerCase()) }),
        ...(ids === undefined ? {} : { ids: ids.flatMap((id) => RunId.safeParse(id).data ?? []) }),
        ...present(others),
        ...(needsPerson ? { needsPerson } : {}),
        order,
        ...(after === undefined ? {} : { after: runIdOf(after) }),
      }));
      const items = rows.slice(0, limit).map((row) => runSummary(row, nameOf(row)));
      if (usage) await addUsage(data, items);
      const last = items.at(-1);
      return rows.length > limit && last !== undefined ? { items, next: last.id } : { items };
    },
  };
}

/** The runs a text may mean: by their own ids, or by the name or the slug of their workflow, whether that is archived or not. */
async function namedBy({ workflows }: Pick<WorkflowDataPort, 'workflows'>, text: string): Promise<NonNullable<RunFilter['named']>> {
  return { text, workflowIds: (await workflows.list()).filter(({ name, slug }) => name.toLowerCase().includes(text) || slug.includes(text)).map(({ id }) => id) };
}

async function addUsage({ runs }: Pick<WorkflowDataPort, 'runs'>, items: readonly RunSummary[]): Promise<void> {
  for (const item of items) {
    const { calls, inputTokens, outputTokens, micros } = runUsage(await runs.usage(RunId.parse(item.id)));
    item.usage = { calls, tokens: inputTokens + outputTokens, ...present({ micros }) };
  }
}

function nameOf({ workflowId, workflow }: ListedRun): WorkflowName {
  return workflow === undefined ? nameOfDeleted(workflowId) : { id: workflowId, ...workflow };
}

function runIdOf(after: string): RunId {
  const known = RunId.safeParse(after);
  if (known.success) return known.data;
  throw new AppError('input_invalid', `"${after}" does not continue a list of runs.`, { next: 'Pass the `next` of the page before.' });
}
