import { effectParts } from '../model/effect-id.ts';
import { toInstant } from '../model/instant.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import { placeOf } from '../model/region-path.ts';
import { standInWords } from '../model/stand-in-words.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { RunLine } from '../operations/runs.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';

/** A run as its lines name it. */
type LinedRun = Pick<RunRow, 'id' | 'correlationId'>;

/** Rows of a journal as every door shows them. A decided row carries the correlation id of the input it answers. */
export function runLines(run: LinedRun, events: readonly RunEvent[]): RunLine[] {
  let { correlationId } = run;
  return events.map((event) => {
    if (event.kind === 'input') correlationId = event.correlationId ?? run.correlationId;
    const nodeId = nodeIdOf(event);
    return {
      seq: event.seq,
      at: toInstant(event.at),
      type: event.type,
      runId: run.id,
      ...(nodeId === undefined ? {} : { nodeId }),
      severity: severityOf(event),
      correlationId,
      payload: event.payload,
    };
  });
}

/**
 * Streamed text of an effect under way. It has no `seq`: the stored result replaces it. How many characters came before says
 * whether some are missing, and whether the effect was begun again.
 */
export function textLine(run: LinedRun, { effect, text, from, at }: { readonly effect: string; readonly text: string; readonly from: number; readonly at: number }): RunLine {
  const visit = effectParts(effect)?.visit;
  return {
    at: toInstant(at),
    type: 'text_delta',
    runId: run.id,
    ...(visit === undefined ? {} : { nodeId: placeOf(visit) }),
    severity: 'info',
    correlationId: run.correlationId,
    payload: { effect, text, from },
  };
}

function nodeIdOf({ payload }: RunEvent): string | undefined {
  const visit = textOf(payload['visit']) ?? effectParts(textOf(payload['effect']) ?? '')?.visit;
  return visit === undefined || visit === '' ? undefined : placeOf(visit);
}

/** How much a row asks to be looked at. */
export function severityOf({ type, payload }: RunEvent): RunLine['severity'] {
  if (type === 'run_ended') return payload['status'] === 'failed' ? 'error' : 'info';
  if (type === 'incident_opened') return payload['severity'] === 'warning' ? 'warning' : 'error';
  if (type === 'effect_failed' || type === 'effect_interrupted' || type === 'effect_late' || type === 'host') return 'warning';
  if (type === 'effect_completed' && standInWords(payload['usage']) !== undefined) return 'warning';
  // A transition taken because of an error: the flow goes on, and people want to see why.
  return isJsonObject(payload['error']) ? 'warning' : 'info';
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
