import type { Actor } from '../../model/actor.ts';
import type { ArtifactId, RunId, WorkflowId } from '../../model/ids.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { DecidedFact } from '../../model/run-facts.ts';
import { inputPayload, type RunInput } from '../../model/run-input.ts';
import type { RunState } from '../../model/run-state.ts';
import type { EffectResult } from '../../catalogue/action-kind.ts';
import type { ArtifactRow } from '../../ports/artifact-repository.ts';
import type { BlobWrite } from '../../ports/blob-store.ts';
import type { RunCommit, RunHeader, RunProjection, UsageRow } from '../../ports/run-commit.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { approvalChanges } from './approval-changes.ts';
import { cardChanges } from './card-changes.ts';
import type { Spend } from './claims/attempt-spend.ts';
import { stateImage } from './run-image.ts';
import { rowVersion } from '../journal/upcast-row.ts';
import { activeNodes, armedTimers, type InFlight, runStatus } from '../run-status.ts';
import { spill, spillFields } from './spill.ts';

/** An operational row before it has a `seq`. */
export interface Mark {
  readonly type: 'effect_started' | 'effect_interrupted' | 'effect_late';
  readonly payload: JsonObject;
}

export interface BatchParts {
  readonly runId: RunId;
  readonly workflowId: WorkflowId;
  /** What the run follows after the step. */
  readonly definition: CompiledDefinition;
  readonly before: RunState | undefined;
  readonly after: RunState;
  readonly seq: number;
  readonly at: number;
  readonly epoch: number;
  readonly input?: RunInput | undefined;
  readonly inputKey?: string | undefined;
  readonly actor?: Actor | undefined;
  readonly correlationId?: string | undefined;
  readonly facts: readonly DecidedFact[];
  readonly marks: readonly Mark[];
  readonly inFlight: InFlight;
  /** Addresses this run has kept already, so that they are not written again. */
  readonly kept: ReadonlySet<string>;
  /** The batch brings the state's image along. */
  readonly withImage: boolean;
  readonly header?: RunHeader | undefined;
  readonly blobs?: readonly BlobWrite[] | undefined;
  /** What a finished effect brought besides its output. */
  readonly result?: FinishedEffect | undefined;
  readonly spend?: Spend | undefined;
  readonly moved?: RunCommit['moved'] | undefined;
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
  for (const blob of parts.blobs ?? none) blobs.set(blob.sha256, blob);
  for (const blob of parts.result?.value.blobs ?? none) blobs.set(blob.sha256, blob);
  for (const { blob } of parts.result?.value.artifacts ?? none) blobs.set(blob.sha256, blob);
  const events = eventRows(parts, blobs);
  const approvals = approvalChanges(parts);
  return {
    runId: parts.runId,
    expectedSeq: parts.seq,
    epoch: parts.epoch,
    ...(parts.header === undefined ? undefined : { header: parts.header }),
    ...(parts.inputKey === undefined ? undefined : { inputKey: parts.inputKey }),
    ...(parts.moved === undefined ? undefined : { moved: parts.moved }),
    events,
    projection: projectionOf(parts, blobs),
    timers: timerChanges(parts.before, parts.after),
    cards: cardChanges(parts),
    ...(approvals === undefined ? undefined : { approvals }),
    artifacts: artifactRows(parts),
    usage: usageRows(parts),
    ...(parts.spend?.settled === undefined ? undefined : { settled: [parts.spend.settled] }),
    blobs: blobs.size === 0 ? none : [...blobs.values()].filter((blob) => !parts.kept.has(blob.sha256)),
  };
}

const none: readonly never[] = [];

function eventRows(parts: BatchParts, blobs: Map<string, BlobWrite>): readonly RunEvent[] {
  const rows: RunEvent[] = [];
  const { at, input, actor, correlationId } = parts;
  let seq = parts.seq;
  if (input !== undefined) {
    const payload = spillFields(withResult(inputPayload(input), parts.result), blobs);
    const row = { seq: (seq += 1), at, kind: 'input', type: input.type, v: rowVersion(input.type), payload } as const;
    rows.push(actor === undefined && correlationId === undefined ? row : { ...row, ...(actor === undefined ? {} : { actor }), ...(correlationId === undefined ? {} : { correlationId }) });
  }
  for (const { type, v, payload } of parts.facts) rows.push({ seq: (seq += 1), at, kind: 'decided', type, v, payload: spillFields(payload, blobs) });
  for (const { type, payload } of parts.marks) rows.push({ seq: (seq += 1), at, kind: 'operational', type, v: rowVersion(type), payload: spillFields(payload, blobs) });
  return rows;
}

/** With what stands beside the outcome for people to see; nothing decided reads it and no equality counts it. */
function withResult(payload: JsonObject, result: FinishedEffect | undefined): JsonObject {
  if (result === undefined) return payload;
  const { usage, artifacts } = result.value;
  const timed = { ...payload, durationMs: result.durationMs };
  if (result.inherited === undefined && usage === undefined && artifacts === undefined) return timed;
  return {
    ...timed,
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
    activeNodes: activeNodes(state),
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
