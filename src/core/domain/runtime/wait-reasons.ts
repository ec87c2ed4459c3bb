import { placeOf } from '../model/region-path.ts';
import type { WaitReason } from '../model/run.ts';
import type { ArmingState } from '../model/run-waits.ts';
import type { RunState, VisitState } from '../model/run-state.ts';
import { ownId } from '../model/effect-id.ts';
import { visitsOf } from './evolve/region-tree.ts';

/** The moments the executor is to say the instants of. */
export function armingOf({ arming }: RunState): readonly ArmingState[] {
  return arming === undefined ? [] : Object.values(arming).filter(({ error }) => error === undefined);
}

/** Whether the executor is still to say which instant a moment of a zone's clocks is. */
export function isArming(state: RunState): boolean {
  return state.arming !== undefined && armingOf(state).length > 0;
}

/** What waits in a run: for its time, for a signal, or for both. */
export function waitReasons(state: RunState): readonly WaitReason[] {
  return visitsOf(state.root).flatMap((visit) => (visit.waits === undefined ? [] : reasonsAt(state, visit)));
}

function reasonsAt(state: RunState, { id: visit, waits }: VisitState): readonly WaitReason[] {
  if (waits === undefined) return [];
  const place = { visit, nodeId: placeOf(visit) };
  const timer = ownId(visit, 'timer', 'wait');
  const dueAt = state.timers[timer]?.dueAt;
  const arming = state.arming?.[timer];
  const times: readonly WaitReason[] = dueAt === undefined ? [] : [{ code: 'wait', ...place, dueAt }];
  const moments: readonly WaitReason[] = arming === undefined ? [] : [{ code: 'arming', ...place, detail: `${arming.moment.date} ${arming.moment.time} ${arming.moment.zone}` }];
  const ends = waits.signals === undefined ? [] : timesOf(state, visit);
  const signals = (waits.signals ?? []).map((detail): WaitReason => ({
    code: 'signal',
    ...place,
    detail,
    ...(waits.key === undefined ? {} : { key: waits.key }),
    ...(ends.length === 0 ? {} : { dueAt: Math.min(...ends) }),
  }));
  return [...times, ...moments, ...signals];
}

/** When a wait for a signal is over by itself. */
function timesOf({ timers }: RunState, visit: string): readonly number[] {
  const prefix = `${visit}/@timer.scheduled.`;
  const times: number[] = [];
  for (const id in timers) if (id.startsWith(prefix)) times.push(timers[id]?.dueAt ?? 0);
  return times;
}
