import { z } from 'zod';
import type { RunId, VersionId, WorkflowId } from '../../../domain/model/ids.ts';
import { personWaitsOf, WaitReason, type RunStatus } from '../../../domain/model/run.ts';
import type { RunHeader, RunProjection } from '../../../domain/ports/run-commit.ts';
import type { ListedRun, RunRow, UnlistedField } from '../../../domain/ports/workflow-run-repository.ts';
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

const listedColumns = `
  id, workflow_id as workflowId, version_number as versionNumber, definition_hash as definitionHash,
  attended, started_at as startedAt, actor, seq, updated_at as updatedAt,
  status, reasons, active_nodes as activeNodes, open_incidents as openIncidents, outcome, error, ended_at as endedAt,
  parent_run_id as parentRunId, parent_seq as parentSeq, released_at as releasedAt,
  pinned, pruned, archived_at as archivedAt`;

export const runColumns = `${listedColumns}, version_id as versionId, start_key as startKey, correlation_id as correlationId, outputs, transitions`;

/** A run of a list, with its workflow. */
export interface ListedRecord extends Omit<RunRecord, UnlistedField> {
  readonly slug: string | null;
  readonly name: string | null;
}

/** Runs as {@link ListedRecord}: what a condition follows. */
export const listedRuns = `
  select ${listedColumns}, slug, name
  from workflow_runs left join (select id as known, slug, name from workflows) on known = workflow_id`;

const Reasons = z.array(WaitReason);
const ActiveNodes = z.array(z.string());

export function toRunRow(record: RunRecord): RunRow {
  const { versionId, outputs } = record;
  return {
    ...listedFields(record),
    startKey: record.startKey,
    correlationId: record.correlationId,
    transitions: record.transitions,
    ...(versionId === null ? {} : { versionId }),
    ...(outputs === null ? {} : { outputs: readJson(outputs) }),
  };
}

/** As {@link toRunRow}, for whoever only shows it: one that cannot be read is shown as such. */
export function toShownRow(record: RunRecord): RunRow {
  try {
    return toRunRow(record);
  } catch {
    const { correlationId, startKey, transitions } = record;
    return { ...readableFields(record), unreadable: 'Its row is not readable.', startKey, correlationId, transitions };
  }
}

/** A row that cannot be read is shown as such, and does not hide the others. */
export function toListedRun(record: ListedRecord): ListedRun {
  const { slug, name } = record;
  const run = readableFields(record);
  if (slug !== null && name !== null) run.workflow = { slug, name };
  return run;
}

type Fields<Row> = { -readonly [Field in keyof Row]: Row[Field] };

function readableFields(record: Omit<RunRecord, UnlistedField>): Fields<ListedRun> {
  try {
    return listedFields(record);
  } catch (error) {
    return { ...listedFields({ ...record, reasons: '[]', activeNodes: '[]', error: null, actor: 'system:unknown' }), unreadable: error instanceof Error ? error.message : String(error) };
  }
}

/** What may be missing is set field by field: spread in as objects, it would cost more than everything else about a row of a list. */
function listedFields(record: Omit<RunRecord, UnlistedField>): Fields<ListedRun> {
  const { versionNumber, outcome, error, endedAt, parentRunId, parentSeq, releasedAt, pinned, pruned, archivedAt } = record;
  const row: Fields<ListedRun> = {
    id: record.id,
    workflowId: record.workflowId,
    definitionHash: record.definitionHash,
    attended: record.attended === 1,
    startedAt: record.startedAt,
    actor: readActor(record.actor),
    seq: record.seq,
    updatedAt: record.updatedAt,
    status: record.status,
    // Most rows of a history have ended and wait for nothing.
    reasons: record.reasons === '[]' ? [] : Reasons.parse(readJson(record.reasons)),
    activeNodes: record.activeNodes === '[]' ? [] : ActiveNodes.parse(readJson(record.activeNodes)),
    openIncidents: record.openIncidents,
  };
  if (versionNumber !== null) row.versionNumber = versionNumber;
  if (outcome !== null) row.outcome = outcome;
  if (error !== null) row.error = readJsonObject(error);
  if (endedAt !== null) row.endedAt = endedAt;
  if (parentRunId !== null && parentSeq !== null) row.parent = { runId: parentRunId, seq: parentSeq };
  if (releasedAt !== null) row.releasedAt = releasedAt;
  if (pinned !== null) row.pinned = pinned === 1;
  if (pruned !== 0) row.pruned = prunedPart(pruned);
  if (archivedAt !== null) row.archivedAt = archivedAt;
  return row;
}

export function prunedPart(pruned: number): NonNullable<RunRow['pruned']> {
  return pruned === 1 ? 'payloads' : 'events';
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
    personWaitsOf(projection),
  ];
}

export const projectionColumns = ['status', 'reasons', 'active_nodes', 'open_incidents', 'outcome', 'outputs', 'error', 'ended_at', 'transitions', 'person_waits'] as const;
