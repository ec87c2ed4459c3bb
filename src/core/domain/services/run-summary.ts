import { toInstant } from '../model/instant.ts';
import { present } from '../model/present.ts';
import { endedStatuses } from '../model/run.ts';
import type { RunSummary } from '../operations/shapes.ts';
import type { ListedRun, RunRow } from '../ports/workflow-run-repository.ts';
import { maskedText } from '../runtime/sealing/sealed-value.ts';
import type { WorkflowName } from './lookups.ts';

/** A run as lists show it. */
export function runSummary(row: ListedRun, workflow: WorkflowName): RunSummary {
  const summary: RunSummary = {
    id: row.id,
    workflow: { ...workflow, version: row.versionNumber },
    status: row.status,
    reasons: row.reasons.map(reasonShown),
    outcome: row.outcome,
    failure: failureOf(row),
    activeNodes: [...row.activeNodes],
    openIncidents: row.openIncidents,
    attended: row.attended,
    seq: row.seq,
    startedAt: toInstant(row.startedAt),
    startedBy: `${row.actor.kind}:${row.actor.id}`,
    updatedAt: toInstant(row.updatedAt),
    endedAt: row.endedAt === undefined ? undefined : toInstant(row.endedAt),
    may: acceptedCommands(row),
  };
  // Few runs have any of these, and a page is made of many: nothing is spread in for those that have none.
  if (row.parent !== undefined) summary.parent = { id: row.parent.runId, seq: row.parent.seq };
  if (row.pinned !== undefined) summary.pinned = row.pinned;
  if (row.pruned !== undefined) summary.pruned = row.pruned;
  if (row.status === 'failed') summary.failedAt = failedAt(row);
  if (row.unreadable !== undefined) summary.unreadable = row.unreadable;
  if (row.archivedAt !== undefined) summary.archivedAt = toInstant(row.archivedAt);
  if (row.releasedAt !== undefined) summary.releasedAt = toInstant(row.releasedAt);
  return summary;
}

/** Commands a run takes where it stands; one that ended, cannot be read or was handed out takes none. */
function acceptedCommands(row: Pick<ListedRun, 'status' | 'openIncidents' | 'unreadable' | 'releasedAt'>): RunSummary['may'] {
  if (hasEnded(row) || row.unreadable !== undefined || row.releasedAt !== undefined) return [];
  const steering = row.status === 'paused' || row.status === 'pausing' ? 'resume' : 'pause';
  return [steering, 'stop', ...(row.openIncidents > 0 ? (['resolve'] as const) : [])];
}

function reasonShown(reason: RunRow['reasons'][number]): RunRow['reasons'][number] {
  const { detail, key } = reason;
  return { ...reason, ...present({ detail: detail === undefined ? undefined : maskedText(detail), key: key === undefined ? undefined : maskedText(key) }) };
}

function failureOf({ error }: Pick<RunRow, 'error'>): string | undefined {
  const message = error?.['message'];
  return typeof message === 'string' ? maskedText(message) : undefined;
}

function failedAt({ error }: Pick<RunRow, 'error'>): string | undefined {
  const node = error?.['node'];
  return typeof node === 'string' && node !== '' ? node : undefined;
}

export function hasEnded({ status }: Pick<RunRow, 'status'>): boolean {
  return endedStatuses.includes(status);
}
