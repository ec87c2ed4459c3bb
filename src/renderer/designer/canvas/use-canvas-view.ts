import { useReactFlow, useStore, useStoreApi, type Viewport } from '@xyflow/react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Rect } from '../../canvas/geometry.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { CanvasHandle, DesignerView } from '../session/designer-view.ts';
import type { CanvasUi } from './canvas-ui.ts';
import type { Drawn } from './drawn.ts';
import { closeUp, fitView, type Pane, rectOf, wholeOf } from './fit-view.ts';
import { useFollowAdded } from './use-follow-added.ts';
import { notesOf } from './notes.ts';
import { createHolder, roomOf, useHeldView } from './use-held-view.ts';
import { zoomLimits } from './zoom-level.ts';

/** What is brought into sight keeps this far from the edge. */
const apart = 16;

export interface CanvasViewParts {
  readonly drawn: Drawn | undefined;
  readonly ui: CanvasUi;
  readonly root: React.RefObject<HTMLElement | null>;
  readonly openMenu: CanvasHandle['openMenu'];
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

  const [held] = useState(createHolder);
  useHeldView({ drawn, ui, held });
  const uncover = useKeepInSight(latest, root);

  useEffect(() => {
    const handle: CanvasHandle = {
      isLaidOut: () => held.get() !== undefined,
      fit() {
        const whole = latest.current === undefined ? undefined : wholeOf(latest.current);
        if (latest.current === undefined || whole === undefined) return;
        const pane = store.getState();
        const viewport = fitView(latest.current, { whole, chosen: session.get().selection.nodes.at(-1) }, pane);
        held.hold({ viewport, isAsked: true, room: roomOf(pane) });
        void flow.setViewport(viewport);
      },
      zoomTo: (scale) => void flow.zoomTo(scale),
      zoomBy: (factor) => void flow.zoomTo(Math.min(zoomLimits.most, Math.max(zoomLimits.least, flow.getZoom() * factor))),
      reveal(id, options) {
        const rect = latest.current === undefined ? undefined : rectOf(latest.current, id);
        if (rect !== undefined) bringIntoSight(rect, flow, { ...store.getState(), width: openWidth(root, store.getState().width) });
        const note = notesOf(session.get().definition).find((one) => one.id === id);
        if (note?.text === '') ui.set({ editingNote: id });
        else if (options?.keepsFocus !== true) focusSoon(root, id);
      },
      uncover,
      editNote: (id) => { ui.set({ editingNote: id }); },
      openMenu,
      middle() {
        const { width: wide, height, transform } = store.getState();
        return { x: (wide / 2 - transform[0]) / transform[2], y: (height / 2 - transform[1]) / transform[2] };
      },
    };
    return lend(view.canvas, handle);
  }, [flow, store, session, view, ui, root, openMenu, uncover, held]);
  useFollowAdded(drawn, root);
}

/** What is chosen stays in sight when the canvas gets narrower, as it does for the inspector. What is answered does the same when something comes to lie over it. */
function useKeepInSight(latest: { readonly current: Drawn | undefined }, root: React.RefObject<HTMLElement | null>): () => void {
  const { session } = useDesigner();
  const flow = useReactFlow();
  const store = useStoreApi();
  const width = useStore((state) => state.width);
  const before = useRef(width);

  const uncover = useCallback(() => {
    const { nodes, transitions } = session.get().selection;
    const id = nodes.at(-1) ?? transitions.at(-1);
    const rect = id === undefined || latest.current === undefined ? undefined : rectOf(latest.current, id);
    if (rect === undefined) return;
    const { width: whole, height, transform: [x, y, zoom] } = store.getState();
    const by = { x: shift(rect.x * zoom + x, rect.width * zoom, openWidth(root, whole)), y: shift(rect.y * zoom + y, rect.height * zoom, height) };
    if (by.x !== 0 || by.y !== 0) void flow.setViewport({ x: x + by.x, y: y + by.y, zoom });
  }, [session, flow, store, latest, root]);

  useLayoutEffect(() => {
    const open = openWidth(root, width);
    const isNarrower = open < before.current;
    before.current = open;
    if (isNarrower) uncover();
  }, [width, uncover, root]);
  return uncover;
}

/** How much of the canvas's width is to be seen: in a narrow window the inspector lies over the rest. */
function openWidth(root: React.RefObject<HTMLElement | null>, width: number): number {
  const [frame, over] = [root.current?.getBoundingClientRect(), root.current?.closest('[data-designer-frame]')?.querySelector('[data-designer-inspector]')?.getBoundingClientRect()];
  return frame === undefined || over === undefined || over.left >= frame.right ? width : Math.max(apart * 8, over.left - frame.left);
}

/** How far something has to go to stand whole within a length, or with its beginning where it is longer. */
function shift(start: number, size: number, length: number): number {
  const end = Math.min(0, length - apart - start - size);
  return start + end < apart ? apart - start : end;
}

/** Commands reach the canvas for as long as it is shown. */
function lend(place: DesignerView['canvas'], handle: CanvasHandle): () => void {
  place.handle = handle;
  return () => {
    if (place.handle === handle) place.handle = undefined;
  };
}

interface FlowView {
  setViewport(viewport: Viewport): Promise<boolean>;
}

/** Moves only where it is out of sight, and comes closer only where it could not be read. */
function bringIntoSight(rect: Rect, flow: FlowView, { width, height, transform: [x, y, zoom] }: Pane & { readonly transform: readonly [number, number, number] }): void {
  const [left, top] = [rect.x * zoom + x, rect.y * zoom + y];
  const isInside = left >= 8 && top >= 8 && left + Math.min(rect.width * zoom, width - 16) <= width - 8 && top + Math.min(rect.height * zoom, height - 16) <= height - 8;
  if (isInside && zoom >= 0.4) return;
  const next = zoom < 0.4 ? closeUp() : zoom;
  const middle = { x: rect.x + rect.width / 2, y: rect.y + Math.min(rect.height / 2, height / 2 / next) };
  void flow.setViewport({ x: width / 2 - middle.x * next, y: height / 2 - middle.y * next, zoom: next });
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
