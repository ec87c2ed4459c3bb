import { endedStatuses } from '../../domain/model/run.ts';
import type { WorkflowRunRepository } from '../../domain/ports/workflow-run-repository.ts';
import { newestFirst, oldestFirst, type MemoryState } from './memory-state.ts';

export function createMemoryRunRepository(state: MemoryState): WorkflowRunRepository {
  const rows = () => [...state.runs.values()].map((run) => run.row);
  const timers = () => [...state.runs.values()].flatMap(({ row, timers: own }) => [...own].map(([id, dueAt]) => ({ runId: row.id, id, dueAt })));

  return {
    async get(id) {
      return structuredClone(state.runs.get(id)?.row);
    },
    async load(id) {
      const run = state.runs.get(id);
      return run === undefined ? undefined : structuredClone({ row: run.row, image: run.image });
    },
    async byStartKey(key) {
      return rows().find((row) => row.startKey === key)?.id;
    },
    async inputSeq(id, key) {
      return state.runs.get(id)?.inputs.get(key);
    },
    async list({ workflowId, status, after, limit }) {
      const matching = rows()
        .filter((row) => workflowId === undefined || row.workflowId === workflowId)
        .filter((row) => status === undefined || status.includes(row.status));
      const order = newestFirst<(typeof matching)[number]>((row) => row.startedAt, (row) => row.id);
      const cursor = after === undefined ? undefined : state.runs.get(after)?.row;
      if (after !== undefined && cursor === undefined) return [];
      const page = matching.filter((row) => cursor === undefined || order(cursor, row) < 0).toSorted(order);
      return structuredClone(page.slice(0, limit));
    },
    async events(id, { after, limit }) {
      const events = state.runs.get(id)?.events ?? [];
      return structuredClone(events.filter((event) => event.seq > after).slice(0, limit));
    },
    async unfinished() {
      return rows()
        .filter((row) => !endedStatuses.includes(row.status))
        .toSorted(oldestFirst((row) => row.startedAt, (row) => row.id))
        .map(({ id, status }) => ({ id, status }));
    },
    async dueTimers({ before, limit }) {
      return timers()
        .filter((timer) => timer.dueAt <= before)
        .toSorted(oldestFirst((timer) => timer.dueAt, (timer) => `${timer.runId}${timer.id}`))
        .slice(0, limit);
    },
    async nextTimer() {
      const due = timers().map((timer) => timer.dueAt);
      return due.length === 0 ? undefined : Math.min(...due);
    },
    async usage(id) {
      return structuredClone(state.runs.get(id)?.usage ?? []);
    },
  };
}
