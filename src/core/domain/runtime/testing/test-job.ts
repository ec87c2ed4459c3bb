import type { JsonObject } from '../../model/json.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { verify, type VerifyFinding } from '../verify/verify.ts';
import { type CoverageReport, generateTests } from './generate-tests.ts';
import { type RecordedTest, runRecordedTest } from './run-recorded-test.ts';
import type { TestFailure } from './test-failure.ts';

/** Tests of one definition that are run in one go. It is data alone, so that another thread can do it. */
export interface TestJob {
  readonly definition: JsonObject;
  readonly hash: string;
  readonly recorded: readonly RecordedTest[];
  /** Present where tests are made from the definition: journals whose values and ways are tried first. */
  readonly journals?: readonly (readonly RunEvent[])[];
}

/** What comes of a job, one after another. Durations are milliseconds. */
export type TestAnswer =
  | { readonly kind: 'recorded'; readonly at: number; readonly durationMs: number; readonly failure?: TestFailure }
  | { readonly kind: 'generated'; readonly name: string; readonly inputs: number; readonly durationMs: number; readonly failure?: TestFailure }
  | { readonly kind: 'coverage'; readonly report: CoverageReport; readonly findings: readonly VerifyFinding[] };

export interface TestJobDeps {
  readonly catalogue: Catalogue;
  readonly compile: (meaning: Pick<TestJob, 'hash' | 'definition'>) => CompiledDefinition;
  /** Milliseconds of a clock that only goes forward. */
  readonly monotonic: () => number;
}

/** Runs the tests of a job: those recorded in their order, then those made from the definition, then what they came by. */
export function* runTestJob({ definition, hash, recorded, journals }: TestJob, { catalogue, compile, monotonic }: TestJobDeps): Generator<TestAnswer, void, void> {
  const workflow = compile({ hash, definition });
  let began = monotonic();
  const lap = (): number => {
    const [from, now] = [began, monotonic()];
    began = now;
    return Math.round(now - from);
  };
  for (const [at, test] of recorded.entries()) {
    began = monotonic();
    yield { kind: 'recorded', at, ...failed(runRecordedTest(test, { workflow, definition, hash })), durationMs: lap() };
  }
  if (journals === undefined) return;
  began = monotonic();
  const running = generateTests(workflow, { recorded: journals });
  for (let next = running.next(); ; next = running.next()) {
    if (next.done === true) {
      yield { kind: 'coverage', report: next.value, findings: verify(definition, { catalogue }).findings };
      return;
    }
    const { name, inputs, failure } = next.value;
    yield { kind: 'generated', name, inputs: inputs.length, ...failed(failure), durationMs: lap() };
  }
}

function failed(failure: TestFailure | undefined): { readonly failure?: TestFailure } {
  return failure === undefined ? {} : { failure };
}
