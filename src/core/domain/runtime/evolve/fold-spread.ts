import { isJsonObject, type Json } from '../../model/json.ts';
import { own } from '../../model/own.ts';
import { bodyKey, containerOf } from '../../model/region-path.ts';
import type { FactPayloads } from '../../model/run-facts.ts';
import type { BodyEnd, SpreadState } from '../../model/container-state.ts';
import type { RegionState, RunState, VisitState } from '../../model/run-state.ts';
import { emptyScope } from './edit-scope.ts';
import { clearVisit, setTimers } from './leave-visit.ts';
import { countVisit, editVisit, emptyRegion, enterVisit, findRegion } from './region-tree.ts';

/** The name under which a body's end is reported as done. */
export const endName = '@end';

/** How many results stand together. */
export const partSize = 100;

/** The state with one more body begun beside those that run. */
export function foldBody(state: RunState, fact: FactPayloads['pass_started']): RunState {
  const visit = containerOf(fact.region);
  if (visit === undefined) return state;
  const { call } = fact;
  const region: RegionState = {
    ...enterVisit(emptyRegion(fact.region), fact.visit, state),
    own: { ...emptyScope, vars: fact.own ?? {} },
    ...(call === undefined ? {} : { call }),
    ...(fact.region.endsWith(']') ? { index: fact.pass } : {}),
  };
  const begun = editVisit(state, visit, (container) => ({ ...container, cancelled: false, spread: withOneMore(container.spread, fact), bodies: [...container.bodies.filter((body) => body.path !== region.path), region] }));
  return setTimers(countVisit(begun, fact.visit), fact.timers);
}

function withOneMore(before: SpreadState | undefined, { items, pass }: FactPayloads['pass_started']): SpreadState {
  const spread = before ?? { begun: 0, ...(items === undefined ? {} : { items }), results: {}, completed: 0, failed: 0, joined: false };
  return { ...spread, begun: Math.max(spread.begun, pass + 1) };
}

/** The state with a body at its end: it is gone with everything inside, and how it ended is kept for the join. */
export function foldBodyEnd(state: RunState, region: string, output: Json | undefined): RunState {
  const container = containerOf(region);
  const end = bodyEndOf(output);
  if (container === undefined || end === undefined || findRegion(state, region) === undefined) return state;
  return editVisit(clearVisit(state, region), container, (visit) => ({
    ...visit,
    bodies: visit.bodies.filter((body) => body.path !== region),
    ...(visit.spread === undefined ? {} : { spread: withEnd(visit.spread, bodyKey(region), end) }),
  }));
}

function withEnd(spread: SpreadState, body: string, end: BodyEnd): SpreadState {
  const part = partOf(body);
  return {
    ...spread,
    results: { ...spread.results, [part]: { ...spread.results[part], [body]: end } },
    completed: spread.completed + (end.status === 'completed' ? 1 : 0),
    failed: spread.failed + (end.status === 'failed' ? 1 : 0),
  };
}

/** How a body ended; undefined while it has not. */
export function endOf(spread: SpreadState, body: string): BodyEnd | undefined {
  return own(spread.results[partOf(body)], body);
}

function partOf(body: string): string {
  const index = Number(body);
  return Number.isInteger(index) ? String(Math.floor(index / partSize)) : 'named';
}

function bodyEndOf(output: Json | undefined): BodyEnd | undefined {
  if (!isJsonObject(output) || (output['status'] !== 'completed' && output['status'] !== 'failed')) return undefined;
  // Written by `decide` alone, so that the fields are the type's own.
  return output as BodyEnd;
}

/** The container's visit once what its bodies yielded is in scope: the results need not stand here, too. */
export function joined(visit: VisitState): VisitState {
  if (visit.spread === undefined) return visit;
  const { items: _, ...spread } = visit.spread;
  return { ...visit, spread: { ...spread, results: {}, joined: true } };
}

