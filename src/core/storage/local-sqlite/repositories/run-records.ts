import { z } from 'zod';
import type { RunId, VersionId, WorkflowId } from '../../../domain/model/ids.ts';
import { WaitReason, type RunStatus } from '../../../domain/model/run.ts';
import type { RunHeader, RunProjection } from '../../../domain/ports/run-commit.ts';
import type { RunRow } from '../../../domain/ports/workflow-run-repository.ts';
import { readActor, readJson, readJsonObject, writeActor } from '../stored-values.ts';

/** A run's row as SQLite hands it out. */
export interface RunRecord {
  readonly id: RunId;
  readonly workflowId: WorkflowId;
  readonly versionId: VersionId | null;
  readonly versionNumber: number | null;
  readonly definitionHash: string;
  readonly attended: number;
  readonly startedAt: number;
  readonly actor: string;
  readonly startKey: string;
  readonly correlationId: string;
  readonly seq: number;
  readonly updatedAt: number;
  readonly status: RunStatus;
  readonly reasons: string;
  readonly activeNodes: string;
  readonly openIncidents: number;
  readonly outcome: string | null;
  readonly outputs: string | null;
  readonly error: string | null;
  readonly endedAt: number | null;
  readonly transitions: number;
  readonly parentRunId: RunId | null;
  readonly parentSeq: number | null;
  readonly releasedAt: number | null;
  readonly pinned: number | null;
  readonly pruned: number;
  readonly archivedAt: number | null;
}

export const runColumns = `
  id, workflow_id as workflowId, version_id as versionId, version_number as versionNumber, definition_hash as definitionHash,
  attended, started_at as startedAt, actor, start_key as startKey, correlation_id as correlationId,
  seq, updated_at as updatedAt, status, reasons, active_nodes as activeNodes, open_incidents as openIncidents,
  outcome, outputs, error, ended_at as endedAt, transitions,
  parent_run_id as parentRunId, parent_seq as parentSeq, released_at as releasedAt,
  pinned, pruned, archived_at as archivedAt`;

/** The last actor read: rows of a list nearly all have the same. */
let lastActor: { readonly text: string; readonly actor: RunRow['actor'] } | undefined;

function actorOf(text: string): RunRow['actor'] {
  if (lastActor?.text !== text) lastActor = { text, actor: readActor(text) };
  return lastActor.actor;
}

const Reasons = z.array(WaitReason);
const ActiveNodes = z.array(z.string());

export function toRunRow(record: RunRecord): RunRow {
  const { versionId, versionNumber, outcome, outputs, error, endedAt, parentRunId, parentSeq, releasedAt, pinned, pruned, archivedAt, ...rest } = record;
  return {
    ...rest,
    attended: record.attended === 1,
    actor: actorOf(record.actor),
    // Most rows of a history have ended and wait for nothing.
    reasons: record.reasons === '[]' ? [] : Reasons.parse(readJson(record.reasons)),
    activeNodes: record.activeNodes === '[]' ? [] : ActiveNodes.parse(readJson(record.activeNodes)),
    ...(versionId === null ? {} : { versionId }),
    ...(versionNumber === null ? {} : { versionNumber }),
    ...(outcome === null ? {} : { outcome }),
    ...(outputs === null ? {} : { outputs: readJson(outputs) }),
    ...(error === null ? {} : { error: readJsonObject(error) }),
    ...(endedAt === null ? {} : { endedAt }),
    ...(parentRunId === null || parentSeq === null ? {} : { parent: { runId: parentRunId, seq: parentSeq } }),
    ...(releasedAt === null ? {} : { releasedAt }),
    ...(pinned === null ? {} : { pinned: pinned === 1 }),
    ...(pruned === 0 ? {} : { pruned: pruned === 1 ? 'payloads' : 'events' }),
    ...(archivedAt === null ? {} : { archivedAt }),
  };
}

/** As {@link toRunRow}, for lists: a row that cannot be read is shown as such, and does not hide the others. */
export function toListedRow(record: RunRecord): RunRow {
  try {
    return toRunRow(record);
  } catch (error) {
    const bare = { ...record, reasons: '[]', activeNodes: '[]', outputs: null, error: null, actor: writeActor({ kind: 'user', id: 'unknown' }) };
    return { ...toRunRow(bare), unreadable: error instanceof Error ? error.message : String(error) };
  }
}

/** The header's columns, by parameter name. */
export function headerParameters(header: RunHeader): Record<string, string | number | null> {
  return {
    workflowId: header.workflowId,
    versionId: header.versionId ?? null,
    versionNumber: header.versionNumber ?? null,
    definitionHash: header.definitionHash,
    attended: Number(header.attended),
    startedAt: header.startedAt,
    actor: writeActor(header.actor),
    startKey: header.startKey,
    correlationId: header.correlationId,
    parentRunId: header.parent?.runId ?? null,
    parentSeq: header.parent?.seq ?? null,
  };
}

/** The projection's columns in the order of {@link projectionColumns}. */
export function projectionValues(projection: RunProjection): readonly (string | number | null)[] {
  return [
    projection.status,
    JSON.stringify(projection.reasons),
    JSON.stringify(projection.activeNodes),
    projection.openIncidents,
    projection.outcome ?? null,
    projection.outputs === undefined ? null : JSON.stringify(projection.outputs),
    projection.error === undefined ? null : JSON.stringify(projection.error),
    projection.endedAt ?? null,
    projection.transitions,
  ];
}

export const projectionColumns = ['status', 'reasons', 'active_nodes', 'open_incidents', 'outcome', 'outputs', 'error', 'ended_at', 'transitions'] as const;
