import { type EdgeChange, type NodeChange, useReactFlow, useStoreApi } from '@xyflow/react';
import { type MouseEvent as ReactMouseEvent, useMemo, useRef } from 'react';
import type { NodePlace } from '../../../core/domain/model/workflow.ts';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import type { Point } from '../../canvas/geometry.ts';
import { readPlaces } from '../../canvas/read-places.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { newTransition } from '../palette-pane/new-transition.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { CanvasUi } from './canvas-ui.ts';
import { dragged, dropTarget, type DropTarget, hasMoved, type Moved, resized } from './drag-live.ts';
import { type Drawing, drawingOf, placeIn, sizesOf } from './drawing-of.ts';
import type { CanvasFlowNode, DesignerFlowEdge } from './flow-elements.ts';
import { moveEdit, unwrittenPlaces } from './move-edit.ts';

export interface FlowChanges {
  onNodesChange(changes: readonly NodeChange<CanvasFlowNode>[]): void;
  onEdgesChange(changes: readonly EdgeChange<DesignerFlowEdge>[]): void;
  onDragStart(): void;
  onDrag(event: PointerAt): void;
  onDragStop(event: PointerAt): void;
  onResize(id: string, isDone: boolean): void;
}

type PointerAt = MouseEvent | TouchEvent | ReactMouseEvent;

const nothing = { moving: new Map(), guides: [], dropBody: undefined, dropEdge: undefined } as const;

/** What the pointer does with nodes and lines: choosing, dragging with one act when it is let go, and pulling corners. */
export function useFlowChanges(ui: CanvasUi, catalogue: readonly CatalogueEntry[]): FlowChanges {
  const { session, view } = useDesigner();
  const flow = useReactFlow();
  const store = useStoreApi();
  const isDragging = useRef(false);

  return useMemo(() => {
    const drawing = (): Drawing => drawingOf(session.get().definition);
    const pointOf = (event: PointerAt): Point => flow.screenToFlowPosition(clientOf(event));
    const target = (event: PointerAt): DropTarget => dropTarget({ drawing: drawing(), moving: [...ui.get().moving.keys()], point: pointOf(event), definition: session.get().definition, reach: 14 / flow.getZoom() });

    return {
      onNodesChange(changes) {
        choose(changes, session, (id) => (drawing().byId.has(id) ? 'nodes' : 'notes'));
        const sizes = changes.flatMap((change) => (change.type === 'dimensions' && change.resizing !== undefined && change.dimensions !== undefined ? [change] : []));
        const moves = changes.flatMap((change): Moved[] => (change.type === 'position' && change.position !== undefined ? [{ id: change.id, position: change.position }] : []));
        if (sizes.length > 0) ui.set({ moving: resized(ui.get().moving, { sizes, moves }, session.get().definition) });
        else if (moves.length > 0 && isDragging.current) ui.set(dragged(moves, session.get().definition, 7 / store.getState().transform[2]));
      },
      onEdgesChange(changes) {
        choose(changes, session, () => 'transitions');
      },
      onDragStart() {
        isDragging.current = true;
      },
      onDrag(event) {
        const { region, edge, isMove } = target(event);
        ui.set({ dropBody: isMove ? region : undefined, dropEdge: edge });
      },
      onDragStop(event) {
        isDragging.current = false;
        const { moving } = ui.get();
        const { region, edge, isMove } = target(event);
        ui.set(nothing);
        const { definition } = session.get();
        const [only] = moving.keys();
        if (edge !== undefined && only !== undefined) {
          const to = drawing().edges.find((each) => each.edge.id === edge)?.edge.to ?? '';
          const spot = moving.get(only) ?? { x: 0, y: 0 };
          session.edit({ kind: 'splice', transition: edge, node: { id: only }, onward: newTransition(definition, catalogue, { from: only, to }), place: { ...placeIn(drawing(), region, spot), ...sizesOf(readPlaces(definition)?.[only]) }, places: unwrittenPlaces(definition) });
        } else if (hasMoved(moving, definition)) {
          session.edit(moveEdit(definition, { act: 'move', to: moving, ...(isMove ? { into: region } : {}) }));
        }
        view.announce(canvasWords.announce.moved);
      },
      onResize(id, isDone) {
        if (!isDone) return;
        const to = ui.get().moving.get(id);
        ui.set(nothing);
        if (to?.width === undefined || to.height === undefined) return;
        const { definition } = session.get();
        const node = drawing().byId.get(id);
        const at = node === undefined ? { x: Math.round(to.x), y: Math.round(to.y) } : placeIn(drawing(), node.regionId, to);
        const place: NodePlace = { ...at, width: Math.round(to.width), height: Math.round(to.height) };
        session.edit({ kind: 'place', act: 'resize', places: { ...(node === undefined ? {} : unwrittenPlaces(definition)), [id]: place } });
      },
    };
  }, [session, view, flow, store, ui, catalogue]);
}

function clientOf(event: PointerAt): Point {
  if ('clientX' in event) return { x: event.clientX, y: event.clientY };
  const touch = event.changedTouches[0];
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}

type Session = ReturnType<typeof useDesigner>['session'];

/** Takes over what the canvas says was chosen and let go. */
function choose(changes: readonly (NodeChange<CanvasFlowNode> | EdgeChange<DesignerFlowEdge>)[], session: Session, kindOf: (id: string) => 'nodes' | 'notes' | 'transitions'): void {
  const chosen = changes.flatMap((change) => (change.type === 'select' ? [change] : []));
  if (chosen.length === 0) return;
  const { selection } = session.get();
  const next = { nodes: new Set(selection.nodes), transitions: new Set(selection.transitions), notes: new Set(selection.notes) };
  for (const { id, selected } of chosen) {
    if (selected) next[kindOf(id)].add(id);
    else next[kindOf(id)].delete(id);
  }
  session.select({ nodes: [...next.nodes], transitions: [...next.transitions], notes: [...next.notes] });
}

