import { useReactFlow, useStore, useStoreApi, type Viewport } from '@xyflow/react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { around, overlap, type Rect } from '../../canvas/geometry.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { CanvasHandle, DesignerView } from '../session/designer-view.ts';
import type { CanvasUi } from './canvas-ui.ts';
import type { Drawing } from './drawing-of.ts';
import type { Drawn } from './use-drawing.ts';
import { useFollowAdded } from './use-follow-added.ts';
import { mapSize, mostWithoutMap } from './map-size.ts';
import { notesOf } from './notes.ts';
import { countSelected } from './select-commands.ts';
import { zoomLimits } from './zoom-level.ts';

const margin = 40;
/** What is brought into sight keeps this far from the edge. */
const apart = 16;
/** Everything at once is shown no larger than the first; where that would be smaller than the second, its beginning is shown at the third. */
const [largestFit, readable, beginning] = [1, 0.5, 0.8];

export interface CanvasViewParts {
  readonly drawn: Drawn | undefined;
  readonly ui: CanvasUi;
  readonly root: React.RefObject<HTMLElement | null>;
  readonly openMenu: CanvasHandle['openMenu'];
}

/** Everything on the canvas, notes included. */
export function wholeOf({ drawing, definition }: Drawn): Rect | undefined {
  return around([...(drawing.nodes.length === 0 ? [] : [drawing.bounds]), ...notesOf(definition)]);
}

/** What part of the canvas is in sight: everything at first, then what commands and the keyboard ask for. */
export function useCanvasView({ drawn, ui, root, openMenu }: CanvasViewParts): void {
  const { session, view } = useDesigner();
  const flow = useReactFlow();
  const store = useStoreApi();
  const latest = useRef(drawn);

  useLayoutEffect(() => {
    latest.current = drawn;
  }, [drawn]);

  useFirstView(drawn);
  useKeepInSight(latest);

  useEffect(() => {
    const handle: CanvasHandle = {
      fit() {
        const whole = latest.current === undefined ? undefined : wholeOf(latest.current);
        if (latest.current !== undefined && whole !== undefined) void flow.setViewport(fitView(latest.current, { whole, chosen: session.get().selection.nodes.at(-1) }, store.getState()));
      },
      zoomTo: (scale) => void flow.zoomTo(scale),
      zoomBy: (factor) => void flow.zoomTo(Math.min(zoomLimits.most, Math.max(zoomLimits.least, flow.getZoom() * factor))),
      reveal(id, options) {
        const rect = latest.current === undefined ? undefined : rectOf(latest.current, id);
        if (rect !== undefined) bringIntoSight(rect, flow, store.getState());
        const note = notesOf(session.get().definition).find((one) => one.id === id);
        if (note?.text === '') ui.set({ editingNote: id });
        else if (options?.keepsFocus !== true) focusSoon(root, id);
      },
      editNote: (id) => { ui.set({ editingNote: id }); },
      openMenu,
      middle() {
        const { width: wide, height, transform } = store.getState();
        return { x: (wide / 2 - transform[0]) / transform[2], y: (height / 2 - transform[1]) / transform[2] };
      },
    };
    return lend(view.canvas, handle);
  }, [flow, store, session, view, ui, root, openMenu]);
  useFollowAdded(drawn, root);
}

/** What is chosen stays in sight when the canvas gets narrower, as it does for the inspector. */
function useKeepInSight(latest: { readonly current: Drawn | undefined }): void {
  const { session } = useDesigner();
  const flow = useReactFlow();
  const store = useStoreApi();
  const width = useStore((state) => state.width);
  const before = useRef(width);

  useLayoutEffect(() => {
    const isNarrower = width < before.current;
    before.current = width;
    const { nodes, transitions } = session.get().selection;
    const id = nodes.at(-1) ?? transitions.at(-1);
    const rect = !isNarrower || id === undefined || latest.current === undefined ? undefined : rectOf(latest.current, id);
    if (rect === undefined) return;
    const { height, transform: [x, y, zoom] } = store.getState();
    const by = { x: shift(rect.x * zoom + x, rect.width * zoom, width), y: shift(rect.y * zoom + y, rect.height * zoom, height) };
    if (by.x !== 0 || by.y !== 0) void flow.setViewport({ x: x + by.x, y: y + by.y, zoom });
  }, [width, session, flow, store, latest]);
}

