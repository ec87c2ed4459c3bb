import { toInstant } from '../model/instant.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { present } from '../model/present.ts';
import { placeOf } from '../model/region-path.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { RunView } from '../operations/runs.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import { maskedFields, maskedText } from '../runtime/sealing/sealed-value.ts';

/** What happened at one visit of a node. */
export interface BundledStep {
  readonly visit: string;
  readonly node: string;
  readonly enteredAt: string;
  /** Absent where the run still is, and at ends, which nothing leaves. */
  readonly leftAt?: string;
  readonly durationMs?: number;
}

export interface BundledIncident {
  readonly id: string;
  readonly code: string;
  readonly node: string;
  readonly openedAt: string;
  readonly message?: string;
  readonly answer?: string;
  readonly closedAt?: string;
}

/** What a journal says of the way a run went, without its values. */
export interface RunWay {
  readonly steps: readonly BundledStep[];
  /** How many more there were. */
  readonly stepsLeftOut: number;
  readonly incidents: readonly BundledIncident[];
}

const pageRows = 500;
/** Of a run that went round for days the journal tells the rest. */
const mostSteps = 5000;

/** Reads the way from the rows up to where the run stands; large values stay where they are. */
export async function wayOf({ runs }: Pick<WorkflowDataPort, 'runs'>, { id, seq: end }: RunRow): Promise<RunWay> {
  const steps = new Map<string, BundledStep>();
  const incidents = new Map<string, BundledIncident>();
  let stepsLeftOut = 0;
  const leave = (visit: unknown, at: number): void => {
    const step = steps.get(String(visit));
    if (step === undefined || step.leftAt !== undefined) return;
    steps.set(step.visit, { ...step, leftAt: toInstant(at), durationMs: at - Date.parse(step.enteredAt) });
  };
  const enter = (visit: unknown, at: number): void => {
    if (typeof visit !== 'string' || visit === '' || steps.has(visit)) return;
    if (steps.size >= mostSteps) stepsLeftOut += 1;
    else steps.set(visit, { visit, node: placeOf(visit), enteredAt: toInstant(at) });
  };
  for (let after = 0; after < end; ) {
    const page = await runs.events(id, { after, limit: Math.min(pageRows, end - after) });
    for (const event of page) {
      const { type, payload, at } = event;
      if (type === 'transition_committed') leave(payload['from'], at);
      if (type === 'run_started' || type === 'transition_committed') enter(payload['visit'], at);
      if (type === 'incident_opened' || type === 'incident_closed') noteIncident(incidents, event);
    }
    const last = page.at(-1)?.seq;
    if (last === undefined) break;
    after = last;
  }
  return { steps: [...steps.values()], stepsLeftOut, incidents: [...incidents.values()] };
}

function noteIncident(incidents: Map<string, BundledIncident>, { type, payload, at }: RunEvent): void {
  const { incident: id, code, visit, error, answer } = maskedFields(payload);
  const key = textOf(id);
  if (type === 'incident_opened') {
    const message = typeof error === 'object' && error !== null && 'message' in error ? textOf(error['message']) : undefined;
    incidents.set(key, { id: key, code: textOf(code), node: typeof visit === 'string' ? placeOf(visit) : '', openedAt: toInstant(at), ...present({ message }) });
    return;
  }
  const open = incidents.get(key);
  if (open !== undefined) incidents.set(key, { ...open, closedAt: toInstant(at), answer: textOf(answer) });
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** What a person said to a run: an answered card, or a decision. */
export interface BundledAnswer {
  readonly kind: 'card' | 'approval';
  readonly title: string;
  readonly node: string;
  readonly state: string;
  readonly askedAt: string;
  readonly answeredAt?: string;
  readonly by?: string;
  readonly values?: JsonObject;
  readonly votes?: readonly Json[];
}

const mostAsked = 1000;

/** Every card and every approval of the run, the oldest first. Sealed values are masked. */
export async function answersOf(data: Pick<WorkflowDataPort, 'cards' | 'approvals'>, { id }: RunRow): Promise<{ readonly ids: readonly string[]; readonly answers: readonly BundledAnswer[] }> {
  const [cards, approvals] = await Promise.all([data.cards.list({ runId: id, limit: mostAsked }), data.approvals.list({ runId: id, limit: mostAsked })]);
  const instant = (at: number | undefined): string | undefined => (at === undefined ? undefined : toInstant(at));
  const answers = [
    ...cards.map(({ title, nodeId, state, requestedAt, answeredAt, answeredBy, values }): BundledAnswer => ({
      kind: 'card', title: maskedText(title), node: nodeId, state, askedAt: toInstant(requestedAt),
      ...present({ answeredAt: instant(answeredAt), by: answeredBy === undefined ? undefined : `${answeredBy.kind}:${answeredBy.id}`, values: values === undefined ? undefined : maskedFields(values) }),
    })),
    ...approvals.map(({ title, nodeId, state, requestedAt, closedAt, votes }): BundledAnswer => ({
      kind: 'approval', title: maskedText(title), node: nodeId, state, askedAt: toInstant(requestedAt),
      ...present({ answeredAt: instant(closedAt) }),
      votes: votes.map((vote) => maskedFields(JSON.parse(JSON.stringify(vote)) as JsonObject)),
    })),
  ];
  return { ids: [...cards, ...approvals].map((row) => row.id), answers: answers.toSorted((left, right) => (left.askedAt < right.askedAt ? -1 : 1)) };
}

/** A document as the bundle holds it, or why it does not. */
export interface BundledDocument {
  readonly name: string;
  readonly id: string;
  readonly node: string;
  readonly mediaType: string;
  readonly createdAt: string;
  readonly bytes: number;
  readonly sha256?: string;
  /** In the bundle. */
  readonly path?: string;
  readonly leftOut?: 'sealed' | 'secret' | 'unsearched' | 'format';
  readonly redacted?: boolean;
}

/** A run as `summary.json` tells it. */
export interface BundleSummary extends RunWay {
  readonly format: 'aiwm.run-summary/1';
  readonly run: { readonly [fact: string]: Json };
  readonly inputs: JsonObject;
  readonly outputs: Json;
  readonly usage: RunView['usage'];
  readonly answers: readonly BundledAnswer[];
  readonly documents: readonly BundledDocument[];
  /** What else the bundle holds, and what somebody without the right, or with other wishes, does not see in it. */
  readonly parts: readonly string[];
}

/** The facts of a run, without any that change while nothing happens to it. */
export function runFacts(view: RunView): BundleSummary['run'] {
  const { id, workflow, definitionHash, profile, status, outcome, error, parent, startedAt, endedAt } = view;
  return JSON.parse(JSON.stringify({
    id, workflow, definitionHash, profile, status, outcome, error, parent, startedAt, endedAt,
    durationMs: endedAt === undefined ? undefined : Date.parse(endedAt) - Date.parse(startedAt),
  })) as BundleSummary['run'];
}
