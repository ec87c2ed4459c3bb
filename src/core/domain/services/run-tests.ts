import type { Catalogue } from '../catalogue/catalogue.ts';
import { AppError } from '../model/errors.ts';
import type { TestLine } from '../operations/tests.ts';
import type { Clock } from '../ports/clock.ts';
import type { TestRow } from '../ports/test-repository.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowRow } from '../ports/workflow-repository.ts';
import type { Sensitivity } from '../runtime/compile/sensitivity.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { generateTests } from '../runtime/testing/generate-tests.ts';
import { type Tested, runRecordedTest } from '../runtime/testing/run-recorded-test.ts';
import type { TestFailure } from '../runtime/testing/test-failure.ts';
import { verify } from '../runtime/verify/verify.ts';
import type { AreaService } from './area-service.ts';
import { findWorkflow } from './lookups.ts';
import { failureView, type KeptTest, recordedTest } from './recorded-tests.ts';
import { coverageLine } from './test-coverage.ts';
import { versionToRun } from './version-to-run.ts';

export interface RunTestsDeps {
  readonly data: WorkflowDataPort;
  readonly catalogue: Catalogue;
  readonly loader: Pick<RunLoader, 'opened' | 'definition' | 'compiled' | 'compile' | 'meaning'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  /** Lets whatever else waits have its turn. */
  readonly breathe: () => Promise<void>;
}

type Input = Parameters<AreaService<'tests'>['run']>[0];
type Lines = AsyncGenerator<TestLine, void, void>;

/** After so long without a pause others have their turn. */
const patienceMs = 10;

/** Runs tests one after another, a line each as it is done, and counts them at the end. */
export async function* runTests(deps: RunTestsDeps, input: Input, signal: AbortSignal): Lines {
  const began = deps.clock.monotonic();
  const count = { passed: 0, failed: 0 };
  const workflows = await workflowsToTest(deps, input);
  for (const workflow of workflows) {
    for await (const line of linesOf(deps, input, workflow)) {
      if (signal.aborted) return;
      if (line.type === 'test') count[line.passed ? 'passed' : 'failed'] += 1;
      yield line;
    }
  }
  const hint = count.passed + count.failed > 0 ? undefined : hintOf(input, workflows);
  yield { type: 'end', ...count, workflows: workflows.map(({ slug }) => slug), durationMs: Math.round(deps.clock.monotonic() - began), ...(hint === undefined ? {} : { hint }) };
}

function hintOf({ workflow, test }: Input, workflows: readonly WorkflowRow[]): string {
  if (test !== undefined) return `There is no test "${test}"; \`aiwm tests list\` shows the tests there are.`;
  const of = workflow === undefined ? 'No workflow has tests.' : `The workflow "${workflows[0]?.slug ?? workflow}" has no tests.`;
  return `${of} \`aiwm tests create <run>\` makes one of a run, \`aiwm test${workflow === undefined ? '' : ` ${workflow}`} --generated\` runs tests made from the definition.`;
}

async function workflowsToTest({ data }: RunTestsDeps, { workflow, version, generated }: Input): Promise<readonly WorkflowRow[]> {
  if (workflow !== undefined) return [await findWorkflow(data, workflow)];
  if (version !== undefined) throw new AppError('input_invalid', 'A version is one of a workflow.', { next: 'Name the workflow, too.', data: { fields: [{ path: 'version', message: 'needs a workflow' }] } });
  const all = await data.workflows.list({ archived: false });
  const tested = new Set((await data.tests.list({})).map(({ workflowId }) => workflowId));
  return all.filter(({ id }) => generated || tested.has(id)).toSorted((left, right) => (left.slug < right.slug ? -1 : 1));
}

