import { useReactFlow } from '@xyflow/react';
import { type FocusEvent, type MouseEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { isNarrowWindow, showInspector } from '../frame/inspector-room.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { CanvasUi } from './canvas-ui.ts';
import { placeIn } from './drawing-of.ts';
import { drawnNow } from './drawn.ts';
import type { CanvasFlowNode } from './flow-elements.ts';
import { nodeAt } from './hit-test.ts';
import { onGrid } from './snap.ts';
import { spokenRange } from './spoken-order.ts';

export interface Clicks {
  readonly remember: (event: PointerEvent) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onNodeClick: (event: MouseEvent, node: CanvasFlowNode) => void;
  readonly onNodeDoubleClick: (event: MouseEvent, node: CanvasFlowNode) => void;
  readonly onPaneClick: () => void;
  /** On the empty canvas: what is to be added there is asked. */
  readonly onDoubleClick: (event: MouseEvent) => void;
  /** In an overview: which painted node the pointer is on. */
  readonly onPaneMove: (event: MouseEvent) => void;
}

/** Choosing beyond a plain click: a range with Shift, by focus, and names and notes by a double click. */
export function useClicks(ui: CanvasUi, root: React.RefObject<HTMLElement | null>): Clicks {
  const { session, view } = useDesigner();
  const flow = useReactFlow();
  const before = useRef<string | undefined>(undefined);
  const isTabbing = useTabbing();
  return useMemo(
    () => ({
      remember({ shiftKey }) {
        if (shiftKey) before.current = session.get().selection.nodes.at(-1);
      },
      onFocus({ target }) {
        const { id } = target.dataset;
        // Focus that comes back from a menu or a window changes nothing.
        if (!isTabbing.current || id === undefined) return;
        const field = target.classList.contains('react-flow__edge') ? 'transitions' : drawnNow(session).drawing.byId.has(id) ? 'nodes' : 'notes';
        if (!session.get().selection[field].includes(id)) session.select({ nodes: [], transitions: [], notes: [], [field]: [id] });
      },
      onNodeClick({ shiftKey }, { id, type }) {
        if (shiftKey && type === 'step') session.select({ nodes: spokenRange(session.get().definition, before.current, id), transitions: [], notes: [] });
      },
      onNodeDoubleClick(_event, { id, type }) {
        if (type === 'step' && isNarrowWindow()) showInspector({ session, view });
        else if (session.get().isReadOnly) return;
        else if (type === 'note') ui.set({ editingNote: id });
        else view.set({ dialog: { name: 'rename', node: id } });
      },
      onPaneClick() {
        view.set({ found: undefined });
        session.select({ nodes: [], transitions: [], notes: [] });
        root.current?.focus({ preventScroll: true });
      },
      onDoubleClick({ target, clientX, clientY }) {
        if (session.get().isReadOnly || !(target instanceof Element) || !target.classList.contains('react-flow__pane')) return;
        const at = placeIn(drawnNow(session).drawing, session.get().region, flow.screenToFlowPosition({ x: clientX, y: clientY }));
        view.set({ dialog: { name: 'add_node', at: { x: onGrid(at.x), y: onGrid(at.y) } } });
      },
      onPaneMove({ clientX, clientY, buttons }) {
        if (buttons === 0) ui.set({ hoveredNode: nodeAt(drawnNow(session).drawing, flow.screenToFlowPosition({ x: clientX, y: clientY })) });
      },
    }),
    [session, view, flow, ui, root, isTabbing],
  );
}

/** Whether focus moves because a person tabs. */
function useTabbing(): { readonly current: boolean } {
  const isTabbing = useRef(false);
  useEffect(() => {
    const key = (event: KeyboardEvent): void => { isTabbing.current = event.key === 'Tab'; };
    const pointer = (): void => { isTabbing.current = false; };
    addEventListener('keydown', key, { capture: true });
    addEventListener('pointerdown', pointer, { capture: true });
    return () => {
      removeEventListener('keydown', key, { capture: true });
      removeEventListener('pointerdown', pointer, { capture: true });
    };
  }, []);
  return isTabbing;
}
