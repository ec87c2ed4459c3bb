/**
 * A process that is meant to be killed: the host of a data directory. It says a line of JSON for each line of JSON it is
 * given: what it did, or the error. With the name of a lock it takes the host lock first, as the product does. Told to die
 * at a commit, it kills itself once that commit is durable.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createInterface } from 'node:readline';
import type { Budget } from '../../../src/core/domain/model/budget.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import { type RunId, WorkflowId } from '../../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { RunCommand } from '../../../src/core/domain/ports/run-executor.ts';
import type { EffectWork } from '../../../src/core/domain/ports/effect-surroundings.ts';
import type { FileConnector } from '../../../src/core/domain/ports/file-connector.ts';
import type { WorkflowDataPort } from '../../../src/core/domain/ports/workflow-data-port.ts';
import { createWorkflowRuntime } from '../../../src/core/domain/runtime/workflow-runtime.ts';
import { createEventBus } from '../../../src/core/events/event-bus.ts';
import { createFileSandboxGuard } from '../../../src/core/files/file-sandbox-guard.ts';
import { createFormatterSet } from '../../../src/core/files/formatters/formatters.ts';
import { createLocalFileConnector } from '../../../src/core/files/local-file-connector.ts';
import { createOutgoingClient } from '../../../src/core/http/outgoing-client.ts';
import { systemClock } from '../../../src/core/platform/system-clock.ts';
import { intlTimeZones } from '../../../src/core/platform/intl-time-zones.ts';
import { systemRandom } from '../../../src/core/platform/system-random.ts';
import { createUuidIds } from '../../../src/core/platform/uuid-ids.ts';
import { openHostLock } from '../../../src/core/storage/host-lock.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { registryOver } from '../../support/documents-of-runs.ts';
import { noPorts } from './no-ports.ts';
import { witnessCatalogue } from './witness-actions.ts';

export interface EngineOptions {
  readonly directory: string;
  readonly lock?: boolean;
  readonly dieAtCommit?: number;
  /** It kills itself once a document that a step saves is durable. */
  readonly dieAtDocument?: boolean;
  /** The one directory that runs may use, by its real path; none if absent. */
  readonly files?: string;
  /** It kills itself once a file is moved or deleted. */
  readonly dieAtFile?: boolean;
  /** Every batch is written by a thread of its own, as a host that lives long does on a slow disk. */
  readonly writesBeside?: boolean;
  /** `host:port` that requests of runs may go to; none if absent. */
  readonly reaches?: string;
  /** Of the settings. */
  readonly budgets?: readonly Budget[];
}

export type EngineRequest =
  | { readonly do: 'start'; readonly key: string; readonly definition: JsonObject; readonly inputs: JsonObject; readonly pins?: JsonObject }
  | { readonly do: 'say'; readonly runId: RunId; readonly key: string; readonly command: RunCommand }
  | { readonly do: 'settle'; readonly runId: RunId }
  | { readonly do: 'close' };

const actor = { kind: 'user', id: 'test' } as const;
const options = JSON.parse(process.argv[2] ?? '{}') as EngineOptions;

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function report(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

/** The storage of a process that kills itself at a commit. */
function mortal(data: WorkflowDataPort): WorkflowDataPort {
  const commitRun = data.commitRun.bind(data);
  let commits = 0;
  data.commitRun = async (commit) => {
    const answer = await commitRun(commit);
    commits += 1;
    if (commits === options.dieAtCommit) process.kill(process.pid, 'SIGKILL');
    return answer;
  };
  const make = data.documents.make.bind(data.documents);
  data.documents.make = async (into, made) => {
    const answer = await make(into, made);
    if (options.dieAtDocument === true) process.kill(process.pid, 'SIGKILL');
    return answer;
  };
  return data;
}

/** The files of a process that kills itself as soon as one of them is moved or gone. */
function mortalFiles(directory: string): FileConnector {
  const guard = createFileSandboxGuard(async () => [{ path: directory, read: true, write: true }]);
  const files = createLocalFileConnector({ guard, random: systemRandom, relativeTo: directory });
  if (options.dieAtFile !== true) return files;
  const last = async <T>(done: Promise<T>): Promise<T> => {
    const answer = await done;
    process.kill(process.pid, 'SIGKILL');
    return answer;
  };
  return { ...files, move: async (...asked) => last(files.move(...asked)), remove: async (...asked) => last(files.remove(...asked)) };
}

if (options.lock === true && (await openHostLock(options.directory)) === undefined) {
  say({ did: 'refused' });
  process.exit(0);
}
const { reaches } = options;
const data = await openLocalSqlite({ directory: options.directory, ...(options.writesBeside === true ? { writerThread: { from: 1, slowMs: 0 } } : {}) });
const { epoch } = await data.claim({ id: `process-${process.pid}`, at: Date.now() });
const kept = mortal(data);
const formatters = createFormatterSet();
const current = new AsyncLocalStorage<EffectWork>();
const { registered } = registryOver(kept, { formatters, currentRun: () => current.getStore()?.runId });
const ports = { ...noPorts, formatters, registered, ...(options.files === undefined ? {} : { files: mortalFiles(options.files) }) };
const runtime = createWorkflowRuntime({
  data: kept,
  clock: systemClock,
  ids: createUuidIds(systemClock, systemRandom),
  random: systemRandom,
  zones: intlTimeZones,
  publisher: createEventBus({ onListenerError: (_channel, error) => { report(error); } }),
  ports: reaches === undefined ? ports : { ...ports, http: createOutgoingClient({ allowedPrivateHosts: async () => [reaches] }) },
  around: async (work, act) => current.run(work, act),
  catalogue: witnessCatalogue,
  epoch,
  budgets: () => options.budgets ?? [],
  onFault: report,
});
await runtime.open();
say({ did: 'open' });

async function perform(request: EngineRequest): Promise<object> {
  switch (request.do) {
    case 'start': {
      const { definition, inputs, key, pins = {} } = request;
      const workflowId = WorkflowId.parse('01890000-0000-7000-8000-000000000001');
      return await runtime.start({ workflowId, workflow: 'crash', definition, inputs, files: [], attended: true, pins, key, actor, correlationId: 'crash' });
    }
    case 'say':
      return await runtime.deliver(request.runId, { command: request.command, key: request.key, actor, correlationId: 'crash' });
    case 'settle':
      await runtime.settled(request.runId);
      return { status: (await data.runs.get(request.runId))?.status ?? 'missing' };
    case 'close':
      await runtime.close();
      await data.close();
      return {};
    default:
      return request satisfies never;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as EngineRequest;
  try {
    say({ did: request.do, ...(await perform(request)) });
  } catch (error) {
    say({ did: request.do, error: error instanceof AppError ? error.toWire() : { code: 'unexpected', message: String(error) } });
  }
  if (request.do === 'close') break;
}
