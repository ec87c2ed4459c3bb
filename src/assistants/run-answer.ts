import type { CallToolResult } from '@modelcontextprotocol/server';
import { endedStatuses } from '../core/domain/model/run.ts';
import { rests } from '../core/domain/model/run-rest.ts';
import { present } from '../core/domain/model/present.ts';
import type { Approval } from '../core/domain/operations/approvals.ts';
import type { ArtifactView } from '../core/domain/operations/artifacts.ts';
import type { CardSummary } from '../core/domain/operations/cards.ts';
import type { RunView } from '../core/domain/operations/runs.ts';
import type { AssistantCall } from './assistant.ts';
import { answerOf, artifactUri } from './tool-answer.ts';

/** How a run stands, as an assistant needs it: what it gave, or what it waits for and what ends that. */
export async function runAnswer(call: AssistantCall, run: RunView, signal: AbortSignal): Promise<CallToolResult> {
  const { id, workflow, status, outcome, outputs, failure, failedAt, reasons, incidents } = run;
  const isOver = endedStatuses.includes(status);
  const [made, cards, approvals] = await Promise.all([
    listOf<ArtifactView>(call('artifacts.list', { run: id }, signal)),
    isOver ? [] : listOf<CardSummary>(call('cards.list', { run: id }, signal)),
    isOver ? [] : listOf<Approval>(call('approvals.list', { run: id }, signal)),
  ]);
  const told = {
    run: id,
    workflow: workflow.slug,
    status,
    ...present({ outcome, outputs, failure, failedAt }),
    ...(made.length === 0 ? {} : { artifacts: made.map(({ id: artifact, name, mediaType, bytes }) => ({ id: artifact, name, mediaType, bytes })) }),
    ...(isOver ? {} : { waitsFor: reasons.map(({ code, nodeId, detail, dueAt }) => ({ code, ...present({ nodeId, detail, dueAt: dueAt === undefined ? undefined : new Date(dueAt).toISOString() }) })) }),
    ...(cards.length === 0 ? {} : { cards: cards.map(({ id: card, title }) => ({ id: card, title })) }),
    ...(approvals.length === 0 ? {} : { approvals: approvals.map(({ id: approval, title, text }) => ({ id: approval, title, text })) }),
    ...(isOver || incidents.length === 0 ? {} : { incidents: incidents.map(({ id: incident, message, answers }) => ({ id: incident, message, answers })) }),
    ...(isOver ? {} : { next: nextStep(run, { cards: cards.length, approvals: approvals.length }) }),
  };
  const links = made.map(({ id: artifact, name, mediaType }) => ({ type: 'resource_link' as const, uri: artifactUri(artifact), name, mimeType: mediaType }));
  const answer = answerOf(told);
  return { ...answer, content: [...answer.content, ...links], ...(status === 'failed' || status === 'cancelled' ? { isError: true } : {}) };
}

function nextStep(run: RunView, { cards, approvals }: { readonly cards: number; readonly approvals: number }): string {
  if (cards > 0) return 'A person is asked: cards_get shows the card, and cards_submit answers it with what the person says.';
  if (approvals > 0) return 'A person has to approve: approvals_list shows what, and approvals_decide asks the person.';
  if (run.incidents.length > 0) return 'It halted: runs_resolve answers the incident.';
  if (run.status === 'paused') return 'It is paused: runs_resume lets it go on.';
  if (!rests(run, Date.now())) return 'It goes on by itself: runs_watch waits for it.';
  return 'It waits for something outside: runs_why says what; runs_watch waits for it again.';
}

async function listOf<T>(answer: Promise<unknown>): Promise<readonly T[]> {
  return ((await answer) as { readonly items: readonly T[] }).items;
}
