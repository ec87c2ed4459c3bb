import type { Viewport } from '@xyflow/react';
import { around, overlap, type Rect } from '../../canvas/geometry.ts';
import { textScale } from '../../canvas/text-scale.ts';
import type { Drawing } from './drawing-of.ts';
import type { Drawn } from './drawn.ts';
import { mapSize, mostWithoutMap } from './map-size.ts';
import { notesOf } from './notes.ts';
import { zoomLimits } from './zoom-level.ts';

const margin = 40;
/** Everything at once is shown no larger than the first; where that would be smaller than the second, its beginning is shown at the third. Larger text makes all of them larger. */
const [largestFit, readable, beginning] = [1, 0.5, 0.8];

/** The room there is on the screen. */
export interface Pane {
  readonly width: number;
  readonly height: number;
}

/** Everything on the canvas, notes included. */
export function wholeOf({ drawing, definition }: Drawn): Rect | undefined {
  return around([...(drawing.nodes.length === 0 ? [] : [drawing.bounds]), ...notesOf(definition)]);
}

/** Everything, where it can be read, else its beginning. */
export function firstView({ drawing }: Drawn, whole: Rect, pane: Pane): Viewport {
  const fitting = fitted(drawing, whole, pane);
  if (fitting.zoom >= readable * textScale()) return fitting;
  return beginningAt(drawing, { whole, zoom: closeUp() }, pane);
}

/** Everything; of what is too large for that, the surroundings of what is chosen, else its beginning. */
export function fitView(drawn: Drawn, { whole, chosen }: { readonly whole: Rect; readonly chosen: string | undefined }, pane: Pane): Viewport {
  const fitting = fitted(drawn.drawing, whole, pane);
  const zoom = zoomLimits.least;
  if (fitting.zoom >= zoom) return fitting;
  const rect = chosen === undefined ? undefined : rectOf(drawn, chosen);
  if (rect === undefined) return beginningAt(drawn.drawing, { whole, zoom }, pane);
  return { x: pane.width / 2 - (rect.x + rect.width / 2) * zoom, y: pane.height / 2 - (rect.y + rect.height / 2) * zoom, zoom };
}

function beginningAt(drawing: Drawing, { whole, zoom }: { readonly whole: Rect; readonly zoom: number }, pane: Pane): Viewport {
  const [begin] = drawing.nodes;
  const focus = (begin === undefined ? undefined : drawing.rects.get(begin.node.id)) ?? whole;
  return { x: pane.width / 2 - (focus.x + focus.width / 2) * zoom, y: margin - focus.y * zoom, zoom };
}

/** How close one looks where a beginning, or what cannot be read from afar, is shown. */
export function closeUp(): number {
  return Math.min(zoomLimits.most, beginning * textScale());
}

/** Small drawings are not blown up. */
function fitZoom(whole: Rect, pane: Pane): number {
  return Math.min(zoomLimits.most, largestFit * textScale(), (pane.width - 2 * margin) / Math.max(1, whole.width), (pane.height - 2 * margin) / Math.max(1, whole.height));
}

/** Everything in sight, beside the small map or above it where that would cover some of it. */
function fitted({ nodes, rects }: Drawing, whole: Rect, pane: Pane): Viewport {
  const plain = centred(whole, pane);
  if (nodes.length <= mostWithoutMap || pane.width < 3 * mapSize.width) return plain;
  const map = { x: pane.width - mapSize.width, y: pane.height - mapSize.height, ...mapSize };
  const isCovered = [...rects.values()].some((rect) => overlap({ x: rect.x * plain.zoom + plain.x, y: rect.y * plain.zoom + plain.y, width: rect.width * plain.zoom, height: rect.height * plain.zoom }, map));
  if (!isCovered) return plain;
  const [beside, above] = [centred(whole, { ...pane, width: map.x }), centred(whole, { ...pane, height: map.y })];
  return beside.zoom >= above.zoom ? beside : above;
}

function centred(whole: Rect, pane: Pane): Viewport {
  const zoom = fitZoom(whole, pane);
  return { x: (pane.width - whole.width * zoom) / 2 - whole.x * zoom, y: (pane.height - whole.height * zoom) / 2 - whole.y * zoom, zoom };
}

/** Where a node, a note or the words of a transition stand. */
export function rectOf({ drawing, definition }: Drawn, id: string): Rect | undefined {
  const edge = drawing.edges.find((each) => each.edge.id === id);
  if (edge !== undefined) return { x: edge.label.x - 60, y: edge.label.y - 20, width: 120, height: 40 };
  return drawing.rects.get(id) ?? notesOf(definition).find((note) => note.id === id);
}
