import type { Actor } from '../../model/actor.ts';
import type { ArtifactId, RunId, WorkflowId } from '../../model/ids.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { DecidedFact } from '../../model/run-facts.ts';
import { inputPayload, type RunInput } from '../../model/run-input.ts';
import type { RunState } from '../../model/run-state.ts';
import type { EffectResult } from '../../catalogue/action-kind.ts';
import type { ArtifactRow } from '../../ports/artifact-repository.ts';
import type { BlobWrite } from '../../ports/blob-store.ts';
import type { RunCommit, RunHeader, RunProjection, UsageRow } from '../../ports/run-commit.ts';
import { approvalChanges } from './approval-changes.ts';
import { cardChanges } from './card-changes.ts';
import type { Spend } from './claims/attempt-spend.ts';
import { stateImage } from './run-image.ts';
import { rowVersion } from '../journal/upcast-row.ts';
import { activeVisits, armedTimers, type InFlight, runStatus } from '../run-status.ts';
import { spill, spillFields } from './spill.ts';

/** An operational row before it has a `seq`. */
export interface Mark {
  readonly type: 'effect_started' | 'effect_interrupted' | 'effect_late';
  readonly payload: JsonObject;
}

export interface BatchParts {
  readonly runId: RunId;
  readonly workflowId: WorkflowId;
  readonly before: RunState | undefined;
  readonly after: RunState;
  readonly seq: number;
  readonly at: number;
  readonly epoch: number;
  readonly input?: RunInput;
  readonly inputKey?: string;
  readonly actor?: Actor;
  readonly correlationId?: string;
  readonly facts: readonly DecidedFact[];
  readonly marks: readonly Mark[];
  readonly inFlight: InFlight;
  /** Addresses this run has kept already, so that they are not written again. */
  readonly kept: ReadonlySet<string>;
  /** The batch brings the state's image along. */
  readonly withImage: boolean;
  readonly header?: RunHeader;
  readonly blobs?: readonly BlobWrite[];
  /** What a finished effect brought besides its output. */
  readonly result?: FinishedEffect;
  readonly spend?: Spend;
  readonly moved?: NonNullable<RunCommit['moved']>;
}

export interface FinishedEffect {
  readonly effect: string;
  readonly node: string;
  readonly value: EffectResult;
  readonly durationMs: number;
  readonly artifactIds: readonly ArtifactId[];
  /** Nobody was asked: where the answer came from. */
  readonly inherited?: Json;
}

/** Everything one step of a run writes, as one commit: rows, the run's row, timers, cards, artifacts, usage, blobs. */
export function runBatch(parts: BatchParts): RunCommit {
  const blobs = new Map<string, BlobWrite>();
  for (const blob of [...(parts.blobs ?? []), ...(parts.result?.value.blobs ?? []), ...(parts.result?.value.artifacts ?? []).map((artifact) => artifact.blob)]) {
    blobs.set(blob.sha256, blob);
  }
  const events = eventRows(parts, blobs);
  return {
    runId: parts.runId,
    expectedSeq: parts.seq,
    epoch: parts.epoch,
    ...(parts.header === undefined ? {} : { header: parts.header }),
    ...(parts.inputKey === undefined ? {} : { inputKey: parts.inputKey }),
    ...(parts.moved === undefined ? {} : { moved: parts.moved }),
    events,
    projection: projectionOf(parts, blobs),
    timers: timerChanges(parts.before, parts.after),
    cards: cardChanges(parts),
    ...present({ approvals: approvalChanges(parts) }),
    artifacts: artifactRows(parts),
    usage: usageRows(parts),
    ...(parts.spend?.settled === undefined ? {} : { settled: [parts.spend.settled] }),
    blobs: [...blobs.values()].filter((blob) => !parts.kept.has(blob.sha256)),
  };
}

