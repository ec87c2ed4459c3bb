import type { Catalogue } from '../catalogue/catalogue.ts';
import { AppError } from '../model/errors.ts';
import { present } from '../model/present.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { TestLine } from '../operations/tests.ts';
import type { Clock } from '../ports/clock.ts';
import type { TestRow } from '../ports/test-repository.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowRow } from '../ports/workflow-repository.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import type { Tested } from '../runtime/testing/run-recorded-test.ts';
import type { TestFailure } from '../runtime/testing/test-failure.ts';
import type { TestAnswer, TestJob } from '../runtime/testing/test-job.ts';
import type { AreaService } from './area-service.ts';
import { inOrder } from './in-order.ts';
import { findWorkflow } from './lookups.ts';
import { failureView, type KeptTest, recordedTest } from './recorded-tests.ts';
import { runHere, type TestBench } from './test-bench.ts';
import { coverageLine } from './test-coverage.ts';
import { versionToRun } from './version-to-run.ts';

export interface RunTestsDeps {
  readonly data: WorkflowDataPort;
  readonly catalogue: Catalogue;
  readonly loader: Pick<RunLoader, 'opened' | 'definition' | 'compiled' | 'compile' | 'meaning'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  /** Lets whatever else waits have its turn. */
  readonly breathe: () => Promise<void>;
  /** Where tests are run beside each other. */
  readonly openBench: () => TestBench;
}

type Input = Parameters<AreaService<'tests'>['run']>[0];
type Lines = AsyncGenerator<TestLine, void, void>;

/** Jobs read and begun for each that is done at a time: threads never wait for a journal. */
const readAhead = 4;
/** Recorded tests of one job. Each takes milliseconds, and a thread that begins takes hundreds: fewer are done where they are. */
const jobSize = 50;

/** Runs tests, several at a time where there are many: a line each, in order, and counts them at the end. */
export async function* runTests(deps: RunTestsDeps, input: Input, signal: AbortSignal): Lines {
  const began = deps.clock.monotonic();
  const count = { passed: 0, failed: 0 };
  const workflows = await workflowsToTest(deps, input);
  await demandTest(deps, input, workflows);
  const bench = deps.openBench();
  try {
    const run = (part: Part, isOnly: boolean): AsyncIterable<TestAnswer> => answersOf(deps, part, isOnly ? undefined : bench);
    for await (const { job: part, answer } of inOrder(partsOf(deps, input, workflows), { ahead: bench.width * readAhead, run })) {
      if (signal.aborted) return;
      const line = lineOf(part, answer);
      if (line.type === 'test') count[line.passed ? 'passed' : 'failed'] += 1;
      yield line;
    }
  } finally {
    await bench.close();
  }
  const hint = count.passed + count.failed > 0 ? undefined : hintOf(input, workflows);
  yield { type: 'end', ...count, workflows: workflows.map(({ slug }) => slug), durationMs: Math.round(deps.clock.monotonic() - began), ...(hint === undefined ? {} : { hint }) };
}

/** A name nobody has is a mistake of whoever asks, and no run without failures. */
async function demandTest({ data }: RunTestsDeps, { test, workflow }: Input, workflows: readonly WorkflowRow[]): Promise<void> {
  if (test === undefined) return;
  const all = (await Promise.all(workflows.map(({ id }) => data.tests.list({ workflowId: id })))).flat();
  if (all.some((row) => isNamed(row, test))) return;
  const of = workflow === undefined ? '' : ` of "${workflows[0]?.slug ?? workflow}"`;
  throw new AppError('not_found', `There is no test "${test}"${of}.`, { next: '`aiwm tests list` shows the tests there are.', data: { test } });
}

function isNamed({ id, name }: TestRow, test: string): boolean {
  return id === test || name === test;
}

