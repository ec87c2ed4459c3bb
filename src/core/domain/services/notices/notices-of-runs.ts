import type { Notice, noticeCodes } from '../../operations/notifications.ts';
import type { RunSummary } from '../../operations/shapes.ts';
import { reasonSentence } from '../../model/why-sentences.ts';
import { present } from '../../model/present.ts';

type Code = (typeof noticeCodes)[number];
type Reason = RunSummary['reasons'][number];

/** What of a run's reasons needs somebody; the others end by themselves. */
const codes: { readonly [code in Reason['code']]?: Code } = { card: 'card', approval: 'approval', incident: 'incident', selection: 'selection', person: 'person', integrity: 'stalled' };

const severities: { readonly [code in Code]: Notice['severity'] } = { card: 'info', approval: 'info', selection: 'info', person: 'warning', incident: 'warning', stalled: 'error', failed: 'error' };

/** What needs somebody in these runs, the newest first: one notice for each run, node and reason, however often it stands there. */
export function noticesOfRuns(runs: readonly RunSummary[], acknowledged: ReadonlySet<string>): Notice[] {
  const found = new Map<string, Notice>();
  for (const run of runs) {
    for (const notice of noticesOf(run)) if (!found.has(notice.id)) found.set(notice.id, { ...notice, isAcknowledged: acknowledged.has(notice.id) });
  }
  return [...found.values()].toSorted((a, b) => Number(a.isAcknowledged) - Number(b.isAcknowledged) || b.at.localeCompare(a.at));
}

function noticesOf(run: RunSummary): Omit<Notice, 'isAcknowledged'>[] {
  if (run.status === 'failed') return [noticeOf(run, { code: 'failed', text: `failed: ${run.failure ?? run.outcome ?? 'it says no reason'}` }, run.failedAt)];
  return run.reasons.flatMap((reason) => {
    const code = codes[reason.code];
    // Until when is said where it is answered.
    return code === undefined ? [] : [noticeOf(run, { code, reason, text: reasonSentence({ ...reason, dueAt: undefined }) })];
  });
}

function noticeOf(run: RunSummary, { code, reason, text }: { readonly code: Code; readonly reason?: Reason; readonly text: string }, nodeId = reason?.nodeId): Omit<Notice, 'isAcknowledged'> {
  // A later visit of the same node is another matter, and so is an incident of another kind, or one that came again.
  const id = [run.id, reason?.visit ?? '', code, ...(code === 'incident' ? [reason?.incident ?? reason?.detail ?? ''] : [])].join(':');
  const cardId = code === 'card' && reason?.visit !== undefined ? `${run.id}:${reason.visit}` : undefined;
  return { id, code, severity: severities[code], text, runId: run.id, workflow: { id: run.workflow.id, slug: run.workflow.slug, name: run.workflow.name }, at: run.updatedAt, command: commandFor(code, { runId: run.id, cardId }), ...present({ nodeId, incidentId: reason?.incident, cardId }) };
}

/** The line that shows what to do; what is answered there says how. */
function commandFor(code: Code, { runId, cardId }: { readonly runId: string; readonly cardId: string | undefined }): string {
  if (cardId !== undefined) return `aiwm cards get '${cardId}'`;
  if (code === 'approval') return `aiwm approvals list --run ${runId}`;
  return code === 'failed' || code === 'stalled' ? `aiwm runs get ${runId}` : `aiwm runs why ${runId}`;
}