async function* linesOf(deps: RunTestsDeps, input: Input, workflow: WorkflowRow): Lines {
  const rows = (await deps.data.tests.list({ workflowId: workflow.id })).filter(({ id, name }) => input.test === undefined || id === input.test || name === input.test);
  if (rows.length === 0 && !input.generated) return;
  const tested = await testedOf(deps, input, workflow);
  const recorded: KeptTest[] = [];
  // The journal of the next test is read while this one is decided.
  let next = firstOf(deps, rows[0]);
  for (const [at, row] of rows.entries()) {
    const kept = await next;
    next = firstOf(deps, rows[at + 1]);
    if (kept === undefined) continue;
    recorded.push(kept);
    const { test, sensitivity } = kept;
    yield await timed(deps, { workflow: workflow.slug, name: row.name, source: 'recorded', inputs: test.rows.filter(({ kind }) => kind === 'input').length, sensitivity }, () => ('failure' in tested ? tested.failure : runRecordedTest(test, tested)));
  }
  if (!input.generated) return;
  if ('failure' in tested) yield await timed(deps, { workflow: workflow.slug, name: 'the definition can be run', source: 'generated', inputs: 0 }, () => tested.failure);
  else yield* generatedLines(deps, { workflow, tested, recorded });
}

async function firstOf(deps: RunTestsDeps, row: TestRow | undefined): Promise<KeptTest | undefined> {
  return row === undefined ? undefined : recordedTest(deps, row);
}

/** The definition that is tested; or that it cannot be, which is how each of its tests fails. */
async function testedOf(deps: RunTestsDeps, { version }: Input, workflow: WorkflowRow): Promise<Tested | { readonly failure: TestFailure }> {
  try {
    const { definition, versionId } = await versionToRun(deps, workflow, { draft: version === undefined, version });
    const { hash } = deps.loader.meaning({ definition, ...(versionId === undefined ? {} : { versionId }) });
    return { workflow: deps.loader.compile({ hash, definition }), definition, hash };
  } catch (error) {
    if (!(error instanceof AppError) || !unusable.has(error.code) || version !== undefined) throw error;
    return { failure: { code: 'definition', message: error.message, place: '', diff: [], changes: error.next === undefined ? [] : [error.next] } };
  }
}

/** Codes of a draft that cannot be run, such as one that calls a workflow that is not there. */
const unusable: ReadonlySet<string> = new Set(['definition_invalid', 'not_found', 'not_published', 'conflict']);

type Named = Pick<Extract<TestLine, { type: 'test' }>, 'workflow' | 'name' | 'source' | 'inputs'> & { readonly sensitivity?: Sensitivity | undefined };

async function timed({ clock, breathe }: RunTestsDeps, { sensitivity, ...named }: Named, run: () => TestFailure | undefined): Promise<TestLine> {
  await breathe();
  const began = clock.monotonic();
  const failure = run();
  return { type: 'test', ...named, passed: failure === undefined, durationMs: Math.round(clock.monotonic() - began), ...(failure === undefined ? {} : { failure: failureView(failure, sensitivity) }) };
}

interface Generating {
  readonly workflow: WorkflowRow;
  readonly tested: Tested;
  readonly recorded: readonly KeptTest[];
}

async function* generatedLines(deps: RunTestsDeps, { workflow, tested, recorded }: Generating): Lines {
  const { clock, breathe } = deps;
  // Sensitive values are no examples: a failure shows the inputs that lead to it.
  const journals = [...recorded, ...(await newestRun(deps, workflow))].filter(({ sensitivity }) => sensitivity === undefined).map(({ test }) => test.rows);
  const running = generateTests(tested.workflow, { recorded: journals });
  let began = clock.monotonic();
  let breathed = began;
  for (let next = running.next(); ; next = running.next()) {
    const now = clock.monotonic();
    if (next.done === true) {
      yield coverageLine(workflow.slug, next.value, verify(tested.definition, { catalogue: deps.catalogue }).findings);
      return;
    }
    const { name, inputs, failure } = next.value;
    yield { type: 'test', workflow: workflow.slug, name, source: 'generated', passed: failure === undefined, durationMs: Math.round(now - began), inputs: inputs.length, ...(failure === undefined ? {} : { failure: failureView(failure) }) };
    if (now - breathed > patienceMs) {
      await breathe();
      breathed = clock.monotonic();
    }
    began = clock.monotonic();
  }
}

/** What the last run that went well was given and answered: values that make sense, whether it is a test or not. */
async function newestRun(deps: RunTestsDeps, { id }: WorkflowRow): Promise<readonly KeptTest[]> {
  const [run] = await deps.data.runs.list({ workflowId: id, status: ['completed'], limit: 1 });
  return run === undefined ? [] : [await recordedTest(deps, { runId: run.id, match: {}, name: '' })];
}

