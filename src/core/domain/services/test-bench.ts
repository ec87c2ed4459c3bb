import { runTestJob, type TestAnswer, type TestJob, type TestJobDeps } from '../runtime/testing/test-job.ts';

/** Runs jobs of tests beside each other, where the machine can. Closing it ends those under way. */
export interface TestBench {
  /** Jobs it does at the same time. */
  readonly width: number;
  run(job: TestJob): AsyncIterable<TestAnswer>;
  close(): Promise<void>;
}

export interface HereDeps extends TestJobDeps {
  /** Lets whatever else waits have its turn. */
  readonly breathe: () => Promise<void>;
}

/** After so long without a pause others have their turn. */
const patienceMs = 10;

/** A job done in this thread: for a single one nothing has to be loaded twice. */
export async function* runHere(job: TestJob, deps: HereDeps): AsyncGenerator<TestAnswer, void, void> {
  let breathed = deps.monotonic();
  await deps.breathe();
  for (const answer of runTestJob(job, deps)) {
    yield answer;
    if (deps.monotonic() - breathed > patienceMs) {
      await deps.breathe();
      breathed = deps.monotonic();
    }
  }
}
