import { useReactFlow, useStore, useStoreApi, type Viewport } from '@xyflow/react';
import { useLayoutEffect, useSyncExternalStore } from 'react';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { CanvasUi } from './canvas-ui.ts';
import type { Drawn } from './drawn.ts';
import { firstView, fitView, type Pane, wholeOf } from './fit-view.ts';
import { countSelected } from './select-commands.ts';

/** A view the canvas found by itself, and keeps finding for as long as nobody moves it. */
interface Held {
  readonly viewport: Viewport;
  /** A person asked for everything in sight. */
  readonly isAsked: boolean;
  /** The room it was found for. */
  readonly room: string;
}

export interface Holder {
  readonly get: () => Held | undefined;
  readonly hold: (view: Held) => void;
}

/** What the canvas and its commands share of that. */
export function createHolder(): Holder {
  let held: Held | undefined;
  return { get: () => held, hold(view) { held = view; } };
}

export interface HeldViewParts {
  readonly drawn: Drawn | undefined;
  readonly ui: CanvasUi;
  readonly held: Holder;
}

/** Longer than a double press takes: nothing moves under the pointer before. */
const afterPress = 400;

/**
 * Everything at first, where it can be read, else its beginning; and so again when the room changes before anybody moved it
 * or chose something. Everything again where a person asked for that last, such as once the inspector has opened.
 */
export function useHeldView({ drawn, ui, held }: HeldViewParts): void {
  const { session } = useDesigner();
  const flow = useReactFlow();
  const store = useStoreApi();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const isPulling = useSyncExternalStore(ui.subscribe, () => ui.get().isPulling);

  useLayoutEffect(() => {
    const pane = store.getState();
    const before = held.get();
    const room = roomOf({ width, height });
    if (drawn === undefined || width === 0 || pane.panZoom === null || isPulling || before?.room === room || hasMoved(before, pane.transform)) return undefined;
    const isChosen = before !== undefined && countSelected(session) > 0;
    const whole = wholeOf(drawn);
    if (whole === undefined || (isChosen && !before.isAsked)) return undefined;
    const show = (): void => {
      if (hasMoved(held.get(), store.getState().transform)) return;
      const viewport = before?.isAsked === true ? fitView(drawn, { whole, chosen: session.get().selection.nodes.at(-1) }, pane) : firstView(drawn, whole, pane);
      held.hold({ viewport, isAsked: before?.isAsked === true, room });
      void flow.setViewport(viewport);
    };
    if (!isChosen) {
      show();
      return undefined;
    }
    const timer = setTimeout(show, afterPress);
    return () => { clearTimeout(timer); };
  }, [drawn, width, height, isPulling, held, flow, store, session]);
}

export function roomOf({ width, height }: Pane): string {
  return `${width} ${height}`;
}

function hasMoved(held: Held | undefined, [x, y, zoom]: readonly [number, number, number]): boolean {
  return held !== undefined && (held.viewport.x !== x || held.viewport.y !== y || held.viewport.zoom !== zoom);
}
