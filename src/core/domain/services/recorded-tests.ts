import { present } from '../model/present.ts';
import { AppError } from '../model/errors.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import { normalJson } from '../model/normal-json.ts';
import type { TestFailureView } from '../operations/tests.ts';
import type { TestRow } from '../ports/test-repository.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import type { Sensitivity } from '../runtime/compile/sensitivity.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import type { RecordedTest } from '../runtime/testing/run-recorded-test.ts';
import type { TestFailure } from '../runtime/testing/test-failure.ts';
import { divergenceShown } from './sealed-views.ts';

export interface RecordedTestDeps {
  readonly data: Pick<WorkflowDataPort, 'runs'>;
  readonly loader: Pick<RunLoader, 'opened' | 'definition' | 'compiled'>;
}

/** A test as it is run, and what of it nobody is shown. */
export interface KeptTest {
  readonly test: RecordedTest;
  readonly sensitivity: Sensitivity | undefined;
}

/** A test with the journal of its run. */
export async function recordedTest(deps: RecordedTestDeps, test: Pick<TestRow, 'runId' | 'endSeq' | 'match' | 'name'>): Promise<KeptTest> {
  const run = await deps.data.runs.get(test.runId);
  if (run === undefined) throw new AppError('integrity', `The run of the test "${test.name}" is gone.`, { next: 'Remove the test, or restore the data directory from a backup.', data: { run: test.runId } });
  const { sensitivity, ...recording } = await recordingOf(deps, run, test.endSeq);
  return { test: { ...recording, rules: test.match }, sensitivity };
}

/** The journal of a run as the engine wrote it, up to a row where one is given, and what it followed. */
export async function recordingOf({ loader }: Pick<RecordedTestDeps, 'loader'>, run: RunRow, end: number = run.seq): Promise<Omit<RecordedTest, 'rules'> & Pick<KeptTest, 'sensitivity'>> {
  const [rows, recorded, { sensitive }] = await Promise.all([loader.opened(run.id, { after: 0, limit: end }), loader.definition(run.definitionHash), loader.compiled(run.definitionHash)]);
  return { rows, recorded, sensitivity: sensitive };
}

/** A failure as doors hand it out, without values that are sensitive. */
export function failureView({ inputs, diff, changes, expected, actual, ...failure }: TestFailure, sensitivity?: Sensitivity): TestFailureView {
  const shown = divergenceShown({ kind: 'fact', diff: diff.map((one) => ({ ...one })), ...present({ recorded: expected, decided: actual }) }, sensitivity);
  return {
    ...failure,
    ...present({ expected: shown.recorded, actual: shown.decided }),
    diff: shown.diff,
    changes: [...changes],
    ...present({ inputs: inputs?.map(({ at, input }) => ({ at, input: jsonOf(input) })) }),
  };
}

function jsonOf(input: object): JsonObject {
  const value = normalJson(input);
  return isJsonObject(value) ? value : {};
}
