import { labelWidth } from '../../canvas/label-sides.ts';
import { sizeOf } from '../../canvas/node-size.ts';
import type { CanvasRegion } from '../../canvas/read-definition.ts';

const keys = new WeakMap<CanvasRegion, string>();

/** All that a tidy layout goes by: two regions of one key are laid out alike, whatever else was written in them. */
export function layoutKey(region: CanvasRegion): string {
  const known = keys.get(region);
  if (known !== undefined) return known;
  const nodes = region.nodes.map((node) => {
    const { width, height } = sizeOf(node);
    return [node.id, width, height, ...node.bodies.map((body) => layoutKey(body))];
  });
  const edges = region.edges.map((edge) => [edge.from, edge.to, labelWidth(edge)]);
  const key = JSON.stringify([nodes, edges]);
  keys.set(region, key);
  return key;
}
