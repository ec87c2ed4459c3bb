import { ownId } from '../../model/effect-id.ts';
import { containerOf, placeOf, regionOf } from '../../model/region-path.ts';
import type { WaitReason } from '../../model/run.ts';
import type { WaitingPlace } from '../../model/run-why.ts';
import type { RunState, VisitState } from '../../model/run-state.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { nodeAt } from '../compile/definition-at.ts';
import { visitsOf } from '../evolve/region-tree.ts';
import { activeVisits, runStatus } from '../run-status.ts';
import { type ActNames, actsOf, approvalActs, choiceActs, incidentActs, loopActs } from './ending-acts.ts';
import { approvalsAt } from './approval-standing.ts';
import { limitOf } from './limit-reached.ts';
import { waysOut } from './way-standing.ts';

export interface WhyParts {
  readonly workflow: CompiledDefinition;
  readonly state: RunState;
  readonly names: ActNames;
}

/** Every place where a run waits or works: what for, how each way out stands, and what a person can do. Empty after its end. */
export function waitingPlaces(parts: WhyParts): readonly WaitingPlace[] {
  const { state } = parts;
  if (state.ended !== undefined) return [];
  const { reasons } = runStatus(state);
  const phases = new Map(activeVisits(state).map(({ visit, phase }) => [visit, phase]));
  const places = visitsOf(state.root).flatMap((visit): readonly WaitingPlace[] => {
    const own = reasons.filter((reason) => reason.visit === visit.id);
    // A container says nothing while what is inside it does.
    if (visit.bodies.length > 0 && own.length === 0) return [];
    // Nothing inside a loop that rests has begun.
    if (own.length === 0 && restsAround(state, visit.id)) return [];
    return [placeAt(parts, { visit, reasons: own, phase: phases.get(visit.id) ?? 'acting' })];
  });
  return [...wholeRun(parts, reasons), ...places];
}

/** Whether the pass a visit stands in is still to begin. */
function restsAround(state: Pick<RunState, 'timers'>, visit: string): boolean {
  const container = containerOf(regionOf(visit));
  return container !== undefined && (state.timers[ownId(container, 'timer', 'pass')] !== undefined || restsAround(state, container));
}

/** A signal that came during a pause is taken when the run goes on: another would be one too many. */
function liesInInbox({ pause, inbox = [] }: RunState, { code, detail, key }: WaitReason): boolean {
  return pause !== undefined && code === 'signal' && inbox.some((entry) => entry.name === detail && (key === undefined || entry.key === key));
}

interface Place {
  readonly visit: VisitState;
  readonly reasons: readonly WaitReason[];
  readonly phase: WaitingPlace['phase'];
}

function placeAt({ workflow, state, names }: WhyParts, { visit, reasons, phase }: Place): WaitingPlace {
  const node = nodeAt(workflow, visit.id);
  const acts = reasons.filter((reason) => !liesInInbox(state, reason)).flatMap((reason) => actsOf(names, reason));
  const place = { visit: visit.id, nodeId: placeOf(visit.id), phase, reasons: [...reasons] };
  if (node === undefined) return { ...place, ways: [], acts };
  const byHand = reasons.some(({ code }) => code === 'selection' || code === 'person');
  return {
    ...place,
    ...standingAt(state, visit.id, names.people),
    ways: waysOut({ workflow, state, visit, node }).map((way) => ({ ...way })),
    acts: [...incidentActs(state, { run: names.run, visit: visit.id, node }), ...acts, ...approvalActs(state, names, visit.id), ...(byHand ? choiceActs({ run: names.run, visit: visit.id, node }) : []), ...loopActs(state, visit, { run: names.run, node })],
  };
}

/** Approvals that are asked for, and a limit that was reached. */
function standingAt(state: RunState, visit: string, people?: readonly string[]): Pick<WaitingPlace, 'approvals' | 'limit'> {
  const approvals = approvalsAt(state, visit, people);
  const params = Object.values(state.incidents).find((incident) => incident.visit === visit && incident.code === 'limit_reached')?.params;
  const limit = limitOf(params);
  return { ...(approvals.length === 0 ? {} : { approvals: [...approvals] }), ...(limit === undefined ? {} : { limit }) };
}

/** What stops the run as a whole: a pause, or an incident of no node. */
function wholeRun({ state, names }: WhyParts, reasons: readonly WaitReason[]): readonly WaitingPlace[] {
  const own = reasons.filter((reason) => reason.visit === undefined);
  if (own.length === 0) return [];
  const acts = [...incidentActs(state, { run: names.run, visit: '' }), ...own.flatMap((reason) => actsOf(names, reason))];
  return [{ phase: state.pause === undefined ? 'incident' : 'paused', reasons: [...own], ways: [], acts }];
}
