import { ownId } from '../../model/effect-id.ts';
import type { AdjustCommand } from '../../model/run-input.ts';
import type { RunState, VisitState } from '../../model/run-state.ts';
import { nodeAt } from '../compile/definition-at.ts';
import { namedVisit } from '../evolve/named-visit.ts';
import type { Turn } from './turn.ts';

/** Moves the end of a loop's time to where its new length puts it. What it stood still for stays counted. */
export function adjustLoop(turn: Turn, before: RunState, { visit: name, timeoutMs }: AdjustCommand): void {
  const visit = namedVisit(before, name);
  const id = visit === undefined ? '' : ownId(visit.id, 'timer', 'loop');
  const timer = turn.state.timers[id];
  if (visit?.loop === undefined || timer === undefined || timeoutMs === undefined) return;
  const node = nodeAt(turn.workflow, visit.id);
  const earlier = visit.loop.limits?.timeoutMs ?? node?.kind.loopTimeoutMs?.(node.config) ?? timeoutMs;
  turn.emit('action_done', { visit: visit.id, timers: [{ id, dueAt: timer.dueAt - earlier + timeoutMs }] });
}

/** Ends the pass of a loop that was broken off in the middle of it, or while it rests before the pass begins. */
export function breakNow(turn: Turn, visit: VisitState): boolean {
  const broken = visit.loop?.broken;
  if (broken === undefined || visit.bodies.length === 0) return false;
  const rests = turn.state.timers[ownId(visit.id, 'timer', 'pass')];
  if (broken !== 'now' && !(rests !== undefined && rests.dueAt > turn.at)) return false;
  turn.emit('region_cancelled', { visit: visit.id, reason: 'operator' });
  return true;
}
