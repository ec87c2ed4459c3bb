import { createPauses } from './in-turns.ts';
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

/** A job done in this thread: for a single one nothing has to be loaded twice. */
export async function* runHere(job: TestJob, deps: HereDeps): AsyncGenerator<TestAnswer, void, void> {
  const pauses = createPauses(deps);
  await pauses.take();
  for (const answer of runTestJob(job, deps)) {
    yield answer;
    if (pauses.areDue()) await pauses.take();
  }
}
