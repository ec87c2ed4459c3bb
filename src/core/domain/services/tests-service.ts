import type { CallContext } from '../model/caller.ts';
import { AppError } from '../model/errors.ts';
import { TestId } from '../model/ids.ts';
import { toInstant } from '../model/instant.ts';
import type { TestView } from '../operations/tests.ts';
import type { Ids } from '../ports/ids.ts';
import type { TestRow } from '../ports/test-repository.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import { matcherProblem } from '../runtime/testing/match-value.ts';
import { type UnmatchedRule, unmatchedRules } from '../runtime/testing/unmatched-rules.ts';
import { runRecordedTest } from '../runtime/testing/run-recorded-test.ts';
import type { AreaService } from './area-service.ts';
import { createWorkflowNames, findRun, findWorkflow, type WorkflowName } from './lookups.ts';
import { recordingOf } from './recorded-tests.ts';
import { runTests, type RunTestsDeps } from './run-tests.ts';

export interface TestsServiceDeps extends RunTestsDeps {
  readonly ids: Ids;
}

/** Runs as tests of their workflow. Running them calls nothing and writes nothing. */
export function createTestsService(deps: TestsServiceDeps): AreaService<'tests'> {
  const { data } = deps;
  return {
    async list({ workflow }) {
      const of = workflow === undefined ? undefined : await findWorkflow(data, workflow);
      const rows = await data.tests.list(of === undefined ? {} : { workflowId: of.id });
      const names = createWorkflowNames(data);
      return { items: await Promise.all(rows.map(async (row) => testView(row, await names(row.workflowId)))) };
    },
    create: (input, call) => createTest(deps, input, call),
    async remove({ id }) {
      const known = TestId.safeParse(id);
      if (known.success && (await data.tests.remove(known.data))) return { id };
      throw new AppError('not_found', `There is no test "${id}".`, { next: '`aiwm tests list` shows the tests there are.', data: { id } });
    },
    run: (input, { signal }) => runTests(deps, input, signal),
  };
}

type CreateInput = Parameters<AreaService<'tests'>['create']>[0];

async function createTest(deps: TestsServiceDeps, input: CreateInput, { actor }: CallContext): Promise<TestView> {
  const { data, clock, ids } = deps;
  demandMatchers(input.match);
  const run = await findRun(data, input.run);
  const workflow = await findWorkflow(data, run.workflowId);
  await demandRepeatable(deps, run, input.match);
  const taken = (await data.tests.list({ workflowId: workflow.id })).map(({ name }) => name);
  const row: TestRow = { id: TestId.parse(ids.next()), workflowId: workflow.id, runId: run.id, endSeq: run.seq, name: input.name ?? freeName(run.outcome ?? run.status, taken), match: input.match, createdAt: clock.now(), createdBy: actor };
  await data.tests.add(row, { replaces: input.replace });
  return testView(row, workflow);
}

function demandMatchers(match: CreateInput['match']): void {
  for (const [where, matcher] of Object.entries(match)) {
    const problem = matcherProblem(matcher);
    if (problem !== undefined) throw new AppError('input_invalid', `The matcher of "${where}" cannot be used: ${problem}.`, { next: 'Write it otherwise.', data: { fields: [{ path: `match.${where}`, message: problem }] } });
  }
}

/** A matcher that counts nowhere would be taken for one that holds. */
function demandMatched([unmatched, ...others]: readonly UnmatchedRule[]): void {
  if (unmatched === undefined) return;
  const { where, near } = unmatched;
  throw new AppError('input_invalid', `The matcher of "${where}" matches nothing the run recorded.`, {
    next: near === undefined ? '`aiwm runs events <run>` shows the places and values there are.' : `Did you mean "${near}"?`,
    data: { fields: [unmatched, ...others].map((one) => ({ path: `match.${one.where}`, message: 'matches nothing' })) },
  });
}

/** A run is a test where its own definition decides it again in the same way, and nothing of it is in the air. */
async function demandRepeatable(deps: TestsServiceDeps, run: RunRow, match: CreateInput['match']): Promise<void> {
  if (run.status === 'queued' || run.status === 'running' || run.status === 'pausing') {
    throw new AppError('precondition_failed', `Run ${run.id} is still ${run.status}.`, { next: 'Wait until it has ended, or waits for something outside.', data: { status: run.status, reason: 'not_settled' } });
  }
  const { sensitivity: _, ...recording } = await recordingOf(deps, run);
  demandMatched(unmatchedRules(match, recording.rows));
  const failure = runRecordedTest({ ...recording, rules: match }, { workflow: await deps.loader.compiled(run.definitionHash), definition: recording.recorded, hash: run.definitionHash });
  if (failure === undefined) return;
  throw new AppError('precondition_failed', `Run ${run.id} cannot be a test: its own definition does not decide it again in the same way. ${failure.message}`, {
    next: 'Runs that were changed on their way, by a fork or a move, are no tests; start one of the definition as it is.',
    data: { reason: 'not_repeatable', place: failure.place ?? '' },
  });
}

function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted} ${number}`)) number += 1;
  return `${wanted} ${number}`;
}

function testView({ id, name, runId, match, createdAt, createdBy }: TestRow, { id: workflowId, slug, name: title }: WorkflowName): TestView {
  return { id, name, workflow: { id: workflowId, slug, name: title }, run: runId, match, createdAt: toInstant(createdAt), createdBy: `${createdBy.kind}:${createdBy.id}` };
}
