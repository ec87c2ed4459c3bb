import { added, type Budget, leftOf, type Total } from '../model/budget.ts';
import { AppError } from '../model/errors.ts';
import { WorkflowId } from '../model/ids.ts';
import { present } from '../model/present.ts';
import type { BudgetMeter, BudgetView } from '../operations/budgets.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConfigPort } from '../ports/config-port.ts';
import type { UsageFilter } from '../ports/usage-ledger.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { AreaService } from './area-service.ts';
import { createWorkflowNames, findWorkflow } from './lookups.ts';

export interface BudgetsServiceDeps {
  readonly data: Pick<WorkflowDataPort, 'usage' | 'workflows'>;
  readonly config: ConfigPort;
  readonly clock: Clock;
}

/** Budgets as they stand in the settings, with what is used of them. */
export function createBudgetsService(deps: BudgetsServiceDeps): AreaService<'budgets'> {
  const { config, data } = deps;
  return {
    async list() {
      const { value, revision } = await config.get('budgets');
      return { items: await Promise.all(value.items.map((budget) => view(deps, budget))), revision };
    },
    async set({ revision, ...given }) {
      const budget = present(given) as Budget;
      demandCap(budget);
      if (budget.workflow !== undefined) await findWorkflow(data, budget.workflow);
      const { value, revision: current } = await config.get('budgets');
      const isKnown = value.items.some(({ id }) => id === budget.id);
      const items = isKnown ? value.items.map((item) => (item.id === budget.id ? budget : item)) : [...value.items, budget];
      await config.set('budgets', { items }, revision ?? current);
      return await view(deps, budget);
    },
    async remove({ id, revision }) {
      const { value, revision: current } = await config.get('budgets');
      if (!value.items.some((item) => item.id === id)) throw new AppError('not_found', `There is no budget "${id}".`, { next: '`aiwm budgets list` shows the budgets there are.', data: { id } });
      await config.set('budgets', { items: value.items.filter((item) => item.id !== id) }, revision ?? current);
      return { id };
    },
  };
}

function demandCap({ id, micros, tokens, calls }: Budget): void {
  if (micros !== undefined || tokens !== undefined || calls !== undefined) return;
  throw new AppError('input_invalid', `The budget "${id}" caps nothing: it names no micros, no tokens and no calls.`, { next: 'Give at least one of micros, tokens and calls.', data: { field: 'micros' } });
}

async function view(deps: BudgetsServiceDeps, budget: Budget): Promise<BudgetView> {
  return { ...budget, meters: await metersOf(deps, budget) };
}

/** What the budget counts, each thing with how it stands. Runs and steps are too many to list. */
async function metersOf({ data, clock }: BudgetsServiceDeps, budget: Budget): Promise<BudgetMeter[]> {
  const workflowId = budget.workflow === undefined ? undefined : (await data.workflows.find(budget.workflow))?.id;
  // A workflow that is gone uses nothing more.
  if (budget.workflow !== undefined && workflowId === undefined) return [];
  const whose = present({ workflowId, connector: budget.connector, credential: budget.credential }) as UsageFilter;
  const meter = async (of: string, filter: UsageFilter): Promise<BudgetMeter> => {
    const { used, reserved } = await data.usage.standing(filter);
    return { of, used: { ...used }, reserved: { ...reserved }, left: { ...leftOf(budget, added(used, reserved) satisfies Total) } };
  };
  switch (budget.scope) {
    case 'step':
    case 'run':
      return [];
    case 'day': {
      const from = startOfDay(clock.now());
      return [await meter(new Date(from).toISOString().slice(0, 10), { ...whose, from })];
    }
    case 'workflow':
    case 'key': {
      const nameOf = createWorkflowNames(data);
      const groups = await data.usage.sums(budget.scope, whose);
      const isWorkflow = budget.scope === 'workflow';
      return await Promise.all(groups.map(async ({ group }) => meter(isWorkflow ? (await nameOf(group)).slug : group, { ...whose, ...(isWorkflow ? ofWorkflow(group) : ofKey(group)) })));
    }
    default:
      return budget.scope satisfies never;
  }
}

function ofWorkflow(id: string): UsageFilter {
  return { workflowId: WorkflowId.parse(id) };
}

function ofKey(group: string): UsageFilter {
  const at = group.indexOf('/');
  return at === -1 ? { connector: group, credential: '' } : { connector: group.slice(0, at), credential: group.slice(at + 1) };
}

const dayMs = 86_400_000;

function startOfDay(now: number): number {
  return Math.floor(now / dayMs) * dayMs;
}
