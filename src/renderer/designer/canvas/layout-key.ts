import { labelWidth } from '../../canvas/label-sides.ts';
import { sizeOf } from '../../canvas/node-size.ts';
import type { CanvasRegion } from '../../canvas/read-definition.ts';

/** Lists in lists: a text in a text would double with every level. */
type Shape = readonly (string | number | Shape)[];

const keys = new WeakMap<CanvasRegion, string>();

/** All that a tidy layout goes by: two regions of one key are laid out alike, whatever else was written in them. */
export function layoutKey(region: CanvasRegion): string {
  const known = keys.get(region) ?? JSON.stringify(shapeOf(region));
  keys.set(region, known);
  return known;
}

function shapeOf({ nodes, edges }: CanvasRegion): Shape {
  return [
    nodes.map((node): Shape => {
      const { width, height } = sizeOf(node);
      return [node.id, width, height, ...node.bodies.map(shapeOf)];
    }),
    edges.map((edge): Shape => [edge.from, edge.to, labelWidth(edge)]),
  ];
}
