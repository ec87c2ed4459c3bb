import { canonicalJson } from '../model/canonical-json.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { CompareAnswer } from '../operations/runs-from-journal.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { compareSteps, type JournalDivergence, type PlacedFact } from '../runtime/journal/compare-journals.ts';
import { inTurns, journalInTurns, type Turns } from './in-turns.ts';
import { createWorkflowNames } from './lookups.ts';
import { runUsage } from './run-usage.ts';
import { partingShown } from './sealed-views.ts';

export interface CompareRunsDeps {
  readonly data: Pick<WorkflowDataPort, 'runs' | 'workflows'>;
  readonly loader: Pick<RunLoader, 'events' | 'opened'>;
}

interface Compared {
  readonly a: RunRow;
  readonly b: RunRow;
  readonly turns: Turns;
}

/** Two runs side by side: where they part, what each cost, how long each took. */
export async function compareRuns(deps: CompareRunsDeps, { a, b, turns }: Compared): Promise<CompareAnswer> {
  const left = await journalInTurns(deps.loader.opened, a.id, { upTo: a.seq, turns });
  const right = await journalInTurns(deps.loader.opened, b.id, { upTo: b.seq, turns });
  const { isEqual, first: exact, places } = await inTurns(compareSteps(left, right), turns);
  const first = isEqual || exact === undefined ? exact : await partingOf(deps, exact, { a, b, turns });
  const sharedRows = await inTurns(shared(left, right), turns);
  return {
    a: await sideOf(deps, a, left),
    b: await sideOf(deps, b, right),
    bytesEqual: sharedRows === a.seq && sharedRows === b.seq,
    sharedRows,
    canonicalEqual: isEqual,
    ...(first === undefined || isEqual ? {} : { first: { place: first.place, ...factOf('a', first.a), ...factOf('b', first.b), diff: first.diff.map((one) => ({ ...one })) } }),
    places: { same: places.same, changed: [...places.changed], onlyA: [...places.onlyA], onlyB: [...places.onlyB] },
  };
}

/** What is sensitive counts in the comparison, and is not shown. */
async function partingOf({ loader }: CompareRunsDeps, exact: JournalDivergence, { a, b, turns }: Compared): Promise<JournalDivergence | undefined> {
  const left = await journalInTurns(loader.events, a.id, { upTo: a.seq, turns });
  const right = await journalInTurns(loader.events, b.id, { upTo: b.seq, turns });
  return partingShown(exact, (await inTurns(compareSteps(left, right), turns)).first);
}

function factOf(side: 'a' | 'b', fact: PlacedFact | undefined): { readonly [side: string]: PlacedFact } {
  return fact === undefined ? {} : { [side]: fact };
}

/** How many rows both begin with. */
function* shared(a: readonly RunEvent[], b: readonly RunEvent[]): Generator<void, number, void> {
  for (const [at, row] of a.entries()) {
    const other = b[at];
    if (other === undefined || lineOf(row) !== lineOf(other)) return at;
    yield;
  }
  return a.length;
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
