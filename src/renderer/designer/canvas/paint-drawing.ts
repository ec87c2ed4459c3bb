import type { Rect } from '../../canvas/geometry.ts';
import type { Drawing } from './drawing-of.ts';
import type { LiveDrawing } from './live-drawing.ts';
import type { NodeLook } from './node-look.ts';
import type { Note } from './notes.ts';

/** Colours of a picture, as the page has them now. */
export interface Paints {
  readonly ground: string;
  readonly surface: string;
  readonly line: string;
  readonly soft: string;
  readonly ink: string;
  readonly accent: string;
  readonly bad: string;
  readonly warn: string;
  readonly live: string;
  readonly font: string;
}

export function paintsOf(element: Element): Paints {
  const style = getComputedStyle(element);
  const role = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ground: role('--surface-sunk'), surface: role('--surface'), line: role('--line-strong'), soft: role('--ink-faint'), ink: role('--ink'),
    accent: role('--accent'), bad: role('--bad'), warn: role('--warn'), live: role('--live'), font: role('--font-text'),
  };
}

export interface Painting {
  readonly drawing: Drawing;
  readonly live: LiveDrawing;
  readonly looks: ReadonlyMap<string, NodeLook>;
  readonly selected: ReadonlySet<string>;
  /** Drawn by the page itself, and not here. */
  readonly without: ReadonlySet<string>;
  readonly notes: readonly Note[];
  readonly paints: Paints;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Names are written from this width on the screen. */
const leastName = 44;

/** Paints a drawing far away: boxes, lines and the names there is room for. What is out of sight costs nothing. */
export function paintDrawing(context: CanvasRenderingContext2D, painting: Painting, frame: Frame): void {
  const { drawing, live, paints } = painting;
  const { x, y, zoom } = frame;
  const seen: Rect = { x: -x / zoom, y: -y / zoom, width: frame.width / zoom, height: frame.height / zoom };
  const isSeen = ({ x: left, y: top, width, height }: Rect): boolean => left < seen.x + seen.width && left + width > seen.x && top < seen.y + seen.height && top + height > seen.y;
  context.clearRect(0, 0, frame.width, frame.height);
  context.save();
  context.translate(x, y);
  context.scale(zoom, zoom);
  for (const note of painting.notes) if (isSeen(note)) box(context, note, { fill: paints.ground, stroke: paints.warn, line: 1 / zoom });
  const own = drawing.nodes.flatMap((placed) => {
    const rect = live.rects.get(placed.node.id) ?? drawing.rects.get(placed.node.id);
    return rect === undefined || !isSeen(rect) ? [] : [{ placed, rect }];
  });
  for (const { placed, rect } of own) if (placed.bodies.length > 0) paintNode(context, { painting, rect, id: placed.node.id, zoom, isContainer: true });
  paintLines(context, painting, { seen, zoom });
  for (const { placed, rect } of own) if (placed.bodies.length === 0 && !painting.without.has(placed.node.id)) paintNode(context, { painting, rect, id: placed.node.id, zoom, isContainer: false });
  context.fillStyle = paints.ink;
  const text = Math.min(20, Math.max(9 / zoom, 13));
  context.font = `550 ${text}px ${paints.font}`;
  context.textBaseline = 'middle';
  for (const { placed, rect } of own) if (rect.width * zoom >= leastName && !painting.without.has(placed.node.id)) writeName(context, placed.node.name, { rect, isContainer: placed.bodies.length > 0, text });
  context.restore();
}

interface NodePaint {
  readonly painting: Painting;
  readonly rect: Rect;
  readonly id: string;
  readonly zoom: number;
  readonly isContainer: boolean;
}

function paintNode(context: CanvasRenderingContext2D, { painting: { paints, looks, selected }, rect, id, zoom, isContainer }: NodePaint): void {
  const look = looks.get(id);
  context.globalAlpha = look?.light === 'dim' ? 0.35 : 1;
  const stroke = selected.has(id) || look?.isFound === true ? paints.accent : look === undefined ? paints.line : look.errors > 0 || look.conflict === 'open' ? paints.bad : look.warnings > 0 ? paints.warn : look.light === 'feeds' || look.mark === 'step' || look.mark === 'last_step' ? paints.live : look.mark === undefined ? paints.line : paints.warn;
  box(context, rect, { fill: isContainer ? paints.ground : paints.surface, stroke, line: (stroke === paints.line ? 1 : 2) / zoom });
  context.globalAlpha = 1;
}

function box(context: CanvasRenderingContext2D, { x, y, width, height }: Rect, { fill, stroke, line }: { readonly fill: string; readonly stroke: string; readonly line: number }): void {
  context.beginPath();
  context.roundRect(x, y, width, height, 10);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = line;
  context.strokeStyle = stroke;
  context.stroke();
}

function paintLines(context: CanvasRenderingContext2D, { drawing, live, paints, selected }: Painting, { seen, zoom }: { readonly seen: Rect; readonly zoom: number }): void {
  for (const isChosen of [false, true]) {
    context.beginPath();
    for (const each of drawing.edges) {
      if (selected.has(each.edge.id) !== isChosen) continue;
      const { points } = live.edges.get(each.edge.id) ?? each;
      const [first, ...rest] = points;
      if (first === undefined || !crosses(points, seen)) continue;
      context.moveTo(first.x, first.y);
      for (const point of rest) context.lineTo(point.x, point.y);
    }
    context.lineWidth = (isChosen ? 2 : 1) / zoom;
    context.strokeStyle = isChosen ? paints.accent : paints.soft;
    context.stroke();
  }
}

function crosses(points: readonly { readonly x: number; readonly y: number }[], { x, y, width, height }: Rect): boolean {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const point of points) {
    left = Math.min(left, point.x);
    right = Math.max(right, point.x);
    top = Math.min(top, point.y);
    bottom = Math.max(bottom, point.y);
  }
  return left <= x + width && right >= x && top <= y + height && bottom >= y;
}

function writeName(context: CanvasRenderingContext2D, words: string, { rect, isContainer, text }: { readonly rect: Rect; readonly isContainer: boolean; readonly text: number }): void {
  const most = Math.max(1, Math.floor((rect.width - 16) / (text * 0.56)));
  const shown = words.length > most ? `${words.slice(0, Math.max(1, most - 1))}…` : words;
  context.fillText(shown, rect.x + 10, isContainer ? rect.y + 22 : rect.y + rect.height / 2);
}
