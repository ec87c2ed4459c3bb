import type { CallContext } from '../model/caller.ts';
import { AppError } from '../model/errors.ts';
import type { RunId, WorkflowId } from '../model/ids.ts';
import { endedStatuses } from '../model/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConfigPort } from '../ports/config-port.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { RunExecutor } from '../ports/run-executor.ts';
import type { RunKeys } from '../ports/run-keys.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import { snapshotRun } from '../runtime/executor/snapshot-run.ts';
import type { AreaService } from './area-service.ts';
import { createWorkflowNames, findRun, findWorkflow } from './lookups.ts';
import { plansOfAge, plansOfQuota, pruneHistory, type PruneTally } from './prune-history.ts';
import { checkArchive, writeArchive } from './run-archive.ts';

export interface RunsHistoryDeps {
  readonly data: WorkflowDataPort;
  readonly executor: Pick<RunExecutor, 'purge'>;
  readonly keys: Pick<RunKeys, 'remove'>;
  readonly config: Pick<ConfigPort, 'get'>;
  readonly files: FileConnector;
  readonly clock: Pick<Clock, 'now'>;
  readonly publisher: WorkflowEventPublisher;
}

type OfHistory = Pick<AreaService<'runs'>, 'pin' | 'unpin' | 'prune' | 'purge' | 'archive' | 'checkarchive'>;

/** Keeping a history small: pins, retention with its preview, archives. */
export function createRunsHistory(deps: RunsHistoryDeps): OfHistory {
  const { data, files } = deps;
  const pin = async (id: string, pinned: boolean) => {
    const run = await findRun(data, id);
    await data.history.pin({ runId: run.id, pinned });
    return { id: run.id, pinned };
  };
  return {
    pin: ({ id }) => pin(id, true),
    unpin: ({ id }) => pin(id, false),
    prune: (input, call) => prune(deps, input, call),
    async purge({ id }) {
      const run = await findRun(data, id);
      await deps.executor.purge(run.id);
      return { id: run.id };
    },
    archive: (input, call) => archive(deps, input, call),
    async checkarchive({ path }, { signal }) {
      return checkArchive(path, (await files.read(path, { maxBytes: archiveLimit, signal })).bytes);
    },
  };
}

type PruneInput = Parameters<OfHistory['prune']>[0];

async function prune(deps: RunsHistoryDeps, input: PruneInput, call: CallContext) {
  const { data, keys, config, clock, publisher } = deps;
  const { history } = data;
  const workflowId = input.workflow === undefined ? undefined : (await findWorkflow(data, input.workflow)).id;
  const { value: limits } = await config.get('retention');
  const before = await history.size();
  const { days } = input;
  const ages = plansOfAge(days === undefined ? limits : { ...limits, payloadDays: days, eventDays: days, runDays: days }, { now: clock.now(), ...(workflowId === undefined ? {} : { workflowId }) });
  const quota = input.quotaMegabytes ?? limits.quotaMegabytes;
  const touched = new Map<string, number>();
  const of = { history, keys, touched, signal: call.signal, dryRun: input.dryRun, afterSlice: (done: { runs: number; bytes: number }) => { publisher.publish('history:progress', done); } };
  const aged = await pruneHistory({ ...of, plans: ages });
  const over = quota === 0 ? 0 : before.total - before.free - sumOf(aged) - quota * megabyte;
  const full = over > 0 ? await pruneHistory({ ...of, plans: plansOfQuota(over, limits, clock.now()).map((plan) => ({ ...plan, ...(workflowId === undefined ? {} : { workflowId }) })) }) : [];
  if (!input.dryRun) await makeRoom(deps, { compact: input.compact });
  const after = await history.size();
  const names = createWorkflowNames(data);
  const items = await Promise.all([...aged, ...full].map(async ({ workflowId: id, ...tally }) => ({ ...tally, workflow: await nameOf(names, id) })));
  return { dryRun: input.dryRun, items, runs: touched.size, bytes: sumOf(items), freedBytes: Math.max(0, before.total - after.total), totalBytes: after.total, stopped: call.signal.aborted };
}

