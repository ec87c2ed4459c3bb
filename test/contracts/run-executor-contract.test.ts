import { systemRandom } from '../../src/core/platform/system-random.ts';
import { createMemoryRunKeys } from '../domain/runtime/executor/support/memory-run-keys.ts';
import { RuntimeHouse } from '../domain/runtime/executor/support/runtime-house.ts';
import { describeRunExecutor } from './run-executor-contract.ts';
import type { ExecutorSite } from './run-executor-site.ts';

describeRunExecutor('local, over SQLite', {
  async open(): Promise<ExecutorSite> {
    const keys = createMemoryRunKeys(systemRandom);
    const house = await RuntimeHouse.open('sqlite', { keys });
    return {
      get executor() {
        return house.runtime;
      },
      gates: house.gates,
      pass: (ms) => { house.clock.pass(ms); },
      now: () => house.clock.now(),
      start: (definition, more = {}) => house.start(definition, more),
      say: (runId, command, key) => house.say(runId, command, key),
      status: (runId, status) => house.status(runId, status),
      row: (runId) => house.row(runId),
      list: () => house.data.runs.list({ limit: 100 }),
      journal: (runId) => house.runtime.loader.events(runId, { after: 0, limit: 100_000 }),
      kept: () => house.kept(),
      crash: () => house.crash({ keys }),
      close: () => house.close(),
    };
  },
});
