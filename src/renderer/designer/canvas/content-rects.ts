import { frame } from '../../canvas/container-size.ts';
import { around } from '../../canvas/geometry.ts';
import type { PlacedNode } from '../../canvas/layout-region.ts';
import type { Size } from '../../canvas/node-size.ts';
import type { Drawing } from './drawing-of.ts';

/** How large each body of a container has to be for what stands in it. */
export function contentRects(drawing: Drawing, { bodies }: PlacedNode): readonly Size[] {
  return bodies.map((body) => {
    const start = drawing.regions.get(body.id)?.content ?? { x: 0, y: 0 };
    const inside = drawing.nodes.filter(({ regionId }) => regionId === body.id).flatMap(({ node }) => drawing.rects.get(node.id) ?? []);
    const extent = around([{ ...start, width: 0, height: 0 }, ...inside]) ?? { x: 0, y: 0, width: 0, height: 0 };
    return frame(extent, bodies.length);
  });
}
