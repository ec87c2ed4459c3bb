import type { RunId } from '../../domain/model/ids.ts';
import { endedStatuses } from '../../domain/model/run.ts';
import type { PrunableRun, PruneFilter, RunHistory } from '../../domain/ports/run-history.ts';
import type { RunRow } from '../../domain/ports/workflow-run-repository.ts';
import { purgeRun } from './leave-run.ts';
import { type MemoryRun, type MemoryState, oldestFirst } from './memory-state.ts';
import { startKeyLifeMs } from '../start-key-life.ts';
import { keepUsage } from './memory-usage.ts';

/** Retention as SQLite does it; sizes are those of the texts the values would make. */
export function createMemoryHistory(state: MemoryState): RunHistory {
  return {
    async size() {
      const runs = [...state.runs.values()].reduce((sum, run) => sum + textBytes(run.events) + textBytes(run.image ?? null), 0);
      return { total: runs + blobBytes(state), free: 0, log: 0 };
    },
    async counts() {
      return { runs: state.runs.size, blobs: state.blobs.size, blobBytes: blobBytes(state) };
    },
    async prunable({ after, limit, ...filter }) {
      const order = oldestFirst<PrunableRun>((run) => run.endedAt, (run) => run.id);
      return [...state.runs.values()]
        .flatMap((run) => prunableRun(state, run, filter) ?? [])
        .toSorted(order)
        .filter((run) => after === undefined || order({ workflowId: run.workflowId, bytes: 0, ...after }, run) < 0)
        .slice(0, limit);
    },
    async prune(runs, filter) {
      const taken = runs.flatMap((id) => {
        const run = state.runs.get(id);
        const found = run === undefined ? undefined : prunableRun(state, run, filter);
        if (run === undefined || found === undefined) return [];
        take(state, run, filter);
        return [found];
      });
      sweep(state, Number.NEGATIVE_INFINITY);
      return taken;
    },
    pin: async ({ runId, pinned }) => change(state, runId, { pinned }),
    async markArchived({ runId, at }) {
      change(state, runId, { archivedAt: at });
    },
    async looseEnds(runId) {
      return structuredClone(state.looseEnds.filter((end) => end.runId === runId));
    },
    async keepLooseEnd(end, usage) {
      const run = state.runs.get(end.runId);
      if (run === undefined) return;
      state.looseEnds.push(structuredClone(end));
      if (usage !== undefined) keepUsage(state, usage);
      if (usage?.claim !== undefined) state.reservations.delete(usage.claim);
    },
    seal: async () => false,
    compact: async () => 0,
    rebuild: async () => false,
    sweep: async (now) => sweep(state, now),
  };
}

function change(state: MemoryState, runId: RunId, what: Partial<RunRow>): boolean {
  const run = state.runs.get(runId);
  if (run === undefined) return false;
  run.row = { ...run.row, ...what };
  return true;
}

const levels = { payloads: 1, events: 2, run: 3 } as const;

function prunableRun(state: MemoryState, { row, image, events }: MemoryRun, { part, endedBefore, workflowId, keepFailed, archivedOnly }: PruneFilter): PrunableRun | undefined {
  const { id, endedAt } = row;
  const lost = row.pruned === undefined ? 0 : levels[row.pruned];
  if (endedAt === undefined || endedAt >= endedBefore || !endedStatuses.includes(row.status) || row.releasedAt !== undefined || lost >= levels[part]) return undefined;
  if (row.pinned === true || (keepFailed && row.status === 'failed' && row.pinned === undefined)) return undefined;
  if ((archivedOnly && row.archivedAt === undefined) || (workflowId !== undefined && row.workflowId !== workflowId)) return undefined;
  const isNeeded = [...state.tests.values()].some((test) => test.runId === id) || [...state.runs.values()].some(({ row: fork }) => fork.parent?.runId === id && fork.endedAt === undefined && fork.releasedAt === undefined);
  return isNeeded ? undefined : { id, workflowId: row.workflowId, endedAt, bytes: textBytes(image ?? null) + (part === 'payloads' ? 0 : textBytes(events)) };
}

function take(state: MemoryState, run: MemoryRun, { part }: PruneFilter): void {
  const { id } = run.row;
  if (part === 'run') {
    purgeRun(state, { runId: id, epoch: state.epoch });
    return;
  }
  run.image = undefined;
  run.imageSeq = 0;
  if (part === 'events') run.events.length = 0;
  run.row = { ...run.row, pruned: part };
}

/** Removes blobs that nothing names. A run that lost its large values keeps its definition and its artifacts. */
function sweep(state: MemoryState, now: number): number {
  for (const [key, { startedAt }] of [...state.startKeys]) if (startedAt < now - startKeyLifeMs) state.startKeys.delete(key);
  const named = new Set<string>(state.keptBlobs);
  const mark = (text: string): void => {
    for (const address of text.match(/[0-9a-f]{64}/gu) ?? []) {
      if (named.has(address)) continue;
      named.add(address);
      const bytes = state.blobs.get(address);
      if (bytes !== undefined) mark(new TextDecoder().decode(bytes));
    }
  };
  for (const { row, image, events } of state.runs.values()) mark(row.pruned === undefined ? JSON.stringify([row, image ?? null, events]) : row.definitionHash);
  mark(JSON.stringify([...state.artifacts.values(), ...state.workflows.values(), ...state.documents.values()]));
  const gone = [...state.blobs.keys()].filter((sha256) => !named.has(sha256));
  for (const sha256 of gone) state.blobs.delete(sha256);
  return gone.length;
}

function blobBytes(state: MemoryState): number {
  return [...state.blobs.values()].reduce((sum, bytes) => sum + bytes.byteLength, 0);
}

function textBytes(value: unknown): number {
  return JSON.stringify(value).length;
}
