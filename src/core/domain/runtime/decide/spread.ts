import type { Intent } from '../../catalogue/node-kind.ts';
import { AppError } from '../../model/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import { bodyPath, branchPath, callPath, visitId } from '../../model/region-path.ts';
import type { FactPayloads, ReadValues } from '../../model/run-facts.ts';
import type { BodyEnd } from '../../model/container-state.ts';
import type { VisitState } from '../../model/run-state.ts';
import type { CompiledNode, CompiledRegion } from '../compile/compiled-definition.ts';
import { endOf } from '../evolve/fold-spread.ts';
import { findVisit } from '../evolve/region-tree.ts';
import { timersOnEntry } from './leaving.ts';
import type { Turn } from './turn.ts';

/** A container whose bodies run beside each other, and what it read to come to its intent. */
export interface SpreadAt {
  readonly visit: VisitState;
  readonly node: CompiledNode;
  readonly read: ReadValues;
}

type Begun = Omit<FactPayloads['pass_started'], 'visit' | 'timers'>;

/** Begins the next bodies, in declared or item order. What they are for is frozen with the first. */
export function beginBodies(turn: Turn, { visit, node, read }: SpreadAt, { count, items }: Intent & { readonly kind: 'begin_bodies' }): void {
  const begun = visit.spread?.begun ?? 0;
  const isForItems = (items ?? visit.spread?.items) !== undefined;
  for (let index = begun; index < begun + count; index += 1) {
    const body = node.bodies[isForItems ? 0 : index];
    if (body === undefined) return;
    const first = index === 0 ? present({ items, read: Object.keys(read).length === 0 ? undefined : read }) : {};
    begin(turn, body.start, { region: isForItems ? bodyPath(visit.id, body.id, index) : branchPath(visit.id, body.id), pass: index, own: initialOf(body), ...first });
  }
}

/** Begins the workflow a node calls: it gets its inputs, and sees nothing else. */
export function beginCall(turn: Turn, { visit, read }: SpreadAt, call: Intent & { readonly kind: 'call' }): void {
  const target = turn.workflow.called.get(call.workflow);
  if (target === undefined) {
    throw new AppError('definition_invalid', `The workflow "${call.workflow}" is not among those this run was started with.`, { next: 'Publish it, and start the run again.' });
  }
  const inputs = { ...target.inputDefaults, ...(isJsonObject(call.inputs) ? call.inputs : {}) };
  const [problem] = target.checkInputs(inputs);
  if (problem !== undefined) throw new AppError('input_invalid', `The inputs do not fit the workflow "${call.workflow}": ${problem.path}: ${problem.message}`, { data: { workflow: call.workflow } });
  const noted = Object.keys(read).length === 0 ? {} : { read };
  begin(turn, target.root.start, { region: callPath(visit.id, call.workflow), pass: 0, own: target.initial, call: { workflow: call.workflow, inputs }, ...noted });
}

function begin(turn: Turn, start: string, body: Begun): void {
  const visit = visitId(body.region, start, 1);
  turn.emit('pass_started', { ...body, visit, ...present({ timers: timersOnEntry(turn, visit) }) });
}

function initialOf(body: CompiledRegion): JsonObject {
  return body.own?.initial ?? {};
}

/** Ends what still runs, and puts what the bodies yielded in scope. Gives the visit as it is then. */
export function joinBodies(turn: Turn, { visit, node }: SpreadAt): VisitState {
  if (visit.bodies.length > 0) turn.emit('region_cancelled', { visit: visit.id, reason: 'joined' });
  turn.finish({ action: `${visit.id}/${node.kind.reserves ?? 'results'}`, output: yielded(visit, node) });
  return findVisit(turn.state, visit.id) ?? visit;
}

/** One call yields its outputs, bodies with names an object of them, items a list. */
function yielded({ spread }: VisitState, node: CompiledNode): Json {
  const call = node.kind.calls?.(node.config);
  if (call !== undefined) return spread === undefined ? null : (valueOf(endOf(spread, `@${call.workflow}`)) ?? null);
  if (spread === undefined) return [];
  if (spread.items !== undefined) return spread.items.map((_, index) => valueOf(endOf(spread, String(index))) ?? null);
  return Object.fromEntries(node.bodies.flatMap(({ id }) => {
    const value = valueOf(endOf(spread, id));
    return value === undefined ? [] : [[id, value] as const];
  }));
}

function valueOf(end: BodyEnd | undefined): Json | undefined {
  if (end === undefined) return undefined;
  return end.status === 'completed' ? end.outputs : { ok: false, error: end.error };
}
