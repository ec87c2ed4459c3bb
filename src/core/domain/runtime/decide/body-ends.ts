import { containerOf, regionOf } from '../../model/region-path.ts';
import type { RunError } from '../../model/run-facts.ts';
import type { BodyEnd } from '../../model/container-state.ts';
import type { RunState, VisitState } from '../../model/run-state.ts';
import { nodeAt } from '../compile/definition-at.ts';
import { endName } from '../evolve/fold-spread.ts';
import { findRegion, findVisit } from '../evolve/region-tree.ts';
import { cancelInside } from './leaving.ts';
import type { Turn } from './turn.ts';

/** Notes that a body which runs beside others is over. Its container says what follows when the run goes on. */
export function endBody(turn: Turn, region: string, end: BodyEnd): void {
  turn.finish({ action: `${region}/${endName}`, output: { ...end } });
}

/** The visit whose body, run beside others, a visit stands in directly; undefined for any other. */
export function spreadAround(state: RunState, visit: string): VisitState | undefined {
  const container = containerOf(regionOf(visit));
  const around = container === undefined ? undefined : findVisit(state, container);
  return around?.spread === undefined ? undefined : around;
}

/** Whether a failure in the visit's region is a result of its body: then the body is over with it, and the error goes no further. */
export function takeFailure(turn: Turn, visit: VisitState, error: RunError): boolean {
  const container = spreadAround(turn.state, visit.id);
  const node = container === undefined ? undefined : nodeAt(turn.workflow, container.id);
  if (node?.kind.takesFailures?.(node.config) !== true) return false;
  const region = regionOf(visit.id);
  const active = findRegion(turn.state, region)?.active;
  if (active !== undefined) cancelInside(turn, active, 'error');
  endBody(turn, region, { status: 'failed', error });
  return true;
}

/** The visit that called the workflow a visit stands in; undefined in the run's own. */
export function callAround(state: RunState, visit: string): VisitState | undefined {
  const at = visit.lastIndexOf(':@');
  return at === -1 ? undefined : findVisit(state, visit.slice(0, at));
}
