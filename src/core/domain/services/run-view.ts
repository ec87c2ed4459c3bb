import { AppError } from '../model/errors.ts';
import { toInstant } from '../model/instant.ts';
import { present } from '../model/present.ts';
import type { JsonObject } from '../model/json.ts';
import type { RunState } from '../model/run-state.ts';
import { RunModel, type RunView } from '../operations/runs.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { activeVisits } from '../runtime/run-status.ts';
import { incidentViews } from './incident-view.ts';
import { createWorkflowNames } from './lookups.ts';
import { runSummary } from './run-summary.ts';
import { runUsage } from './run-usage.ts';

export interface RunViewDeps {
  readonly data: Pick<WorkflowDataPort, 'runs' | 'blobs' | 'cards' | 'workflows' | 'history'>;
  readonly loader: Pick<RunLoader, 'definition' | 'shown'>;
}

/** Everything a screen shows of one run, from its row, its state and what it is pinned to. */
export async function runView({ data, loader }: RunViewDeps, { id }: RunRow): Promise<RunView> {
  const loaded = await data.runs.load(id);
  if (loaded === undefined) throw new AppError('not_found', `There is no run "${id}".`, { data: { id } });
  const { row } = loaded;
  const [state, definition, workflow, cards, usage, looseEnds] = await Promise.all([
    row.pruned === undefined ? loader.shown(loaded) : undefined,
    pinnedDefinition({ data, loader }, row),
    createWorkflowNames(data)(row.workflowId),
    data.cards.list({ state: 'open', runId: id, limit: 1000 }),
    data.runs.usage(id),
    data.history.looseEnds(id),
  ]);
  return {
    ...runSummary(row, workflow),
    definition,
    definitionHash: row.definitionHash,
    ...(state === undefined ? leftOf(row) : stateOf(state, definition)),
    cards: cards.map((card) => card.id),
    usage: runUsage(usage),
    ...(state === undefined ? { may: [] } : {}),
    looseEnds: looseEnds.map(({ effect, attempt, at, output }) => ({ effect, attempt, at: toInstant(at), output })),
  };
}

type OfState = Pick<RunView, 'profile' | 'llm' | 'inputs' | 'vars' | 'nodes' | 'outputs' | 'error' | 'active' | 'visited' | 'incidents'>;

function stateOf(state: RunState, definition: JsonObject): OfState {
  const { profile, llm } = state.pins;
  return {
    ...(typeof profile === 'string' ? { profile } : {}),
    ...present({ llm: RunModel.safeParse(llm).data }),
    inputs: state.inputs,
    vars: state.scope.vars,
    nodes: state.scope.nodes,
    ...outcomeOf(state),
    active: activeVisits(state).map((visit) => ({ ...visit })),
    visited: { ...state.visited },
    incidents: incidentViews(state, definition),
  };
}

/** Of a run that lost its image to retention: how it ended. */
function leftOf({ outputs, error }: RunRow): OfState {
  return { inputs: {}, vars: {}, nodes: {}, ...present({ outputs, error: error === undefined ? undefined : { ...error } }), active: [], visited: {}, incidents: [] };
}

/** The definition the run is pinned to, with the layout of its version: that is no part of what is pinned. */
async function pinnedDefinition({ data, loader }: RunViewDeps, row: RunRow): Promise<JsonObject> {
  const [definition, version] = await Promise.all([
    loader.definition(row.definitionHash),
    row.versionNumber === undefined ? undefined : data.workflows.version(row.workflowId, row.versionNumber),
  ]);
  const layout = version?.definition['layout'];
  return layout === undefined ? definition : { ...definition, layout };
}

function outcomeOf({ ended }: RunState): Pick<RunView, 'outputs' | 'error'> {
  return {
    ...(ended?.outputs === undefined ? {} : { outputs: ended.outputs }),
    ...(ended?.error === undefined ? {} : { error: { ...ended.error } }),
  };
}
