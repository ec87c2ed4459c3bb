/** A thread of {@link openTestThreads}: it does one job after another, and sends each answer as it comes. */
import { parentPort } from 'node:worker_threads';
import { standardCatalogue } from '../domain/catalogue/catalogue.ts';
import { compileDefinition } from '../domain/runtime/compile-definition.ts';
import { runTestJob, type TestJob } from '../domain/runtime/testing/test-job.ts';
import { systemClock } from '../platform/system-clock.ts';
import type { SentAnswer } from './test-threads.ts';

const port = parentPort;
if (port === null) throw new Error('this is a thread that runs tests, not a program to start');

const deps = {
  catalogue: standardCatalogue,
  compile: ({ definition }: Pick<TestJob, 'definition'>) => compileDefinition(definition, standardCatalogue),
  monotonic: () => systemClock.monotonic(),
};

port.on('message', (job: TestJob) => {
  for (const answer of runTestJob(job, deps)) port.postMessage({ answer } satisfies SentAnswer);
  port.postMessage('done' satisfies SentAnswer);
});
