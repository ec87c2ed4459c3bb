import { own } from '../../model/own.ts';
import { calledIn, visitId } from '../../model/region-path.ts';
import type { MigrateInput } from '../../model/run-input.ts';
import type { RegionState } from '../../model/run-state.ts';

type Names = MigrateInput['mapping'];

/** Ids that active visits have after a move, by those they have before it. */
export type MovedVisits = ReadonlyMap<string, string>;

/**
 * What a move makes of the active visits' ids. One that comes to a node the region has been at goes on as a further visit
 * of it: an id, and with it the key of an effect, is never given twice.
 */
export function movedVisits(root: RegionState, names: Names): MovedVisits {
  const moved = new Map<string, string>();
  const walk = (region: RegionState, path: string): void => {
    const { active } = region;
    if (active === undefined) return;
    const id = visitId(path, namesIn(region.path, names)(active.node), movedNumber(region, names));
    moved.set(active.id, id);
    for (const body of active.bodies) walk(body, `${id}${body.path.slice(active.id.length)}`);
  };
  walk(root, '');
  return moved;
}

/** A visit's id, or that of something that belongs to it, as it is after the move. */
export function movedPath(id: string, moved: MovedVisits): string {
  for (let end = id.length; end > 0; end = Math.max(id.lastIndexOf('/', end - 1), id.lastIndexOf(':', end - 1))) {
    const visit = moved.get(id.slice(0, end));
    if (visit !== undefined) return `${visit}${id.slice(end)}`;
  }
  return id;
}

/** What nodes of a region are called after the move. Those of called workflows keep their names: the mapping is of the run's own. */
export function namesIn(region: string, names: Names): (node: string) => string {
  return calledIn(region) === undefined ? (node) => own(names, node) ?? node : (node) => node;
}

/** How often the nodes of a region were visited: no count goes down, whatever its node is called by then. */
export function movedCounts(region: RegionState, names: Names): RegionState['visits'] {
  const name = namesIn(region.path, names);
  const counts = { ...region.visits };
  for (const [node, count] of Object.entries(region.visits)) counts[name(node)] = Math.max(own(counts, name(node)) ?? 0, count);
  const { active } = region;
  return active === undefined ? counts : { ...counts, [name(active.node)]: Math.max(own(counts, name(active.node)) ?? 0, movedNumber(region, names)) };
}

function movedNumber({ path, active, visits }: RegionState, names: Names): number {
  if (active === undefined) return 0;
  const node = namesIn(path, names)(active.node);
  const before = own(visits, node);
  return node === active.node || before === undefined ? Number(active.id.slice(active.id.lastIndexOf('#') + 1)) : before + 1;
}