function hintOf({ workflow }: Input, workflows: readonly WorkflowRow[]): string {
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

/** Some tests of a workflow, done in one go. */
interface Part {
  readonly workflow: string;
  readonly recorded: readonly NamedTest[];
  /** Present where tests are made from the definition. */
  readonly journals?: readonly (readonly RunEvent[])[];
  readonly tested: Tested | { readonly failure: TestFailure };
}

type NamedTest = KeptTest & { readonly name: string };

async function* partsOf(deps: RunTestsDeps, input: Input, workflows: readonly WorkflowRow[]): AsyncGenerator<Part, void, void> {
  for (const workflow of workflows) {
    const rows = (await deps.data.tests.list({ workflowId: workflow.id })).filter((row) => input.test === undefined || isNamed(row, input.test));
    if (rows.length === 0 && !input.generated) continue;
    const tested = await testedOf(deps, input, workflow);
    const journals: (readonly RunEvent[])[] = [];
    for (let from = 0; ; from += jobSize) {
      const recorded = await Promise.all(rows.slice(from, from + jobSize).map(async (row) => ({ ...(await recordedTest(deps, row)), name: row.name })));
      if (input.generated) journals.push(...openJournals(recorded));
      const isLast = from + jobSize >= rows.length;
      const after = isLast && input.generated ? [...journals, ...openJournals(await newestRun(deps, workflow))] : undefined;
      yield { workflow: workflow.slug, recorded, tested, ...(after === undefined ? {} : { journals: after }) };
      if (isLast) break;
    }
  }
}

/** Sensitive values are no examples: a failure shows the inputs that lead to it. */
function openJournals(kept: readonly KeptTest[]): readonly (readonly RunEvent[])[] {
  return kept.filter(({ sensitivity }) => sensitivity === undefined).map(({ test }) => test.rows);
}

/** What comes of a part: on the bench, or here where there is none. */
function answersOf(deps: RunTestsDeps, { tested, recorded, journals }: Part, bench: TestBench | undefined): AsyncIterable<TestAnswer> {
  if ('failure' in tested) return untested(tested.failure, { recorded: recorded.length, isGenerated: journals !== undefined });
  const job: TestJob = { definition: tested.definition, hash: tested.hash, recorded: recorded.map(({ test }) => test), ...(journals === undefined ? {} : { journals }) };
  if (bench !== undefined) return bench.run(job);
  return runHere(job, { catalogue: deps.catalogue, compile: (meaning) => deps.loader.compile(meaning), monotonic: () => deps.clock.monotonic(), breathe: deps.breathe });
}

/** Where the definition cannot be run, each of its tests fails for that. */
async function* untested(failure: TestFailure, { recorded, isGenerated }: { readonly recorded: number; readonly isGenerated: boolean }): AsyncGenerator<TestAnswer, void, void> {
  for (let at = 0; at < recorded; at += 1) yield await Promise.resolve({ kind: 'recorded', at, durationMs: 0, failure });
  if (isGenerated) yield { kind: 'generated', name: 'the definition can be run', inputs: 0, durationMs: 0, failure };
}

function lineOf({ workflow, recorded }: Part, answer: TestAnswer): TestLine {
  if (answer.kind === 'coverage') return coverageLine(workflow, answer.report, answer.findings);
  const { failure, durationMs } = answer;
  if (answer.kind === 'generated') return { type: 'test', workflow, name: answer.name, source: 'generated', inputs: answer.inputs, passed: failure === undefined, durationMs, ...(failure === undefined ? {} : { failure: failureView(failure) }) };
  const of = recorded[answer.at];
  const inputs = of?.test.rows.filter(({ kind }) => kind === 'input').length ?? 0;
  return { type: 'test', workflow, name: of?.name ?? '', source: 'recorded', inputs, passed: failure === undefined, durationMs, ...(failure === undefined ? {} : { failure: failureView(failure, of?.sensitivity) }) };
}

/** The definition that is tested; or that it cannot be, which is how each of its tests fails. */
async function testedOf(deps: RunTestsDeps, { version }: Input, workflow: WorkflowRow): Promise<Tested | { readonly failure: TestFailure }> {
  try {
    const { definition, versionId, templates } = await versionToRun(deps, workflow, { draft: version === undefined, version });
    const { hash } = deps.loader.meaning({ definition, ...present({ versionId, templates }) });
    return { workflow: deps.loader.compile({ hash, definition }), definition, hash };
  } catch (error) {
    if (!(error instanceof AppError) || !unusable.has(error.code) || version !== undefined) throw error;
    return { failure: { code: 'definition', message: error.message, place: '', diff: [], changes: error.next === undefined ? [] : [error.next] } };
  }
}

/** Codes of a draft that cannot be run, such as one that calls a workflow that is not there. */
const unusable: ReadonlySet<string> = new Set(['definition_invalid', 'not_found', 'not_published', 'conflict']);

/** What the last run that went well was given and answered: values that make sense, whether it is a test or not. */
async function newestRun(deps: RunTestsDeps, { id }: WorkflowRow): Promise<readonly KeptTest[]> {
  const [run] = await deps.data.runs.list({ workflowId: id, status: ['completed'], limit: 1 });
  return run === undefined ? [] : [await recordedTest(deps, { runId: run.id, match: {}, name: '' })];
}

