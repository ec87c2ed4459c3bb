import type { Intent } from '../../catalogue/node-kind.ts';
import { ownId } from '../../model/effect-id.ts';
import { present } from '../../model/present.ts';
import type { TimerSet } from '../../model/run-facts.ts';
import type { VisitState } from '../../model/run-state.ts';
import type { CompiledNode } from '../compile/compiled-definition.ts';
import { findVisit } from '../evolve/region-tree.ts';
import { askFor } from './ask.ts';
import { isValidating } from './beside.ts';
import { examine, rejectedParams } from './candidates.ts';
import { lookFor } from './inbox.ts';
import { openIncident } from './incidents.ts';
import { leave } from './leaving.ts';
import { errorAt, guarded, raise } from './run-errors.ts';
import { scheduledTimers } from './scheduled-timers.ts';
import type { Turn } from './turn.ts';

type Waiting = Intent & { readonly kind: 'wait' };

/** The id of the deadline a wait sets for itself. */
export function waitTimer(visit: string): string {
  return ownId(visit, 'timer', 'wait');
}

/** Lets the visit wait from now on. A signal that came before may end the wait at once. */
export function beginWait(turn: Turn, { visit, node }: { readonly visit: VisitState; readonly node: CompiledNode }, intent: Waiting): void {
  const { key, moment } = intent;
  const timers = [...ownTimer(turn, visit, intent), ...scheduledTimers(node, visit.id, turn.at)];
  const signals = signalsOf(node, intent.signal);
  const forTime = moment !== undefined || intent.at !== undefined || intent.afterMs !== undefined;
  turn.emit('action_done', {
    visit: visit.id,
    waits: present({ forTime: forTime ? (true as const) : undefined, moment, signals: signals.length === 0 ? undefined : signals, key }),
    ...present({ timers: timers.length === 0 ? undefined : timers }),
  });
  if (signals.length > 0) lookFor(turn, visit.id);
}

/** A duration stands still with its run; an instant does not. */
function ownTimer(turn: Turn, visit: VisitState, { afterMs, at }: Waiting): readonly TimerSet[] {
  const id = waitTimer(visit.id);
  if (afterMs !== undefined) return [{ id, dueAt: turn.at + afterMs }];
  return at === undefined ? [] : [{ id, dueAt: at, fixed: true }];
}

function signalsOf(node: CompiledNode, own: string | undefined): readonly string[] {
  const named = node.outgoing.flatMap((transition) => transition.triggers.flatMap((trigger) => trigger.signal ?? []));
  return [...new Set([...(own === undefined ? [] : [own]), ...named])];
}

/** A wait whose time has come leaves. Gives false while there is nothing to do without an input. */
export function stepWait(turn: Turn, visit: VisitState): boolean {
  const timer = waitTimer(visit.id);
  const arming = turn.state.arming?.[timer];
  if (arming?.error !== undefined) return failToArm(turn, visit, arming.error);
  if (visit.waits?.forTime !== true || arming !== undefined || isValidating(visit, 'scheduled')) return false;
  const due = turn.state.timers[timer];
  if (due !== undefined && due.dueAt > turn.at) return false;
  endOfWait(turn, visit);
  return true;
}

/** What the zone database does not know cannot be waited for; another attempt begins the wait anew. */
function failToArm(turn: Turn, visit: VisitState, error: Parameters<typeof errorAt>[1]): true {
  turn.emit('region_cancelled', { visit: visit.id, reason: 'error' });
  const cancelled = findVisit(turn.state, visit.id) ?? visit;
  raise(turn, { visit: cancelled, error: errorAt(cancelled, error, { kind: 'engine' }) });
  return true;
}

/** Takes the way of the time the node waited for; where none can be taken, a person is asked. One that is being validated goes on with that. */
export function endOfWait(turn: Turn, visit: VisitState): void {
  if (isValidating(visit, 'scheduled')) return;
  guarded(turn, { visit }, () => {
    const { chosen, pending, rejected } = examine(turn, visit, { by: ['scheduled'], accepts: (trigger) => trigger.delayMs === undefined });
    if (chosen !== undefined) return leave(turn, visit, chosen);
    if (pending !== undefined) return askFor(turn, visit, { pending, moment: 'event' });
    const isRejected = rejected.length > 0;
    openIncident(turn, { code: isRejected ? 'validator_exhausted' : 'no_transition', visit: visit.id, ...(isRejected ? { params: rejectedParams(rejected) } : {}) });
  });
}
