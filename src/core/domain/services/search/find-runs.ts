import { commandWords } from '../../model/command-line.ts';
import { toInstant } from '../../model/instant.ts';
import { ranked } from '../../model/ranked.ts';
import { RunStatus } from '../../model/run.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { WorkflowRow } from '../../ports/workflow-repository.ts';
import { maskedText } from '../../runtime/sealing/sealed-value.ts';
import { nameOfDeleted } from '../lookups.ts';
import { type Candidate, mostLookedAt, wordsOf } from './candidate.ts';

export interface RunsFound {
  readonly candidates: readonly Candidate[];
  /** What is left to fit: a state that was typed is said already. */
  readonly text: string;
}

/** Runs by their state, by their id, or by the workflow they follow; the newest first. */
export async function findRuns({ runs }: Pick<WorkflowDataPort, 'runs'>, workflows: readonly WorkflowRow[], typed: string): Promise<RunsFound> {
  const said = typed.split(/\s+/u).map((word) => ({ word, status: RunStatus.safeParse(word.toLowerCase()).data }));
  const status = said.flatMap((each) => each.status ?? []);
  const text = said.flatMap((each) => (each.status === undefined ? [each.word] : [])).join(' ');
  const words = wordsOf(text);
  const [longest] = words;
  const named = longest === undefined ? undefined : { text: longest, workflowIds: workflows.filter(({ name, slug }) => words.some((word) => ranked(word, [name], () => [name, slug]).length > 0)).map(({ id }) => id) };
  const rows = await runs.list({ limit: mostLookedAt, ...(named === undefined ? {} : { named }), ...(status.length === 0 ? {} : { status }) });
  return { text, candidates: rows.map((row) => candidate(row)) };
}

function candidate({ id, workflowId, workflow: known, status, updatedAt, activeNodes, error }: Awaited<ReturnType<WorkflowDataPort['runs']['list']>>[number]): Candidate {
  const workflow = known === undefined ? nameOfDeleted(workflowId) : { id: workflowId, ...known };
  const failure = typeof error?.['message'] === 'string' ? maskedText(error['message']) : '';
  return {
    found: { kind: 'run', id, title: workflow.name, note: id, state: status, at: toInstant(updatedAt), workflow, command: commandWords(['runs', 'get', id]) },
    also: [workflow.slug, activeNodes.join(' '), failure],
  };
}
