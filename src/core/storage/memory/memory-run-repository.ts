import { endedStatuses, needsPerson, personWaitsOf, type RunStatus } from '../../domain/model/run.ts';
import type { RunEvent } from '../../domain/model/run-event.ts';
import type { RunId } from '../../domain/model/ids.ts';
import type { UsageRow } from '../../domain/ports/run-commit.ts';
import type { DamagedRun, KeptRun, KeptState, ListedRun, RunFilter, RunRow, StandingRow, WorkflowRunRepository } from '../../domain/ports/workflow-run-repository.ts';
import { newestFirst, oldestFirst, startedWith, type MemoryState } from './memory-state.ts';

type DueTimer = Awaited<ReturnType<WorkflowRunRepository['dueTimers']>>[number];

export class MemoryRunRepository implements WorkflowRunRepository {
  readonly #state: MemoryState;

  constructor(state: MemoryState) {
    this.#state = state;
  }

  async get(id: RunId): Promise<RunRow | undefined> {
    return structuredClone(this.#state.runs.get(id)?.row);
  }

  async load(id: RunId): Promise<KeptRun | undefined> {
    const run = this.#state.runs.get(id);
    if (run === undefined) return undefined;
    const { row, image, imageSeq, events } = run;
    return structuredClone({ row, later: events.slice(imageSeq), ...(image === undefined ? {} : { image }) });
  }

  async loadMany(ids: readonly RunId[]): Promise<readonly KeptState[]> {
    const found = await Promise.all(ids.map((id) => this.load(id)));
    return found.filter((run) => run !== undefined).map((run) => ({ ...run, row: standing(run.row) }));
  }

  async byStartKey(key: string): Promise<RunId | undefined> {
    return startedWith(this.#state, key);
  }

  async inputSeq(id: RunId, key: string): Promise<number | undefined> {
    return this.#state.runs.get(id)?.inputs.get(key);
  }

  async inputKeys(id: RunId): Promise<readonly { readonly key: string; readonly seq: number }[]> {
    return [...(this.#state.runs.get(id)?.inputs ?? [])].map(([key, seq]) => ({ key, seq }));
  }

  async list(filter: RunFilter): Promise<readonly ListedRun[]> {
    const { after, limit, idPrefix, idSuffix } = filter;
    const matching = this.#rows().filter((row) => fits(row, filter) && this.#spent(row.id) >= (filter.microsFrom ?? 0));
    const isByTime = idPrefix === undefined && idSuffix === undefined;
    const order = (isByTime && filter.order === 'oldest' ? oldestFirst<RunRow> : newestFirst<RunRow>)((row) => (isByTime ? row.startedAt : 0), (row) => row.id);
    const cursor = after === undefined ? undefined : this.#state.runs.get(after)?.row;
    if (after !== undefined && cursor === undefined) return [];
    const page = matching.filter((row) => cursor === undefined || order(cursor, row) < 0).toSorted(order);
    return structuredClone(page.slice(0, limit).map((row) => this.#listed(row)));
  }

  async personWaits(): Promise<number> {
    return this.#rows().reduce((sum, row) => (row.releasedAt === undefined ? sum + personWaitsOf(row) : sum), 0);
  }

  async events(id: RunId, { after, limit }: { readonly after: number; readonly limit: number }): Promise<readonly RunEvent[]> {
    const events = this.#state.runs.get(id)?.events ?? [];
    return structuredClone(events.filter((event) => event.seq > after).slice(0, limit));
  }

  async unfinished(): Promise<readonly { readonly id: RunId; readonly status: RunStatus }[]> {
    return this.#rows()
      .filter((row) => !endedStatuses.includes(row.status) && row.releasedAt === undefined)
      .toSorted(oldestFirst((row) => row.startedAt, (row) => row.id))
      .map(({ id, status }) => ({ id, status }));
  }

  async dueTimers({ before, limit }: { readonly before: number; readonly limit: number }): Promise<readonly DueTimer[]> {
    return this.#timers()
      .filter((timer) => timer.dueAt <= before)
      .toSorted(oldestFirst((timer) => timer.dueAt, (timer) => `${timer.runId}${timer.id}`))
      .slice(0, limit);
  }

  async nextTimer(): Promise<number | undefined> {
    const due = this.#timers().map((timer) => timer.dueAt);
    return due.length === 0 ? undefined : Math.min(...due);
  }

  async usage(id: RunId): Promise<readonly UsageRow[]> {
    return structuredClone(this.#state.usage.filter(({ runId }) => runId === id));
  }

  /** What is in memory is not damaged. */
  async damaged(): Promise<readonly DamagedRun[]> {
    return [];
  }

  #spent(id: RunId): number {
    return this.#state.usage.reduce((sum, { runId, how, micros = 0 }) => (runId === id && how !== 'inherited' ? sum + micros : sum), 0);
  }

  #rows(): RunRow[] {
    return [...this.#state.runs.values()].map((run) => run.row);
  }

  #listed({ versionId: _v, startKey: _k, correlationId: _c, outputs: _o, transitions: _t, ...row }: RunRow): ListedRun {
    const workflow = this.#state.workflows.get(row.workflowId)?.row;
    return workflow === undefined ? row : { ...row, workflow: { slug: workflow.slug, name: workflow.name } };
  }

  #timers(): DueTimer[] {
    return [...this.#state.runs.values()].flatMap(({ row, timers }) => [...timers].map(([id, dueAt]) => ({ runId: row.id, id, dueAt })));
  }
}

function fits(row: RunRow, { workflowId, status, startedFrom, startedBefore, idPrefix, idSuffix, ids, named, draft, startedBy, needsPerson: needed }: RunFilter): boolean {
  return (
    row.startedAt >= (startedFrom ?? 0) && row.startedAt < (startedBefore ?? Number.POSITIVE_INFINITY) &&
    row.id.startsWith(idPrefix ?? '') && row.id.endsWith(idSuffix ?? '') &&
    (ids?.includes(row.id) ?? true) &&
    (named === undefined || row.id.includes(named.text) || named.workflowIds.includes(row.workflowId)) &&
    (workflowId === undefined || row.workflowId === workflowId) &&
    (status?.includes(row.status) ?? true) &&
    (draft === undefined || draft === (row.versionNumber === undefined)) &&
    (startedBy === undefined || row.actor.kind === startedBy) &&
    (needed !== true || (row.releasedAt === undefined && needsPerson(row)))
  );
}

function standing({ id, workflowId, definitionHash, seq, releasedAt, pruned }: RunRow): StandingRow {
  return { id, workflowId, definitionHash, seq, ...(releasedAt === undefined ? {} : { releasedAt }), ...(pruned === undefined ? {} : { pruned }) };
}
