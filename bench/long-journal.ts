import { RunId, WorkflowId } from '../src/core/domain/model/ids.ts';
import type { JsonObject } from '../src/core/domain/model/json.ts';
import type { RunEvent, RunEventType } from '../src/core/domain/model/run-event.ts';
import type { WorkflowDataPort } from '../src/core/domain/ports/workflow-data-port.ts';

const rowsOfPass = 6;
const begun = Date.UTC(2026, 0, 1);

/**
 * The journal of a loop that asks a model in each pass: so many rows, each about as large as real ones. Some calls fail and
 * are tried again.
 */
export function longJournal(rows: number): RunEvent[] {
  const events: RunEvent[] = [];
  const add = (kind: RunEvent['kind'], type: RunEventType, payload: JsonObject): void => {
    events.push({ seq: events.length + 1, at: begun + events.length * 40, kind, type, v: 1, payload });
  };
  add('input', 'start', { workflow: 'long', inputs: {} });
  add('decided', 'run_started', { visit: 'begin#1' });
  add('decided', 'transition_committed', { transition: 't1', trigger: 'immediate', from: 'begin#1', visit: 'each#1' });
  for (let pass = 0; events.length < rows - rowsOfPass; pass += 1) addPass(add, pass);
  while (events.length < rows - 1) add('input', 'continue', {});
  add('decided', 'run_ended', { status: 'completed', outputs: {} });
  return events;
}

function addPass(add: (kind: RunEvent['kind'], type: RunEventType, payload: JsonObject) => void, pass: number): void {
  const region = `each#1:pass[${pass}]`;
  const effect = `${region}/work#1/ask.1`;
  add('decided', 'pass_started', { region, pass, visit: `${region}/enter#1`, read: { item: pass } });
  add('decided', 'transition_committed', { transition: 'p1', trigger: 'immediate', from: `${region}/enter#1`, visit: `${region}/work#1` });
  add('decided', 'effect_scheduled', { effect, attempt: 1, kind: 'llm.chat', repeat: 'safe', request: { model: 'default', prompt: `Say something about item ${pass}, ${'and then some more, '.repeat(8)}` } });
  if (pass % 25 === 24) {
    add('input', 'effect_failed', { effect, attempt: 1, error: { code: 'rate_limited', message: 'The model wants fewer requests.' } });
    add('decided', 'effect_scheduled', { effect, attempt: 2, kind: 'llm.chat', repeat: 'safe' });
  }
  add('input', 'effect_completed', { effect, attempt: pass % 25 === 24 ? 2 : 1, output: { text: `Number ${pass} is quite a number. ${'It goes on for a while. '.repeat(10)}`, stop: 'end' }, durationMs: 30, usage: { connector: 'mock', model: 'mock', inputTokens: 60, cachedInputTokens: 0, outputTokens: 40, micros: 12 } });
  add('decided', 'transition_committed', { transition: 'p2', trigger: 'task-complete', from: `${region}/work#1`, visit: `${region}/leave#1` });
}

const header = { definitionHash: 'd'.repeat(64), attended: false, startedAt: begun, actor: { kind: 'user', id: 'bench' }, startKey: 'long', correlationId: 'long' } as const;
const alone = { timers: { set: [], cleared: [] }, cards: { opened: [], closed: [] }, artifacts: [], usage: [], blobs: [] } as const;
const projection = { status: 'running', reasons: [], image: {}, activeNodes: [], openIncidents: 0, transitions: 0 } as const;
const rowsOfBatch = 500;

/** Commits a journal as a run, by batches. */
export async function keepJournal(data: WorkflowDataPort, journal: readonly RunEvent[]): Promise<{ readonly runId: RunId; readonly epoch: number }> {
  const { epoch } = await data.claim({ id: 'bench', at: begun });
  const runId = RunId.parse('01890000-0000-7000-8000-00000000000b');
  for (let from = 0; from < journal.length; from += rowsOfBatch) {
    const first = from === 0 ? { header: { ...header, workflowId: WorkflowId.parse('01890000-0000-7000-8000-00000000000a') } } : {};
    await data.commitRun({ ...alone, ...first, runId, epoch, expectedSeq: from, events: journal.slice(from, from + rowsOfBatch), projection });
  }
  return { runId, epoch };
}

/** Commits one more row. */
export async function keepRow(data: WorkflowDataPort, { runId, epoch, at }: { readonly runId: RunId; readonly epoch: number; readonly at: number }): Promise<void> {
  const seq = (await data.runs.get(runId))?.seq ?? 0;
  await data.commitRun({ ...alone, runId, epoch, expectedSeq: seq, events: [{ seq: seq + 1, at, kind: 'input', type: 'continue', v: 1, payload: {} }], projection });
}
