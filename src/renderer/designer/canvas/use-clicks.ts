import { useReactFlow } from '@xyflow/react';
import { type FocusEvent, type MouseEvent, type PointerEvent, useMemo, useRef } from 'react';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { CanvasUi } from './canvas-ui.ts';
import { drawingOf } from './drawing-of.ts';
import type { CanvasFlowNode } from './flow-elements.ts';
import { nodeAt } from './hit-test.ts';
import { spokenRange } from './spoken-order.ts';

export interface Clicks {
  remember(event: PointerEvent): void;
  onFocus(event: FocusEvent<HTMLElement>): void;
  onNodeClick(event: MouseEvent, node: CanvasFlowNode): void;
  onNodeDoubleClick(event: MouseEvent, node: CanvasFlowNode): void;
  onPaneClick(): void;
  /** In an overview: which painted node the pointer is on. */
  onPaneMove(event: MouseEvent): void;
}

/** Choosing beyond a plain click: a range with Shift, by focus, and names and notes by a double click. */
export function useClicks(ui: CanvasUi, root: React.RefObject<HTMLElement | null>): Clicks {
  const { session, view } = useDesigner();
  const flow = useReactFlow();
  const before = useRef<string | undefined>(undefined);
  return useMemo(
    () => ({
      remember({ shiftKey }) {
        if (shiftKey) before.current = session.get().selection.nodes.at(-1);
      },
      onFocus({ target }) {
        if (!target.matches(':focus-visible') || target.dataset['id'] === undefined) return;
        const { id } = target.dataset;
        const field = target.classList.contains('react-flow__edge') ? 'transitions' : drawingOf(session.get().definition).byId.has(id) ? 'nodes' : 'notes';
        if (!session.get().selection[field].includes(id)) session.select({ nodes: [], transitions: [], notes: [], [field]: [id] });
      },
      onNodeClick({ shiftKey }, { id, type }) {
        if (shiftKey && type === 'step') session.select({ nodes: spokenRange(session.get().definition, before.current, id), transitions: [], notes: [] });
      },
      onNodeDoubleClick(_event, { id, type }) {
        if (session.get().isReadOnly) return;
        if (type === 'note') ui.set({ editingNote: id });
        else view.set({ dialog: { name: 'rename', node: id } });
      },
      onPaneClick() {
        session.select({ nodes: [], transitions: [], notes: [] });
        root.current?.focus({ preventScroll: true });
      },
      onPaneMove({ clientX, clientY, buttons }) {
        if (buttons === 0) ui.set({ hoveredNode: nodeAt(drawingOf(session.get().definition), flow.screenToFlowPosition({ x: clientX, y: clientY })) });
      },
    }),
    [session, view, flow, ui, root],
  );
}
