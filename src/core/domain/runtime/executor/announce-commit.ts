import type { DecidedFact } from '../../model/run-facts.ts';
import { factOf } from '../../model/run-facts.ts';
import type { RunCommit } from '../../ports/run-commit.ts';
import type { WorkflowEventPublisher } from '../../ports/workflow-event-publisher.ts';
import { maskedText } from '../sealing/sealed-value.ts';

/** Tells watchers what a commit held; call it after the commit. */
export function announceCommit(publisher: WorkflowEventPublisher, commit: RunCommit): void {
  const { runId, events, cards, approvals } = commit;
  for (const event of events) {
    const fact = factOf(event);
    if (fact !== undefined) announceFact(publisher, { runId, seq: event.seq }, fact);
  }
  publisher.publish('run:committed', { runId, seq: events.at(-1)?.seq ?? commit.expectedSeq });
  if (approvals !== undefined) publisher.publish('approvals:changed', { runId });
  if (cards.opened.length > 0 || cards.closed.length > 0) publisher.publish('cards:changed', { runId });
}

function announceFact(publisher: WorkflowEventPublisher, row: { readonly runId: string; readonly seq: number }, fact: DecidedFact): void {
  if (fact.type === 'transition_committed') {
    const { transition, trigger, visit } = fact.payload;
    publisher.publish('workflow:trigger', { runId: row.runId, seq: row.seq, transition, trigger, visit });
  }
  for (const { validator, verdict, detail = '' } of fact.payload.verdicts ?? []) publisher.publish('workflow:validator', { ...row, validator, passed: verdict === 'passed', message: maskedText(detail) });
  if (fact.type === 'pass_started') publisher.publish('workflow:loop', { ...row, visit: fact.payload.visit, pass: fact.payload.pass });
}
