import type { CallContext } from '../model/caller.ts';
import { AppError } from '../model/errors.ts';
import { present } from '../model/present.ts';
import { nodeOf } from '../model/region-path.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { MoveRun, RunExecutor } from '../ports/run-executor.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import { definitionAt } from '../runtime/compile/definition-at.ts';
import { demandWhole, type RunLoader } from '../runtime/executor/run-loader.ts';
import { restartPoint } from '../runtime/journal/restart-border.ts';
import type { AreaService } from './area-service.ts';
import { compareRuns } from './compare-runs.ts';
import { findRun, findWorkflow } from './lookups.ts';
import { replayRun } from './replay-run.ts';
import { runState } from './run-state-view.ts';
import { demandConnector, type StartPinsDeps } from './start-pins.ts';
import { type VersionDeps, versionToRun } from './version-to-run.ts';

export interface RunsFromJournalDeps extends VersionDeps {
  readonly data: WorkflowDataPort;
  readonly loader: Pick<RunLoader, 'events' | 'opened' | 'shown' | 'compiled' | 'compile' | 'meaning'>;
  readonly executor: Pick<RunExecutor, 'deliver' | 'fork'>;
  readonly connectors: StartPinsDeps['connectors'];
  readonly config: Pick<StartPinsDeps['config'], 'get'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly ids: Ids;
  /** Lets others go first in the middle of long work. */
  readonly breathe: () => Promise<void>;
}

type FromJournal = Pick<AreaService<'runs'>, 'replay' | 'state' | 'fork' | 'restart' | 'compare' | 'migrate'>;

/** Replay, time travel, forks, comparison and moves: each reads the journal, and only a fork or a move writes. */
export function createRunsFromJournal(deps: RunsFromJournalDeps): FromJournal {
  const { data, executor, ids } = deps;
  return {
    async replay({ id, draft, version }, { signal }) {
      return await replayRun(deps, await wholeRun(data, id), { draft, version, turns: { ...deps, signal } });
    },
    async state({ id, at }, { signal }) {
      return await runState(deps, await wholeRun(data, id), { at, turns: { ...deps, signal } });
    },
    async fork({ id, at, set, prompt, model, connector, draft, effects, key }, call) {
      const parent = await wholeRun(data, id);
      if (connector !== undefined) await demandConnector(deps, connector);
      const moveTo = draft ? await definitionOf(deps, parent, { draft }) : undefined;
      const seq = at ?? parent.seq;
      const vars = Object.keys(set).length === 0 ? undefined : set;
      const { runId, duplicate } = await executor.fork({ parent: parent.id, seq, ...present({ vars, prompt, model, connector, effects }), ...(moveTo === undefined ? {} : { moveTo: { ...moveTo, mapping: {} } }), ...said(deps, key, call) });
      return { id: runId, duplicate, parent: parent.id, at: seq };
    },
    async restart({ id, node, newVersion, effects, key }, call) {
      const parent = await wholeRun(data, id);
      const [rows, workflow] = await Promise.all([deps.loader.events(parent.id, { after: 0, limit: parent.seq }), deps.loader.compiled(parent.definitionHash)]);
      const { seq, visit } = restartPoint(rows, node, (around) => definitionAt(workflow, around).nodes.get(nodeOf(around))?.kind.isSpread === true);
      const moveTo = newVersion ? { ...(await definitionOf(deps, parent, { draft: false })), mapping: {} } : undefined;
      const { runId, duplicate } = await executor.fork({ parent: parent.id, seq, afresh: true, ...present({ effects, moveTo }), ...said(deps, key, call) });
      return { id: runId, duplicate, parent: parent.id, at: seq, visit };
    },
    async compare({ a, b }, { signal }) {
      return await compareRuns(deps, { a: await wholeRun(data, a), b: await wholeRun(data, b), turns: { ...deps, signal } });
    },
    async migrate({ id, draft, version, mapping, key }, call) {
      const run = await wholeRun(data, id);
      if (!draft && version === undefined) throw whereTo(run);
      const definition = await definitionOf(deps, run, { draft, version });
      await demandMapped(deps, run, mapping);
      const { seq } = await executor.deliver(run.id, { command: { name: 'migrate', ...definition, mapping }, key: key ?? ids.next(), actor: call.actor, correlationId: call.correlationId });
      return { id: run.id, seq, status: (await findRun(data, id)).status };
    },
  };
}

/** A run whose journal and values are all there. */
async function wholeRun(data: WorkflowDataPort, id: string): Promise<RunRow> {
  const run = await findRun(data, id);
  demandWhole(run);
  return run;
}

function whereTo({ id }: RunRow): AppError {
  return new AppError('input_invalid', `Run ${id} is to move, and it is not said to what.`, {
    next: 'Name the version with --version, or say --draft.',
    data: { fields: [{ path: 'version', message: 'give this or draft' }] },
  });
}

/** A misspelt node would be mapped to nothing, and the one that was meant stay unmapped. */
async function demandMapped({ loader }: Pick<RunsFromJournalDeps, 'loader'>, run: RunRow, mapping: { readonly [node: string]: string }): Promise<void> {
  const workflow = await loader.compiled(run.definitionHash);
  const known = [workflow, ...workflow.called.values()].flatMap(({ nodes }) => [...nodes.keys()]);
  const unknown = Object.keys(mapping).filter((node) => !known.includes(node));
  if (unknown.length === 0) return;
  throw new AppError('input_invalid', `What run ${run.id} follows has no node ${unknown.map((node) => `"${node}"`).join(', ')}.`, {
    next: 'A mapping is old=new: the id the node has now, and the one it has there.',
    data: { fields: unknown.map((node) => ({ path: `mapping.${node}`, message: 'unknown' })) },
  });
}

function said({ ids }: RunsFromJournalDeps, key: string | undefined, { actor, correlationId }: CallContext): { readonly key: string } & Pick<CallContext, 'actor' | 'correlationId'> {
  return { key: key ?? ids.next(), actor, correlationId };
}

async function definitionOf(deps: VersionDeps & Pick<RunsFromJournalDeps, 'data'>, run: RunRow, which: { readonly draft: boolean; readonly version?: number | undefined }): Promise<Omit<MoveRun, 'mapping'>> {
  const workflow = await findWorkflow(deps.data, run.workflowId);
  const { attachments: _, ...definition } = await versionToRun(deps, workflow, which);
  return definition;
}