/** How far something has to go to stand whole within a length, or with its beginning where it is longer. */
function shift(start: number, size: number, length: number): number {
  const end = Math.min(0, length - apart - start - size);
  return start + end < apart ? apart - start : end;
}

/**
 * Everything at first, where it can be read, else its beginning; and so again when the room changes before anybody moved
 * it or chose something: what is under the pointer stays there.
 */
function useFirstView(drawn: Drawn | undefined): void {
  const { session } = useDesigner();
  const flow = useReactFlow();
  const store = useStoreApi();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const first = useRef<Viewport | undefined>(undefined);
  const room = useRef('');

  useLayoutEffect(() => {
    const pane = store.getState();
    if (drawn === undefined || width === 0 || pane.panZoom === null || room.current === `${width} ${height}`) return;
    const [x, y, zoom] = pane.transform;
    const isMoved = first.current !== undefined && (first.current.x !== x || first.current.y !== y || first.current.zoom !== zoom);
    const whole = wholeOf(drawn);
    const isBusy = first.current !== undefined && countSelected(session) > 0;
    if (isMoved || isBusy || whole === undefined) return;
    room.current = `${width} ${height}`;
    first.current = firstView(drawn, whole, pane);
    void flow.setViewport(first.current);
  }, [drawn, width, height, flow, store, session]);
}

function firstView({ drawing }: Drawn, whole: Rect, pane: Pane): Viewport {
  const fitting = fitted(drawing, whole, pane);
  if (fitting.zoom >= readable) return fitting;
  return beginningAt(drawing, { whole, zoom: beginning }, pane);
}

/** Everything; of what is too large for that, the surroundings of what is chosen, else its beginning. */
function fitView(drawn: Drawn, { whole, chosen }: { readonly whole: Rect; readonly chosen: string | undefined }, pane: Pane): Viewport {
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

/** Commands reach the canvas for as long as it is shown. */
function lend(place: DesignerView['canvas'], handle: CanvasHandle): () => void {
  place.handle = handle;
  return () => {
    if (place.handle === handle) place.handle = undefined;
  };
}

interface Pane {
  readonly width: number;
  readonly height: number;
}

/** Small drawings are not blown up. */
function fitZoom(whole: Rect, pane: Pane): number {
  return Math.min(largestFit, (pane.width - 2 * margin) / Math.max(1, whole.width), (pane.height - 2 * margin) / Math.max(1, whole.height));
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

function rectOf({ drawing, definition }: Drawn, id: string): Rect | undefined {
  const edge = drawing.edges.find((each) => each.edge.id === id);
  if (edge !== undefined) return { x: edge.label.x - 60, y: edge.label.y - 20, width: 120, height: 40 };
  return drawing.rects.get(id) ?? notesOf(definition).find((note) => note.id === id);
}

interface FlowView {
  setCenter(x: number, y: number, options: { readonly zoom: number }): Promise<boolean>;
}

/** Moves only where it is out of sight, and comes closer only where it could not be read. */
function bringIntoSight(rect: Rect, flow: FlowView, { width, height, transform: [x, y, zoom] }: Pane & { readonly transform: readonly [number, number, number] }): void {
  const [left, top] = [rect.x * zoom + x, rect.y * zoom + y];
  const isInside = left >= 8 && top >= 8 && left + Math.min(rect.width * zoom, width - 16) <= width - 8 && top + Math.min(rect.height * zoom, height - 16) <= height - 8;
  if (isInside && zoom >= 0.4) return;
  void flow.setCenter(rect.x + rect.width / 2, rect.y + Math.min(rect.height / 2, height / 2 / zoom), { zoom: zoom < 0.4 ? 0.8 : zoom });
}

/** It may have to be drawn first. */
function focusSoon(root: React.RefObject<HTMLElement | null>, id: string): void {
  const focus = (): boolean => {
    const element = root.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"], .react-flow__edge[data-id="${CSS.escape(id)}"]`);
    element?.focus({ preventScroll: true });
    return element !== null && element !== undefined;
  };
  requestAnimationFrame(() => {
    if (!focus()) requestAnimationFrame(focus);
  });
}
