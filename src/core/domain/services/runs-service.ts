import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CallContext } from '../model/caller.ts';
import type { RunId } from '../model/ids.ts';
import { isJsonObject } from '../model/json.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { FormatterSet } from '../ports/formatter.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { RunCommand, RunExecutor } from '../ports/run-executor.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import type { AreaService } from './area-service.ts';
import { readOnChanges } from './changes-on.ts';
import { sameStart } from './earlier-start.ts';
import { estimateRun, type EstimateDeps } from './estimate-run.ts';
import { exportRun } from './export-run.ts';
import { findRun, findWorkflow } from './lookups.ts';
import { pinInputs } from './run-inputs.ts';
import { runChanges } from './run-changes.ts';
import { runLines } from './run-lines.ts';
import { runTimeline } from './run-timeline.ts';
import { runView } from './run-view.ts';
import { createRunsByHand } from './runs-by-hand.ts';
import { createRunsHistory, type RunsHistoryDeps } from './runs-history.ts';
import { createRunsFromJournal } from './runs-from-journal.ts';
import { createRunsReading } from './runs-reading.ts';
import { searchRun } from './search-run.ts';
import { skippingValidators } from './skipping-validators.ts';
import { startPins, type StartPinsDeps } from './start-pins.ts';
import { orStalled, stalledView } from './stalled-view.ts';
import { watchRun } from './run-watch.ts';
import { versionToRun } from './version-to-run.ts';

export interface RunsServiceDeps extends RunsHistoryDeps, Pick<EstimateDeps, 'connectors' | 'model'> {
  readonly data: WorkflowDataPort;
  readonly catalogue: Catalogue;
  readonly loader: Pick<RunLoader, 'definition' | 'events' | 'opened' | 'shown' | 'load' | 'compiled' | 'compile' | 'meaning'>;
  readonly executor: Pick<RunExecutor, 'start' | 'deliver' | 'fork' | 'purge'>;
  readonly publisher: WorkflowEventPublisher;
  readonly files: FileConnector;
  readonly config: StartPinsDeps['config'];
  readonly formatters: FormatterSet;
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'sleepUntil'>;
  readonly ids: Ids;
  /** Lets others go first in the middle of long work. */
  readonly breathe: () => Promise<void>;
}

/** Starting, watching and steering runs. What is accepted is durable when the answer comes. */
export function createRunsService(deps: RunsServiceDeps): AreaService<'runs'> {
  const { data } = deps;
  const steer = (input: Steering, call: CallContext, command: RunCommand) => deliver(deps, { input, call, command });
  return {
    ...createFollowed(deps),
    ...createRunsByHand(deps),
    ...createRunsFromJournal(deps),
    ...createRunsHistory(deps),
    start: (input, call) => startRun(deps, input, call),
    estimate: (input) => estimateRun(deps, input),
    async get({ id }) {
      const row = await findRun(data, id);
      return orStalled(deps.loader, row, { show: () => runView(deps, row), instead: (why) => stalledView(deps, row, why) });
    },
    async events({ id, after, limit }) {
      const run = await findRun(data, id);
      const rows = await shownRows(deps, run, { after, limit: limit + 1 });
      const items = runLines(run, rows.slice(0, limit));
      const next = items.at(-1)?.seq;
      return rows.length > limit && next !== undefined ? { items, next } : { items };
    },
    async timeline({ id, after, limit }) {
      return await runTimeline(deps, await findRun(data, id), { after, limit });
    },
    async search({ id, ...wanted }) {
      return await searchRun({ ...deps, events: (run, page) => shownRows(deps, run, page) }, await findRun(data, id), wanted);
    },
    async *export({ id, format }, { signal }) {
      const run = await findRun(data, id);
      yield* exportRun({ run, format, signal, rows: (page) => shownRows(deps, run, page) });
    },
    changes: async ({ id }, { signal }) => await runChanges(deps, await findRun(data, id), signal),
    pause: (input, call) => steer(input, call, { name: 'pause', now: input.now, ...because(input) }),
    resume: (input, call) => steer(input, call, { name: 'resume', ...because(input) }),
    stop: (input, call) => steer(input, call, { name: 'stop', ...because(input) }),
    async resolve(input, call) {
      const { incident, answer, value, transition } = input;
      const command: RunCommand = {
        name: 'resolve',
        incident,
        answer,
        ...(value === undefined ? {} : { value }),
        ...(transition === undefined ? {} : { transition }),
        ...skippingValidators(input.skipValidators, call),
        ...because(input),
      };
      return await steer(input, call, command);
    },
  };
}

/** Lists, and what goes on in them and in a run. */
function createFollowed(deps: RunsServiceDeps): Pick<AreaService<'runs'>, 'list' | 'watchlist' | 'watch'> {
  const { list } = createRunsReading(deps);
  return {
    list,
    watchlist: (input, call) => readOnChanges(deps, ['run:committed', 'history:progress'], { read: () => list(input, call), signal: call.signal }),
    watch: (input, { signal }) => watchRun(deps, { ...input, signal }),
  };
}

/** Rows as doors show them. Large values that retention took stand as their addresses. */
async function shownRows({ data, loader }: Pick<RunsServiceDeps, 'data' | 'loader'>, run: RunRow, page: { readonly after: number; readonly limit: number }): Promise<readonly RunEvent[]> {
  return await (run.pruned === undefined ? loader : data.runs).events(run.id, page);
}

type StartInput = Parameters<AreaService<'runs'>['start']>[0];

async function startRun(deps: RunsServiceDeps, input: StartInput, call: CallContext): Promise<{ id: string; duplicate: boolean }> {
  const { data } = deps;
  // A second start answers as the first did, even if the workflow or a file has changed or gone since.
  const earlier = input.key === undefined ? undefined : await data.runs.byStartKey(input.key);
  const again = (id: RunId, key: string) => sameStart(deps, id, { key, workflow: input.workflow, input: input.input, choice: input, signal: call.signal });
  if (earlier !== undefined && input.key !== undefined) return await again(earlier, input.key);

  const workflow = await findWorkflow(data, input.workflow);
  const { attachments, ...version } = await versionToRun(deps, workflow, input);
  const pinned = await pinInputs(deps, {
    workflow: workflow.slug,
    schema: isJsonObject(version.definition['inputs']) ? version.definition['inputs'] : {},
    values: input.input,
    signal: call.signal,
  });
  const { runId, duplicate } = await deps.executor.start({
    workflowId: workflow.id,
    workflow: workflow.slug,
    ...version,
    ...pinned,
    attended: input.attended,
    pins: { ...(attachments.mock === undefined ? {} : { mock: attachments.mock.sha256 }), ...(await startPins(deps, input, call)) },
    key: input.key ?? deps.ids.next(),
    actor: call.actor,
    correlationId: call.correlationId,
  });
  // Two starts at once under one key: the later one is told as if it had come afterwards.
  return duplicate && input.key !== undefined ? await again(runId, input.key) : { id: runId, duplicate };
}

interface Steering {
  readonly id: string;
  readonly key?: string | undefined;
}

async function deliver({ data, executor, ids }: RunsServiceDeps, { input, call, command }: { input: Steering; call: CallContext; command: RunCommand }) {
  const run = await findRun(data, input.id);
  const { seq } = await executor.deliver(run.id, { command, key: input.key ?? ids.next(), actor: call.actor, correlationId: call.correlationId });
  const { status } = await findRun(data, input.id);
  return { id: run.id, seq, status };
}

function because({ reason }: { readonly reason?: string | undefined }): { readonly reason?: string } {
  return reason === undefined ? {} : { reason };
}