function eventRows(parts: BatchParts, blobs: Map<string, BlobWrite>): readonly RunEvent[] {
  const rows: RunEvent[] = [];
  const add = (row: Pick<RunEvent, 'kind' | 'type' | 'v' | 'payload' | 'actor' | 'correlationId'>): void => {
    rows.push({ ...row, payload: spillFields(row.payload, blobs), seq: parts.seq + rows.length + 1, at: parts.at });
  };
  if (parts.input !== undefined) {
    add({
      kind: 'input',
      type: parts.input.type,
      v: rowVersion(parts.input.type),
      payload: { ...inputPayload(parts.input), ...resultFacts(parts.result) },
      ...(parts.actor === undefined ? {} : { actor: parts.actor }),
      ...(parts.correlationId === undefined ? {} : { correlationId: parts.correlationId }),
    });
  }
  for (const fact of parts.facts) add({ kind: 'decided', type: fact.type, v: fact.v, payload: fact.payload });
  for (const mark of parts.marks) add({ kind: 'operational', type: mark.type, v: rowVersion(mark.type), payload: mark.payload });
  return rows;
}

/** Beside the outcome for people to see; nothing decided reads it and no equality counts it. */
function resultFacts(result: FinishedEffect | undefined): JsonObject {
  if (result === undefined) return {};
  const { usage, artifacts } = result.value;
  return {
    durationMs: result.durationMs,
    ...(result.inherited === undefined ? {} : { inherited: result.inherited }),
    ...(usage === undefined ? {} : { usage: { ...usage } }),
    ...(artifacts === undefined ? {} : { artifacts: artifacts.map(({ name, mediaType, blob }) => ({ name, mediaType, sha256: blob.sha256, bytes: blob.bytes.length })) }),
  };
}

function projectionOf(parts: BatchParts, blobs: Map<string, BlobWrite>): RunProjection {
  const state = parts.after;
  const { status, reasons } = runStatus(state, parts.inFlight);
  const { ended } = state;
  return {
    status,
    reasons,
    activeNodes: activeVisits(state).map((visit) => visit.nodeId),
    openIncidents: Object.keys(state.incidents).length,
    transitions: state.transitions,
    ...(parts.withImage ? { image: stateImage(state, blobs) } : {}),
    ...(ended === undefined ? {} : { endedAt: ended.at }),
    ...(ended?.outcome === undefined ? {} : { outcome: ended.outcome }),
    ...(ended?.outputs === undefined ? {} : { outputs: spill(ended.outputs, blobs) }),
    ...(ended?.error === undefined ? {} : { error: spillFields(ended.error, blobs) }),
  };
}

/** Deadlines stand in the table only while they may fire. */
function timerChanges(before: RunState | undefined, after: RunState): RunCommit['timers'] {
  const isSame = before?.timers === after.timers && before.incidents === after.incidents && before.pause === after.pause && after.ended === undefined;
  if (isSame) return { set: [], cleared: [] };
  const old = new Map((before === undefined ? [] : armedTimers(before)).map((timer) => [timer.id, timer.dueAt]));
  const armed = armedTimers(after);
  const kept = new Set(armed.map((timer) => timer.id));
  return {
    set: armed.filter((timer) => old.get(timer.id) !== timer.dueAt).map(({ id, dueAt }) => ({ id, dueAt })),
    cleared: [...old.keys()].filter((id) => !kept.has(id)),
  };
}

function artifactRows(parts: BatchParts): readonly ArtifactRow[] {
  const { result } = parts;
  return (result?.value.artifacts ?? []).flatMap((artifact, index): readonly ArtifactRow[] => {
    const id = result?.artifactIds[index];
    if (result === undefined || id === undefined) return [];
    return [{
      id,
      runId: parts.runId,
      nodeId: result.node,
      effect: result.effect,
      name: artifact.name,
      mediaType: artifact.mediaType,
      sha256: artifact.blob.sha256,
      bytes: artifact.blob.bytes.length,
      createdAt: parts.at,
      ...(artifact.path === undefined ? {} : { path: artifact.path }),
    }];
  });
}

function usageRows({ runId, workflowId, at, spend }: BatchParts): readonly UsageRow[] {
  return spend?.usage === undefined ? [] : [{ runId, workflowId, at, ...spend.usage }];
}
