import type { RunEvent } from '../domain/model/run-event.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/model/json.ts';
import { present } from '../domain/model/present.ts';
import type { LogFacts, Logger } from '../domain/ports/logger.ts';
import type { RunCommit } from '../domain/ports/run-commit.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import { dataWithCommit } from './data-with-commit.ts';
import type { RunCorrelations } from './run-correlations.ts';

/** The data, which notes in the log what its commits tell of runs: beginnings, ends and incidents, and closer what moved them. */
export function loggedRuns(data: WorkflowDataPort, log: Logger, correlations: RunCorrelations): WorkflowDataPort {
  return dataWithCommit(data, async (commit) => {
    const answer = await data.commitRun(commit);
    if (answer.kind === 'committed') {
      if (commit.header !== undefined) correlations.note(commit.runId, commit.header);
      if (log.writes('warn')) noteCommit(log, commit, correlations.known(commit.runId));
    }
    return answer;
  });
}

function noteCommit(log: Logger, { runId, events }: RunCommit, began: string | undefined): void {
  // Of what caused the batch: the command that came, or the one the run began with.
  const correlationId = events[0]?.correlationId ?? began;
  for (const event of events) noteEvent(log, event, { runId, seq: event.seq, ...present({ correlationId }) });
}

function noteEvent(log: Logger, { type, kind, payload, actor }: RunEvent, place: LogFacts): void {
  switch (type) {
    case 'run_started':
      log.info('The run began', place);
      return;
    case 'run_ended':
      log.info(`The run ended: ${wordOf(payload['status'])}`, { ...place, ...named(payload, ['status', 'outcome']), ...present({ code: codeOf(payload['error']) }) });
      return;
    case 'incident_opened':
      log.warn(`An incident opened: ${wordOf(payload['code'])}`, { ...place, ...named(payload, ['incident', 'code', 'node', 'visit', 'effect', 'attempt']) });
      return;
    case 'incident_closed':
      log.info('An incident was closed', { ...place, ...named(payload, ['incident', 'answer']) });
      return;
    case 'effect_interrupted':
    case 'effect_late':
      log.info(type === 'effect_late' ? 'An outcome came too late' : 'An effect was interrupted', { ...place, ...named(payload, ['effect', 'attempt']) });
      return;
    default:
      if (kind === 'input' && log.writes('debug')) log.debug(`The run was told: ${type}`, { ...place, ...named(payload, ['name', 'kind', 'effect', 'attempt', 'class', 'id']), ...present({ actor: actor === undefined ? undefined : `${actor.kind}:${actor.id}`, code: codeOf(payload['error']) }) });
  }
}

/** Only fields that name something: values of runs are nothing for a log. */
function named(payload: JsonObject, fields: readonly string[]): LogFacts {
  return Object.fromEntries(fields.flatMap((field) => (isName(payload[field]) ? [[field, payload[field]]] : [])));
}

function isName(value: Json | undefined): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value.length <= 200);
}

function wordOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : 'unknown';
}

function codeOf(error: Json | undefined): Json | undefined {
  return isJsonObject(error) ? error['code'] : undefined;
}