const megabyte = 1_000_000;

function sumOf(tallies: readonly Pick<PruneTally, 'bytes'>[]): number {
  return tallies.reduce((sum, { bytes }) => sum + bytes, 0);
}

async function nameOf(names: ReturnType<typeof createWorkflowNames>, id: WorkflowId): Promise<{ id: string; slug: string }> {
  const { slug } = await names(id);
  return { id, slug };
}

/** What is free goes back to the disk in pieces, so that runs go on in between. */
async function makeRoom({ data: { history }, clock }: RunsHistoryDeps, { compact }: { readonly compact: boolean }): Promise<void> {
  await history.sweep(clock.now());
  if (compact) await history.rebuild();
  while ((await history.compact(pagesAtOnce)) > 0) continue;
}

const pagesAtOnce = 2000;
/** As bytes in memory; a run that is longer is archived by export of its parts. */
const archiveLimit = 512 * 1024 * 1024;

type ArchiveInput = Parameters<OfHistory['archive']>[0];

async function archive(deps: RunsHistoryDeps, input: ArchiveInput, call: CallContext) {
  const { data, files, clock } = deps;
  const { rows, next } = await runsToArchive(deps, input);
  const names = createWorkflowNames(data);
  const items = [];
  for (const row of rows) {
    call.signal.throwIfAborted();
    const bytes = writeArchive(row, (await names(row.workflowId)).slug, await snapshotRun(data, row));
    const { path } = await files.write(`${input.to}/${row.id}.jsonl`, bytes, { overwrite: true, signal: call.signal });
    // Only what can be read back may be relied on.
    const { rows: written, sha256 } = checkArchive(path, (await files.read(path, { maxBytes: archiveLimit, signal: call.signal })).bytes);
    await data.history.markArchived({ runId: row.id, at: clock.now() });
    items.push({ id: row.id, path, bytes: bytes.byteLength, rows: written, sha256 });
  }
  return next === undefined ? { items } : { items, next };
}

async function runsToArchive({ data }: RunsHistoryDeps, input: ArchiveInput): Promise<{ readonly rows: readonly RunRow[]; readonly next?: string }> {
  if (input.id !== undefined) {
    const row = await findRun(data, input.id);
    if (row.endedAt === undefined || row.pruned !== undefined) throw notWhole(row);
    return { rows: [row] };
  }
  const workflowId = input.workflow === undefined ? undefined : (await findWorkflow(data, input.workflow)).id;
  const page = await data.runs.list({
    status: endedStatuses,
    limit: input.limit,
    ...(workflowId === undefined ? {} : { workflowId }),
    ...(input.startedBefore === undefined ? {} : { startedBefore: Date.parse(input.startedBefore) }),
    ...(input.after === undefined ? {} : { after: (await findRun(data, input.after)).id }),
  });
  const last = page.at(-1);
  const found = page.filter((row) => row.pruned === undefined && row.archivedAt === undefined && row.unreadable === undefined);
  const rows = (await Promise.all(found.map(({ id }) => readableRun(data, id)))).filter((row) => row !== undefined);
  return page.length === input.limit && last !== undefined ? { rows, next: last.id } : { rows };
}

/** One that cannot be read stays where it is, and does not keep others from the archive. */
async function readableRun({ runs }: RunsHistoryDeps['data'], id: RunId): Promise<RunRow | undefined> {
  try {
    return await runs.get(id);
  } catch (error) {
    if (error instanceof AppError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function notWhole({ id, pruned }: RunRow): AppError {
  return pruned === undefined
    ? new AppError('precondition_failed', `run '${id}' has not ended`, { next: `Stop it with \`aiwm runs stop ${id}\`, or wait.`, data: { reason: 'not_ended' } })
    : new AppError('precondition_failed', `run '${id}' has lost its ${pruned}`, { next: 'Archive runs before retention takes them.', data: { reason: 'pruned' } });
}
