import { createHash, randomUUID } from 'node:crypto';
import { ArtifactId, RunId, WorkflowId } from '../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../src/core/domain/model/json.ts';
import type { RunEvent, RunEventType } from '../../src/core/domain/model/run-event.ts';
import type { ArtifactRow } from '../../src/core/domain/ports/artifact-repository.ts';
import type { BlobWrite } from '../../src/core/domain/ports/blob-store.ts';
import type { CardRow } from '../../src/core/domain/ports/card-repository.ts';
import type { RunCommit, RunHeader, RunProjection, UsageRow } from '../../src/core/domain/ports/run-commit.ts';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';

/** Batches of runs as an engine would write them, small and all alike but for what a test names. */
export const actor = { kind: 'user', id: 'local' } as const;
export const start = Date.UTC(2026, 0, 1);

export const newRunId = (): RunId => RunId.parse(randomUUID());
export const newWorkflowId = (): WorkflowId => WorkflowId.parse(randomUUID());

export function header(change: Partial<RunHeader> = {}): RunHeader {
  return {
    workflowId: newWorkflowId(), definitionHash: 'd'.repeat(64), attended: false, startedAt: start, actor,
    startKey: randomUUID(), correlationId: randomUUID(), ...change,
  };
}

export function projection(change: Partial<RunProjection> = {}): RunProjection {
  return { status: 'running', reasons: [], image: { node: 'prep' }, activeNodes: ['prep'], openIncidents: 0, transitions: 1, ...change };
}

export function events(first: number, types: readonly RunEventType[]): RunEvent[] {
  return types.map((type, index) => ({ seq: first + index, at: start + first + index, kind: type === 'run_started' || type === 'transition_committed' ? 'decided' : 'input', type, v: 1, payload: { step: first + index } }));
}

const company = { timers: { set: [], cleared: [] }, cards: { opened: [], closed: [] }, artifacts: [], usage: [], blobs: [] } as const;

/** The commit that creates a run: three rows. */
export function creation(epoch: number, change: Partial<RunCommit> = {}): RunCommit {
  return { ...company, runId: newRunId(), expectedSeq: 0, epoch, header: header(), events: events(1, ['start', 'run_started', 'transition_committed']), projection: projection(), ...change };
}

/** A later commit: two rows. */
export function continuation(runId: RunId, expectedSeq: number, change: Partial<RunCommit> & Pick<RunCommit, 'epoch'>): RunCommit {
  return { ...company, runId, expectedSeq, events: events(expectedSeq + 1, ['effect_completed', 'transition_committed']), projection: projection({ transitions: expectedSeq }), ...change };
}

/** A claimed host and a run it created, with `seq` 3. */
export async function startedRun(port: WorkflowDataPort, change: Partial<RunCommit> = {}): Promise<{ readonly epoch: number; readonly runId: RunId }> {
  const { epoch } = await port.claim({ id: randomUUID(), at: start });
  const commit = creation(epoch, change);
  await port.commitRun(commit);
  return { epoch, runId: commit.runId };
}

export function blob(text: string, size = text.length): BlobWrite {
  const bytes = new TextEncoder().encode(text.padEnd(size, '.'));
  return { sha256: createHash('sha256').update(bytes).digest('hex'), mediaType: 'text/plain', bytes };
}

export function card(runId: RunId, visit: string, change: Partial<CardRow> = {}): CardRow {
  return { id: `${runId}:${visit}`, runId, workflowId: newWorkflowId(), visit, nodeId: 'review', title: 'Review', card: { id: 'review', fields: [] }, state: 'open', requestedAt: start, ...change };
}

export function artifact(runId: RunId, change: Partial<ArtifactRow> = {}): ArtifactRow {
  return { id: ArtifactId.parse(randomUUID()), runId, nodeId: 'report', effect: 'report#1/write.1', name: 'report.md', mediaType: 'text/markdown', sha256: 'a'.repeat(64), bytes: 12, createdAt: start, ...change };
}

export function usageRow(runId: RunId, change: Partial<UsageRow> = {}): UsageRow {
  return {
    runId, workflowId: WorkflowId.parse('01890000-0000-7000-8000-00000000000a'), effect: 'ask#1/ask.1', attempt: 1, node: 'ask', at: start, connector: 'mock', model: 'mock-1',
    inputTokens: 10, cachedInputTokens: 2, outputTokens: 3, calls: 1, how: 'measured', ...change,
  };
}

export function definition(name: string): JsonObject {
  return { format: 'aiwm.workflow/1', name };
}
