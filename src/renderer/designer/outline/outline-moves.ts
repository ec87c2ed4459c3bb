import { exitsOf, findNode, findRegion, findTransition, idOf, listIn, regionOf, regionOfTransition, regionsIn, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { OutlineRow } from './outline-rows.ts';

/** The edits, one act together, that move a line one place up (-1) or down (1) among its like; none where it stands first or last already. */
export function moveEdits(definition: JsonObject, row: Pick<OutlineRow, 'kind' | 'id' | 'node'>, by: -1 | 1): readonly Edit[] {
  if (row.kind === 'note') return [];
  if (row.kind === 'exit') return moveExit(definition, row.id, by);
  if (row.kind === 'node') {
    const region = regionOf(definition, row.id) ?? '';
    return shifted(listIn(findRegion(definition, region) ?? {}, 'nodes'), { at: `regions.${region}`, list: 'nodes', id: row.id, by });
  }
  const node = findNode(definition, row.node) ?? {};
  const list = row.kind === 'body' ? 'bodies' : listIn(node, 'entry').some((action) => idOf(action) === row.id) ? 'entry' : 'exit';
  return shifted(listIn(node, list), { at: `nodes.${row.node}`, list, id: row.id, by });
}

interface Shift {
  readonly at: string;
  readonly list: string;
  readonly id: string;
  readonly by: -1 | 1;
}

function shifted(items: readonly JsonObject[], { at, list, id, by }: Shift): readonly Edit[] {
  const from = items.findIndex((item) => idOf(item) === id);
  const to = from + by;
  return from < 0 || to < 0 || to >= items.length ? [] : [{ kind: 'shift', at, list: [list], from, to }];
}

/** Exits are examined by priority, equal ones in declared order: both follow, so that the order is that of the lines. What is taken otherwise stays last. */
function moveExit(definition: JsonObject, id: string, by: -1 | 1): readonly Edit[] {
  const exit = findTransition(definition, id);
  if (exit === undefined) return [];
  const exits = exitsOf(definition, textIn(exit, 'from') ?? '');
  const neighbour = exits[exits.indexOf(exit) + by];
  if (neighbour === undefined || (neighbour['isDefault'] === true) !== (exit['isDefault'] === true)) return [];
  const region = regionOfTransition(definition, id) ?? '';
  const all = listIn(findRegion(definition, region) ?? {}, 'transitions');
  const [from, to] = [all.indexOf(exit), all.indexOf(neighbour)];
  const isBehind = by === -1 ? from < to : from > to;
  const priority = neighbour['priority'] ?? 0;
  const edits: Edit[] = (exit['priority'] ?? 0) === priority ? [] : [{ kind: 'set', at: `transitions.${id}`, path: ['priority'], value: priority }];
  if (!isBehind) edits.push({ kind: 'shift', at: `regions.${region}`, list: ['transitions'], from, to });
  return edits;
}

/** The bodies a node can be moved into: those of the nodes beside it, the one before it first. */
export function bodyBeside(definition: JsonObject, node: string): string | undefined {
  const beside = listIn(findRegion(definition, regionOf(definition, node) ?? '') ?? {}, 'nodes');
  const at = beside.findIndex((one) => idOf(one) === node);
  const containers = [...beside.slice(0, Math.max(at, 0)).toReversed(), ...beside.slice(at + 1)].filter((one) => listIn(one, 'bodies').length > 0);
  const [body] = listIn(containers[0] ?? {}, 'bodies');
  return body === undefined ? undefined : idOf(body);
}

/** The region around the one a node stands in. */
export function regionAround(definition: JsonObject, node: string): string | undefined {
  const region = regionOf(definition, node);
  return regionsIn(definition).find(({ id }) => id === region)?.outside;
}
