import type { CallContext } from '../model/caller.ts';
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
import { type VersionDeps, versionToRun } from './version-to-run.ts';

export interface RunsFromJournalDeps extends VersionDeps {
  readonly data: WorkflowDataPort;
  readonly loader: Pick<RunLoader, 'events' | 'opened' | 'compiled' | 'compile' | 'meaning'>;
  readonly executor: Pick<RunExecutor, 'deliver' | 'fork'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

type FromJournal = Pick<AreaService<'runs'>, 'replay' | 'state' | 'fork' | 'restart' | 'compare' | 'migrate'>;

/** Replay, time travel, forks, comparison and moves: each reads the journal, and only a fork or a move writes. */
export function createRunsFromJournal(deps: RunsFromJournalDeps): FromJournal {
  const { data, executor, ids } = deps;
  return {
    async replay({ id, draft, version }) {
      return await replayRun(deps, await wholeRun(data, id), { draft, version });
    },
    async state({ id, at }) {
      return await runState(deps, await wholeRun(data, id), at);
    },
    async fork({ id, at, set, prompt, model, draft, effects, key }, call) {
      const parent = await wholeRun(data, id);
      const moveTo = draft ? await definitionOf(deps, parent, { draft }) : undefined;
      const seq = at ?? parent.seq;
      const vars = Object.keys(set).length === 0 ? undefined : set;
      const { runId, duplicate } = await executor.fork({ parent: parent.id, seq, ...present({ vars, prompt, model, effects }), ...(moveTo === undefined ? {} : { moveTo: { ...moveTo, mapping: {} } }), ...said(deps, key, call) });
      return { id: runId, duplicate, parent: parent.id, at: seq };
    },
    async restart({ id, node, effects, key }, call) {
      const parent = await wholeRun(data, id);
      const [rows, workflow] = await Promise.all([deps.loader.events(parent.id, { after: 0, limit: parent.seq }), deps.loader.compiled(parent.definitionHash)]);
      const { seq, visit } = restartPoint(rows, node, (around) => concurrent.has(definitionAt(workflow, around).nodes.get(nodeOf(around))?.kind.type ?? ''));
      const { runId, duplicate } = await executor.fork({ parent: parent.id, seq, afresh: true, ...present({ effects }), ...said(deps, key, call) });
      return { id: runId, duplicate, parent: parent.id, at: seq, visit };
    },
    async compare({ a, b }) {
      return await compareRuns(deps, await wholeRun(data, a), await wholeRun(data, b));
    },
    async migrate({ id, draft, version, mapping, key }, call) {
      const run = await wholeRun(data, id);
      const definition = await definitionOf(deps, run, { draft, version });
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

/** Kinds of nodes whose bodies run beside each other. */
const concurrent: ReadonlySet<string> = new Set(['parallel', 'map']);

function said({ ids }: RunsFromJournalDeps, key: string | undefined, { actor, correlationId }: CallContext): { readonly key: string } & Pick<CallContext, 'actor' | 'correlationId'> {
  return { key: key ?? ids.next(), actor, correlationId };
}

async function definitionOf(deps: VersionDeps & Pick<RunsFromJournalDeps, 'data'>, run: RunRow, which: { readonly draft: boolean; readonly version?: number | undefined }): Promise<Omit<MoveRun, 'mapping'>> {
  const workflow = await findWorkflow(deps.data, run.workflowId);
  const { attachments: _, ...definition } = await versionToRun(deps, workflow, which);
  return definition;
}
