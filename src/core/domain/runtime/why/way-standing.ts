import { AppError } from '../../model/errors.ts';
import { ownId } from '../../model/effect-id.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { WayOut, WayStanding } from '../../model/run-why.ts';
import type { RunState, VisitState } from '../../model/run-state.ts';
import type { CompiledNode, CompiledTransition, CompiledTrigger } from '../compile/compiled-definition.ts';
import { scopeAt, showingView } from '../decide/scope-view.ts';
import { Turn } from '../decide/turn.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';

/** Where the ways out of a node are looked at. */
export interface Standpoint {
  readonly workflow: CompiledDefinition;
  readonly state: RunState;
  readonly visit: VisitState;
  readonly node: CompiledNode;
}

/** How every way out of the node stands now. What has to be evaluated for that is evaluated here, and changes nothing. */
export function waysOut(point: Standpoint): readonly WayOut[] {
  return point.node.outgoing.map((transition) => ({
    transition: transition.id,
    to: transition.to,
    validators: transition.validators.map((validator) => validator.id),
    standing: standingOf(point, transition),
  }));
}

function standingOf(point: Standpoint, transition: CompiledTransition): WayStanding[] {
  const { visit } = point;
  if (visit.leaving !== undefined) return visit.leaving.transition === transition.id ? [present({ trigger: visit.leaving.trigger, code: 'chosen' as const, exits: point.node.exit.length, read: visit.leaving.read })] : [];
  const rejected = rejectionOf(point, transition.id);
  return transition.triggers.map((trigger) => rejected ?? triggerStanding(point, transition, trigger));
}

/** What an open incident of the visit says of this way. */
function rejectionOf({ state, visit }: Standpoint, transition: string): WayStanding | undefined {
  for (const { visit: at, params } of Object.values(state.incidents)) {
    const rejected = at === visit.id ? params?.['rejected'] : undefined;
    const found = isJsonList(rejected) ? rejected.filter(isJsonObject).find((one) => one['transition'] === transition) : undefined;
    if (found !== undefined) return present({ trigger: 'validator', code: 'rejected' as const, validator: text(found['validator']), message: text(found['message']), read: record(found['read']) });
  }
  return undefined;
}

const byEvent: { readonly [trigger: string]: WayStanding['code'] } = {
  'card-submitted': 'on_card',
  error: 'on_error',
  'limit-reached': 'at_limit',
  'manual-break': 'on_break',
  'manual-selection': 'by_hand',
  'manual-advance': 'by_hand',
};

function triggerStanding(point: Standpoint, transition: CompiledTransition, trigger: CompiledTrigger): WayStanding {
  const { type } = trigger.kind;
  if (type === 'scheduled') return timeStanding(point, transition, trigger);
  if (type === 'external') return present({ trigger: type, code: 'on_signal' as const, signal: trigger.signal ?? point.node.listensTo, key: point.visit.waits?.key });
  const code = byEvent[type];
  if (code !== undefined) return { trigger: type, code };
  if (point.visit.bodies.length > 0) return { trigger: type, code: 'after_body' };
  const isStuck = Object.values(point.state.incidents).some(({ visit, code: why }) => visit === point.visit.id && why === 'no_transition');
  return isStuck ? examined(point, trigger) : { trigger: type, code: 'after_work' };
}

function timeStanding({ state, visit }: Standpoint, transition: CompiledTransition, trigger: CompiledTrigger): WayStanding {
  const id = ownId(visit.id, 'timer', trigger.delayMs === undefined ? 'wait' : `scheduled.${transition.id}`);
  const held = Object.values(state.incidents).flatMap(({ timers }) => timers ?? []).find((timer) => timer.id === id);
  const dueAt = state.timers[id]?.dueAt ?? held?.dueAt;
  return present({ trigger: trigger.kind.type, code: state.arming?.[id] === undefined ? ('at_time' as const) : ('arming' as const), dueAt });
}

function examined({ workflow, state, visit }: Standpoint, trigger: CompiledTrigger): WayStanding {
  const turn = new Turn(workflow, state, state.at);
  const { type } = trigger.kind;
  try {
    const view = showingView(turn, trigger.sources, scopeAt(turn, visit.id));
    const code = trigger.kind.fires?.(trigger.config, view) === false ? ('does_not_fire' as const) : ('fires' as const);
    return present({ trigger: type, code, read: Object.keys(view.values).length === 0 ? undefined : { ...view.values } });
  } catch (error) {
    if (error instanceof AppError) return { trigger: type, code: 'unreadable', message: error.message };
    throw error;
  }
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function record(value: Json | undefined): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}
