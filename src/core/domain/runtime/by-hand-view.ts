import { own } from '../model/own.ts';
import { present } from '../model/present.ts';
import { nodeOf } from '../model/region-path.ts';
import type { RunState, VisitState } from '../model/run-state.ts';
import type { CompiledDefinition, CompiledUserAction } from './compile/compiled-definition.ts';
import { nodeAt } from './compile/definition-at.ts';
import { mayBeUsed } from './decide/by-hand.ts';
import { acceptFire, acceptUserAction, triggerByHand } from './decide/inputs/accept-by-hand.ts';
import { acceptAdjust, acceptBreak } from './decide/inputs/accept-loop-command.ts';
import { Turn } from './decide/turn.ts';
import { visitsOf } from './evolve/region-tree.ts';

/** A run as of a moment, to ask what a person may do there. */
export interface Standing {
  readonly workflow: CompiledDefinition;
  readonly state: RunState;
  readonly at: number;
}

export interface UsableAction {
  readonly visit: string;
  readonly nodeId: string;
  readonly action: CompiledUserAction;
  /** Why it may not be used now: the reason of the refusal, or its condition. */
  readonly reason?: string;
  readonly until?: number;
}

/** Every user action of the nodes the run is at, with what stands against it. */
export function userActionsAt(standing: Standing): readonly UsableAction[] {
  if (standing.state.ended !== undefined) return [];
  return visitsOf(standing.state.root).flatMap((visit) => (nodeAt(standing.workflow, visit.id)?.userActions ?? []).map((action) => usable(standing, visit, action)));
}

function usable(standing: Standing, visit: VisitState, action: CompiledUserAction): UsableAction {
  const found = { visit: visit.id, nodeId: nodeOf(visit.id), action };
  const refused = acceptUserAction(standing, { name: 'action', visit: visit.id, action: action.id });
  if (refused !== undefined) {
    const { until, reason } = refused.data ?? {};
    return { ...found, reason: typeof reason === 'string' ? reason : refused.code, ...(typeof until === 'number' ? { until } : {}) };
  }
  return mayBeUsed(new Turn(standing.workflow, standing.state, standing.at), visit, action) ? found : { ...found, reason: 'condition' };
}

export interface HandWay {
  readonly visit: string;
  readonly nodeId: string;
  readonly transition: string;
  readonly to: string;
  readonly trigger: string;
}

/** Every transition a person may take by hand now. One whose verdict is awaited is not among them: only skipping it would help. */
export function waysByHand(standing: Standing): readonly HandWay[] {
  const { workflow, state } = standing;
  if (state.ended !== undefined) return [];
  return visitsOf(state.root).flatMap((visit) =>
    (nodeAt(workflow, visit.id)?.outgoing ?? []).flatMap((transition) => {
      const trigger = triggerByHand(state, visit, transition)?.kind.type;
      const isFree = acceptFire(standing, { name: 'fire', visit: visit.id, transition: transition.id }) === undefined;
      const isAsked = own(visit.candidates, transition.id)?.asks !== undefined;
      return trigger === undefined || !isFree || isAsked ? [] : [present({ visit: visit.id, nodeId: nodeOf(visit.id), transition: transition.id, to: transition.to, trigger })];
    }),
  );
}

export interface LoopByHand {
  readonly visit: string;
  readonly nodeId: string;
  /** From 1. */
  readonly pass: number;
  readonly limits: { readonly passes?: number; readonly timeoutMs?: number; readonly throttleMs?: number };
  /** Why it cannot be broken off. */
  readonly reason?: string;
  /** Its next pass waits for the throttle. */
  readonly isResting: boolean;
}

/** Every loop the run is in. */
export function loopsByHand(standing: Standing): readonly LoopByHand[] {
  if (standing.state.ended !== undefined) return [];
  return visitsOf(standing.state.root).flatMap(({ id: visit, loop, leaving }) => {
    if (loop === undefined || leaving !== undefined) return [];
    const { maxPasses: passes, timeoutMs, throttleMs } = loop.limits ?? {};
    const refused = acceptBreak(standing, { name: 'break', visit, force: false });
    const isResting = acceptAdjust(standing, { name: 'adjust', visit, next: true }) === undefined;
    return [{ visit, nodeId: nodeOf(visit), pass: loop.pass + 1, limits: present({ passes, timeoutMs, throttleMs }), isResting, ...present({ reason: refused?.message }) }];
  });
}

/** The visits a person may mean: a visit itself, every visit of a node, or, without a word, those that fit. */
export function visitsMeant({ workflow, state }: Standing, meant: string | undefined, fits: (node: NonNullable<ReturnType<typeof nodeAt>>) => boolean): readonly string[] {
  const visits = visitsOf(state.root);
  if (meant !== undefined) return visits.filter((visit) => visit.id === meant || visit.node === meant).map((visit) => visit.id);
  return visits.flatMap((visit) => {
    const node = nodeAt(workflow, visit.id);
    return node !== undefined && fits(node) ? [visit.id] : [];
  });
}
