/** A process that is meant to be killed: it opens the data directory, starts the run if it is not there, and drives it to its end. */
import { WorkflowId } from '../../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { createWorkflowRuntime } from '../../../src/core/domain/runtime/workflow-runtime.ts';
import { createEventBus } from '../../../src/core/events/event-bus.ts';
import { systemClock } from '../../../src/core/platform/system-clock.ts';
import { systemRandom } from '../../../src/core/platform/system-random.ts';
import { createUuidIds } from '../../../src/core/platform/uuid-ids.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { noPorts } from './no-ports.ts';
import { witnessCatalogue } from './witness-actions.ts';

const [directory = '', url = '', definitionText = '{}'] = process.argv.slice(2);
const definition = JSON.parse(definitionText) as JsonObject;

function fault(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}

const data = await openLocalSqlite({ directory });
const { epoch } = await data.claim({ id: `process-${process.pid}`, at: Date.now() });
const runtime = createWorkflowRuntime({
  data,
  clock: systemClock,
  ids: createUuidIds(systemClock, systemRandom),
  random: systemRandom,
  publisher: createEventBus({ onListenerError: (_channel, error) => { fault(error); } }),
  ports: noPorts,
  catalogue: witnessCatalogue,
  epoch,
  onFault: fault,
});
await runtime.open();
const { runId } = await runtime.start({
  workflowId: WorkflowId.parse('01890000-0000-7000-8000-000000000001'),
  workflow: 'crash',
  definition,
  inputs: { url },
  files: [],
  attended: true,
  pins: {},
  key: 'the-run',
  actor: { kind: 'user', id: 'test' },
  correlationId: 'crash',
});
process.stdout.write(`ready ${runId}\n`);
await runtime.settled(runId);
const row = await data.runs.get(runId);
process.stdout.write(`settled ${row?.status ?? 'missing'}\n`);
await runtime.close();
await data.close();
