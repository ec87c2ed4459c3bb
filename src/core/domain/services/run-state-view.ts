import { toInstant } from '../model/instant.ts';
import { AppError } from '../model/errors.ts';
import { sortedOrigins } from '../model/origin.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { RunState } from '../model/run-state.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import type { StateAnswer } from '../operations/runs-from-journal.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { batchBorders } from '../runtime/journal/batch-borders.ts';
import { stateSteps } from '../runtime/journal/restart-border.ts';
import { provenanceOf } from '../runtime/provenance/find-origins.ts';
import { activeVisits, runStatus } from '../runtime/run-status.ts';
import { inTurns, journalInTurns, type Turns } from './in-turns.ts';

export interface RunStateDeps {
  readonly data: { readonly runs: Pick<WorkflowDataPort['runs'], 'load'> };
  readonly loader: Pick<RunLoader, 'events' | 'compiled' | 'shown'>;
}

/** A run as it was after one of its rows. */
export async function runState(deps: RunStateDeps, run: RunRow, { at = run.seq, turns }: { readonly at?: number | undefined; readonly turns: Turns }): Promise<StateAnswer> {
  if (at > run.seq) throw new AppError('input_invalid', `The journal has no row ${at}; its last is ${run.seq}.`, { next: `Ask for a row up to ${run.seq}.`, data: { fields: [{ path: 'at', message: 'no row' }] } });
  const { state, row, isBorder } = (at === run.seq ? await newest(deps, run) : undefined) ?? (await earlier(deps, run, { at, turns }));
  const { ended, scope } = state;
  return {
    id: run.id,
    seq: at,
    lastSeq: run.seq,
    at: toInstant(state.at),
    row: row?.type ?? '',
    ...statusOf(runStatus(state)),
    active: activeVisits(state).map((visit) => ({ ...visit })),
    inputs: state.inputs,
    vars: scope.vars,
    nodes: scope.nodes,
    loops: scope.loops,
    origins: await originsOf(deps.loader, run),
    wanted: Object.values(state.wanted).map(({ id, kind, attempt, request }) => ({ effect: id, kind, attempt, request })),
    timers: Object.values(state.timers).map(({ id, dueAt }) => ({ id, dueAt: toInstant(dueAt) })),
    cards: Object.keys(state.cards),
    incidents: Object.values(state.incidents).map(({ incident, code, visit }) => ({ id: incident, code, visit })),
    transitions: state.transitions,
    ...(ended?.outputs === undefined ? {} : { outputs: ended.outputs }),
    ...(ended?.error === undefined ? {} : { error: { ...ended.error } }),
    border: isBorder && ended === undefined,
  };
}

interface Standing {
  readonly state: RunState;
  readonly row: RunEvent | undefined;
  /** Nothing of the same batch follows. */
  readonly isBorder: boolean;
}

/** As it stands, which is kept beside its journal; nothing where it has gone on meanwhile. */
async function newest({ data, loader }: RunStateDeps, { id, seq }: RunRow): Promise<Standing | undefined> {
  const kept = await data.runs.load(id);
  if (kept?.row.seq !== seq) return undefined;
  const [state, [row]] = await Promise.all([loader.shown(kept), loader.events(id, { after: seq - 1, limit: 1 })]);
  return { state, row, isBorder: true };
}

/** As it stood, which its rows up to there say. */
async function earlier({ loader }: RunStateDeps, { id }: RunRow, { at, turns }: { readonly at: number; readonly turns: Turns }): Promise<Standing> {
  const rows = await journalInTurns(loader.events, id, { upTo: at + 1, turns });
  return { state: await inTurns(stateSteps(rows, at), turns), row: rows[at - 1], isBorder: batchBorders(rows).includes(at) };
}

function statusOf({ status, reasons }: ReturnType<typeof runStatus>): Pick<StateAnswer, 'status' | 'reasons'> {
  return { status, reasons: [...reasons] };
}

/** A definition that this program cannot compile any more has states to show all the same. */
async function originsOf(loader: Pick<RunLoader, 'compiled'>, { definitionHash }: RunRow): Promise<StateAnswer['origins']> {
  const workflow = await loader.compiled(definitionHash).catch(() => undefined);
  const found = workflow === undefined ? [] : [...provenanceOf(workflow).values('')];
  return Object.fromEntries(found.filter(([, from]) => from.size > 0).map(([name, from]) => [name, [...sortedOrigins(from)]]));
}
