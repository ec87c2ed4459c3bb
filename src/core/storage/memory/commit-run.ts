import { AppError } from '../../domain/model/errors.ts';
import type { CardRow } from '../../domain/ports/card-repository.ts';
import type { CommitAnswer, RunCommit, RunHeader } from '../../domain/ports/run-commit.ts';
import { appendAudit } from './memory-audit.ts';
import { type MemoryRun, type MemoryState, startedWith } from './memory-state.ts';
import { keepUsage } from './memory-usage.ts';

/** Writes one batch. Every reason to refuse it is found before the first change, so that a refused batch leaves no trace. */
export function applyRunCommit(state: MemoryState, given: RunCommit): CommitAnswer {
  if (given.epoch !== state.epoch) return { kind: 'fenced', epoch: state.epoch };
  const found = state.runs.get(given.runId);
  const refused = given.expectedSeq === 0 ? refuseCreation(state, given, found) : refuseChange(given, found);
  if (refused !== undefined) return refused;
  refuseCompany(state, given);

  const commit = structuredClone(given);
  const run = found ?? createRun(state, commit);
  run.row = rowAfter(run.row, commit);
  if (commit.projection.image !== undefined) {
    run.image = commit.projection.image;
    run.imageSeq = run.row.seq;
  }
  run.events.push(...commit.events);
  for (const row of commit.usage) keepUsage(state, row);
  for (const id of commit.settled ?? []) state.reservations.delete(id);
  if (commit.inputKey !== undefined) run.inputs.set(commit.inputKey, commit.expectedSeq + 1);
  for (const { key, seq } of commit.inputKeys ?? []) run.inputs.set(key, seq);
  for (const id of commit.timers.cleared) run.timers.delete(id);
  for (const timer of commit.timers.set) run.timers.set(timer.id, timer.dueAt);
  for (const card of commit.cards.opened) state.cards.set(card.id, card);
  for (const closed of commit.cards.closed) closeCard(state, closed);
  for (const approval of commit.approvals ?? []) state.approvals.set(approval.id, approval);
  for (const artifact of commit.artifacts) state.artifacts.set(artifact.id, artifact);
  for (const blob of commit.blobs) state.blobs.set(blob.sha256, blob.bytes);
  if (commit.audit !== undefined) appendAudit(state.audit, commit.audit);
  return { kind: 'committed', seq: run.row.seq };
}

function refuseCreation(state: MemoryState, commit: RunCommit, found: MemoryRun | undefined): CommitAnswer | undefined {
  const started = commit.header === undefined ? undefined : startedWith(state, commit.header.startKey);
  // One that comes back brings its own key.
  if (started !== undefined && (started !== commit.runId || found !== undefined)) return { kind: 'duplicate', runId: started, seq: 1 };
  return found === undefined ? undefined : { kind: 'conflict', seq: found.row.seq };
}

function refuseChange(commit: RunCommit, found: MemoryRun | undefined): CommitAnswer | undefined {
  if (found === undefined) return { kind: 'conflict', seq: 0 };
  const earlier = commit.inputKey === undefined ? undefined : found.inputs.get(commit.inputKey);
  if (earlier !== undefined) return { kind: 'duplicate', runId: commit.runId, seq: earlier };
  return found.row.seq === commit.expectedSeq ? undefined : { kind: 'conflict', seq: found.row.seq };
}

function refuseCompany(state: MemoryState, commit: RunCommit): void {
  const open = new Set<string>();
  for (const card of commit.cards.opened) {
    const earlier = state.cards.get(card.id);
    if ((earlier !== undefined && earlier.state !== 'submitted') || open.has(card.id)) throw new AppError('conflict', `The card ${card.id} exists already.`);
    open.add(card.id);
  }
  for (const { id } of commit.cards.closed) {
    const isOpen = open.delete(id) || state.cards.get(id)?.state === 'open';
    if (!isOpen) throw new AppError('conflict', `The card ${id} is not open.`, { data: { cardId: id } });
  }
  for (const artifact of commit.artifacts) {
    if (state.artifacts.has(artifact.id)) throw new AppError('conflict', `The artifact ${artifact.id} exists already.`);
  }
}

function createRun(state: MemoryState, commit: RunCommit): MemoryRun {
  if (commit.header === undefined) throw new AppError('unexpected', `A batch creates run ${commit.runId} without a header.`);
  const run: MemoryRun = {
    row: rowAfter({ ...commit.header, id: commit.runId }, commit),
    image: undefined,
    imageSeq: 0,
    events: [],
    inputs: new Map(),
    timers: new Map(),
  };
  // A run that comes back from elsewhere brings what it used along; what it used here before is part of that.
  if (commit.usage.length > 0) state.usage.splice(0, state.usage.length, ...state.usage.filter(({ runId }) => runId !== commit.runId));
  state.runs.set(commit.runId, run);
  return run;
}

/** The header as it was, the projection as it is: what the projection no longer says is gone from the row. */
function rowAfter(before: RunHeader & Pick<MemoryRun['row'], 'id' | 'pinned' | 'archivedAt'>, commit: RunCommit): MemoryRun['row'] {
  const { image: _, ...projection } = commit.projection;
  const { workflowId, attended, startedAt, actor, startKey, correlationId, parent, id, pinned, archivedAt } = before;
  const { definitionHash, versionId, versionNumber } = commit.moved ?? before;
  return {
    id, workflowId, definitionHash, attended, startedAt, actor, startKey, correlationId,
    ...(versionId === undefined ? {} : { versionId }),
    ...(versionNumber === undefined ? {} : { versionNumber }),
    ...(parent === undefined ? {} : { parent }),
    ...(pinned === undefined ? {} : { pinned }),
    ...(archivedAt === undefined ? {} : { archivedAt }),
    ...projection,
    seq: commit.expectedSeq + commit.events.length,
    updatedAt: commit.events.at(-1)?.at ?? 0,
  };
}

function closeCard(state: MemoryState, closed: RunCommit['cards']['closed'][number]): void {
  const card = state.cards.get(closed.id);
  if (card === undefined) return;
  const submission: Partial<CardRow> =
    closed.state === 'submitted'
      ? {
          answeredAt: closed.at,
          ...(closed.actor === undefined ? {} : { answeredBy: closed.actor }),
          ...(closed.values === undefined ? {} : { values: closed.values }),
        }
      : { closedAt: closed.at };
  state.cards.set(closed.id, { ...card, state: closed.state, ...submission });
}
