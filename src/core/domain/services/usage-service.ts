import { AppError } from '../model/errors.ts';
import { neutraliseFormulas } from '../model/formula-cells.ts';
import { toInstant, instantMs } from '../model/instant.ts';
import { RunId } from '../model/ids.ts';
import { present } from '../model/present.ts';
import type { UsageLine } from '../operations/usage.ts';
import type { UsageFilter, UsageGroup, UsageSum } from '../ports/usage-ledger.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { AreaService } from './area-service.ts';
import { createWorkflowNames } from './lookups.ts';
import { totalOf, usageFields } from './usage-total.ts';

export interface UsageServiceDeps {
  readonly data: Pick<WorkflowDataPort, 'usage' | 'workflows'>;
}

type Question = Parameters<AreaService<'usage'>['export']>[0];

/** What model calls used and cost, summed up as somebody asks. */
export function createUsageService({ data }: UsageServiceDeps): AreaService<'usage'> {
  async function lines(by: UsageGroup, filter: UsageFilter): Promise<readonly UsageLine[]> {
    const nameOf = createWorkflowNames(data);
    const sums = await data.usage.sums(by, filter);
    return await Promise.all(sums.map(async (sum) => by === 'workflow' || by === 'run' ? titled(sum, by, nameOf) : { ...sum }));
  }

  return {
    async report({ limit, ...question }) {
      const filter = await filterOf(data, question);
      const items = await lines(question.by, filter);
      const { from, to } = filter;
      return {
        by: question.by,
        ...present({ from: from === undefined ? undefined : toInstant(from), to: to === undefined ? undefined : toInstant(to) }),
        items: items.slice(0, limit),
        total: totalOf(items),
      };
    },
    async export(question) {
      const items = await lines(question.by, await filterOf(data, question));
      return { name: `usage-by-${question.by}.csv`, mediaType: 'text/csv', text: csv(question.by, items) };
    },
  };
}

/** What belongs to no run and no workflow was tried by hand. */
async function titled(sum: UsageSum, by: 'workflow' | 'run', nameOf: ReturnType<typeof createWorkflowNames>): Promise<UsageLine> {
  if (sum.group === '') return { ...sum, title: 'tried by hand' };
  return by === 'run' ? { ...sum } : { ...sum, title: (await nameOf(sum.group)).slug };
}

async function filterOf({ workflows }: UsageServiceDeps['data'], { from, to, run, workflow, node, connector, model, credential }: Question): Promise<UsageFilter> {
  const [begin, end] = [from === undefined ? undefined : momentOf('from', from, 0), to === undefined ? undefined : momentOf('to', to, 1)];
  if (begin !== undefined && end !== undefined && begin >= end) throw new AppError('input_invalid', `"${from ?? ''}" is not before "${to ?? ''}".`, { next: 'Give the earlier moment as from and the later one as to.', data: { field: 'from' } });
  return present({
    node, connector, model, credential,
    from: begin,
    to: end,
    runId: run === undefined ? undefined : runIdOf(run),
    // Usage outlives its workflow: one that is gone is named by its id.
    workflowId: workflow === undefined ? undefined : ((await workflows.find(workflow))?.id ?? unknownWorkflow(workflow)),
  });
}

const dayMs = 86_400_000;

/** The moment a text names; a day begins at midnight UTC, and as an end it counts whole. */
function momentOf(field: string, text: string, daysOn: number): number {
  const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(text);
  const ms = instantMs(isDay ? `${text}T00:00:00Z` : text);
  if (ms !== undefined) return isDay ? ms + daysOn * dayMs : ms;
  throw new AppError('input_invalid', `"${text}" in "${field}" is no day and no instant.`, { next: 'Give a day such as 2026-11-22, or an instant such as 2026-11-22T08:00:00Z.', data: { field } });
}

function runIdOf(text: string): RunId {
  const known = RunId.safeParse(text);
  if (known.success) return known.data;
  throw new AppError('not_found', `There is no run "${text}".`, { next: '`aiwm runs list` shows the runs there are.', data: { id: text } });
}

function unknownWorkflow(name: string): never {
  throw new AppError('not_found', `There is no workflow "${name}".`, { next: '`aiwm workflows list` shows the workflows there are.', data: { id: name } });
}

const columns: { readonly [Field in (typeof usageFields)[number]]: string } = {
  calls: 'calls', inputTokens: 'input_tokens', cachedInputTokens: 'cached_input_tokens', outputTokens: 'output_tokens',
  micros: 'micro_usd', unpricedCalls: 'unpriced_calls', assumedCalls: 'assumed_calls', inheritedCalls: 'inherited_calls',
};

function csv(by: UsageGroup, items: readonly UsageLine[]): string {
  const numbers = usageFields.map((field) => columns[field]);
  const names = by === 'workflow' ? [by, 'slug'] : [by];
  const rows = items.map((item) => [item.group, ...(by === 'workflow' ? [item.title ?? ''] : []), ...usageFields.map((field) => String(item[field]))]);
  const safe = neutraliseFormulas({ columns: [...names, ...numbers], rows }, new Set(numbers));
  return [safe.columns, ...safe.rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
