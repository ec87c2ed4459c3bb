import { own } from '../../../model/own.ts';
import { present } from '../../../model/present.ts';
import { bodyPath, containerOf, nodeOf, regionOf, visitId } from '../../../model/region-path.ts';
import type { FactPayloads } from '../../../model/run-facts.ts';
import type { IncidentState } from '../../../model/run-waits.ts';
import type { RunState } from '../../../model/run-state.ts';
import { nodeAt } from '../../compile/definition-at.ts';
import { released } from '../../evolve/held-timers.ts';
import { findRegion, findVisit } from '../../evolve/region-tree.ts';
import { timersOnEntry } from '../leaving.ts';
import type { Turn } from '../turn.ts';

/** The id of the next visit of the node of a visit. */
export function nextVisit(state: RunState, left: string): string {
  const path = regionOf(left);
  const node = nodeOf(left);
  return visitId(path, node, (own(findRegion(state, path)?.visits, node) ?? 0) + 1);
}

/**
 * What a retry comes to where the pass of a loop ended as failed: it does not count, and begins again. The loop goes on as
 * another visit, so that nothing in the pass has an id that was used before; its items, its passes so far and what remained
 * of its time are those it had. Nothing for any other incident.
 */
export function passAgain({ state }: Turn, { visit: left, error, timers = [] }: IncidentState): Pick<FactPayloads['incident_closed'], 'again' | 'visit' | 'pass' | 'timers'> {
  const loop = findVisit(state, left)?.loop;
  if (loop === undefined || error === undefined || containerOf(regionOf(error.visit)) !== left) return {};
  const visit = nextVisit(state, left);
  const kept = timers.map((held) => released(held, state)).map(({ id, dueAt, fixed }) => present({ id: visit + id.slice(left.length), dueAt, fixed }));
  return { again: true, visit, pass: loop.pass, ...present({ timers: kept.length === 0 ? undefined : kept }) };
}

/** Begins the pass of the loop that goes on as this visit. */
export function beginPassAgain(turn: Turn, loop: string, pass: number): void {
  const [body] = nodeAt(turn.workflow, loop)?.bodies ?? [];
  if (body === undefined) return;
  const region = bodyPath(loop, body.id, pass);
  const visit = visitId(region, body.start, 1);
  turn.emit('pass_started', { region, pass, visit, ...present({ timers: timersOnEntry(turn, visit) }) });
}
