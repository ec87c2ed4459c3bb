import type { ErrorWire } from '../../../model/errors.ts';
import { ownId } from '../../../model/effect-id.ts';
import type { AdjustCommand, BreakCommand } from '../../../model/run-input.ts';
import type { VisitState } from '../../../model/run-state.ts';
import { nodeAt } from '../../compile/definition-at.ts';
import { namedVisits } from '../../evolve/named-visit.ts';
import { isBlocked } from '../is-blocked.ts';
import type { Meeting } from './meeting.ts';
import { refuse } from './refusal.ts';

/** The one loop a command means, or why it means none. */
function loopNamed({ state }: Meeting, name: string): VisitState | ErrorWire {
  const found = namedVisits(state, name);
  const [visit, ...others] = found;
  if (visit === undefined) return refuse('precondition_failed', 'stale', { message: `The run is not at "${name}".`, next: 'Look at the run to see where it stands.' });
  if (others.length > 0) {
    const visits = found.map(({ id }) => id);
    return refuse('input_invalid', 'not_allowed', { message: `The run is at "${name}" ${visits.length} times.`, next: `Name one of: ${visits.join(', ')}.`, data: { visits } });
  }
  if (visit.loop === undefined) return refuse('input_invalid', 'not_allowed', { message: `${visit.id} is no loop that has begun.`, next: 'Name a loop.' });
  if (visit.leaving !== undefined) return refuse('precondition_failed', 'stale', { message: `The loop ${visit.id} is over already.`, next: 'Look at the run to see where it is.' });
  if (isBlocked(state, visit.id)) return refuse('precondition_failed', 'blocked', { message: `The loop ${visit.id} waits for an incident to be resolved.`, next: 'Resolve the incident first.' });
  return visit;
}

/** Why a loop is not broken off; undefined when it is. */
export function acceptBreak(meeting: Meeting, { visit: name, force }: BreakCommand): ErrorWire | undefined {
  const visit = loopNamed(meeting, name);
  if ('code' in visit) return visit;
  if (visit.loop?.broken === 'now' || (visit.loop?.broken !== undefined && !force)) {
    return refuse('precondition_failed', 'stale', { message: `The loop ${visit.id} is broken off already.`, next: visit.loop.broken === 'now' ? 'Look at the run to see where it went.' : 'With force it ends in the middle of its pass.' });
  }
  const node = nodeAt(meeting.workflow, visit.id);
  const isWay = node?.outgoing.some((transition) => transition.triggers.some((trigger) => trigger.kind.type === 'manual-break')) === true;
  if (isWay) return undefined;
  return refuse('precondition_failed', 'not_allowed', {
    message: `No transition leaves the loop "${visit.node}" when it is broken off.`,
    next: 'Lower its limit: at the limit it goes the way written for that, or asks a person.',
  });
}

/** Why the limits of a loop are not changed; undefined when they are. */
export function acceptAdjust(meeting: Meeting, command: AdjustCommand): ErrorWire | undefined {
  const visit = loopNamed(meeting, command.visit);
  if ('code' in visit) return visit;
  const { maxPasses, timeoutMs, throttleMs, next } = command;
  if (maxPasses === undefined && timeoutMs === undefined && throttleMs === undefined && next === undefined) {
    return refuse('input_invalid', 'not_allowed', { message: 'Nothing is to be changed.', next: 'Give a number of passes, a time, a throttle, or let the next pass begin now.' });
  }
  const rests = meeting.state.timers[ownId(visit.id, 'timer', 'pass')] !== undefined;
  if (next === true && !rests) return refuse('precondition_failed', 'stale', { message: `No pass of ${visit.id} waits for its throttle.`, next: 'Look at the run to see what it waits for.' });
  return undefined;
}
