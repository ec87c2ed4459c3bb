import { canonicalJson } from '../model/canonical-json.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { CompareAnswer } from '../operations/runs-from-journal.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { compareJournals, type JournalDivergence, type PlacedFact } from '../runtime/journal/compare-journals.ts';
import { createWorkflowNames } from './lookups.ts';
import { runUsage } from './run-usage.ts';
import { partingShown } from './sealed-views.ts';

export interface CompareRunsDeps {
  readonly data: Pick<WorkflowDataPort, 'runs' | 'workflows'>;
  readonly loader: Pick<RunLoader, 'events' | 'opened'>;
}

/** Two runs side by side: where they part, what each cost, how long each took. */
export async function compareRuns(deps: CompareRunsDeps, a: RunRow, b: RunRow): Promise<CompareAnswer> {
  const [left, right] = await Promise.all([a, b].map(async (run) => await deps.loader.opened(run.id, { after: 0, limit: run.seq })));
  const { isEqual, first: exact, places } = compareJournals(left ?? [], right ?? []);
  const first = isEqual || exact === undefined ? exact : await partingOf(deps, exact, { a, b });
  const sharedRows = shared(left ?? [], right ?? []);
  return {
    a: await sideOf(deps, a, left ?? []),
    b: await sideOf(deps, b, right ?? []),
    bytesEqual: sharedRows === a.seq && sharedRows === b.seq,
    sharedRows,
    canonicalEqual: isEqual,
    ...(first === undefined || isEqual ? {} : { first: { place: first.place, ...factOf('a', first.a), ...factOf('b', first.b), diff: first.diff.map((one) => ({ ...one })) } }),
    places: { same: places.same, changed: [...places.changed], onlyA: [...places.onlyA], onlyB: [...places.onlyB] },
  };
}

/** What is sensitive counts in the comparison, and is not shown. */
async function partingOf({ loader }: CompareRunsDeps, exact: JournalDivergence, { a, b }: { readonly a: RunRow; readonly b: RunRow }): Promise<JournalDivergence | undefined> {
  const [left, right] = await Promise.all([a, b].map(async (run) => await loader.events(run.id, { after: 0, limit: run.seq })));
  return partingShown(exact, compareJournals(left ?? [], right ?? []).first);
}

function factOf(side: 'a' | 'b', fact: PlacedFact | undefined): { readonly [side: string]: PlacedFact } {
  return fact === undefined ? {} : { [side]: fact };
}

function shared(a: readonly RunEvent[], b: readonly RunEvent[]): number {
  const differ = a.findIndex((row, at) => {
    const other = b[at];
    return other === undefined || lineOf(row) !== lineOf(other);
  });
  return differ === -1 ? a.length : differ;
}

function lineOf({ seq, at, type, v, payload }: RunEvent): string {
  return canonicalJson({ seq, at, type, v, payload });
}

async function sideOf({ data }: CompareRunsDeps, run: RunRow, rows: readonly RunEvent[]): Promise<CompareAnswer['a']> {
  const [usage, workflow] = await Promise.all([data.runs.usage(run.id), createWorkflowNames(data)(run.workflowId)]);
  const { calls, inputTokens, outputTokens } = runUsage(usage);
  return {
    id: run.id,
    workflow: workflow.slug,
    ...(run.versionNumber === undefined ? {} : { version: run.versionNumber }),
    status: run.status,
    definitionHash: run.definitionHash,
    rows: run.seq,
    transitions: run.transitions,
    calls,
    inherited: rows.filter((row) => row.payload['inherited'] !== undefined).length,
    inputTokens,
    outputTokens,
    durationMs: (run.endedAt ?? run.updatedAt) - run.startedAt,
    ...(run.parent === undefined ? {} : { parent: { id: run.parent.runId, seq: run.parent.seq } }),
  };
}
