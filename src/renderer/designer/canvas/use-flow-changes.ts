import { type EdgeChange, type NodeChange, useReactFlow, useStoreApi } from '@xyflow/react';
import { type MouseEvent as ReactMouseEvent, useMemo } from 'react';
import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { NodePlace } from '../../../core/domain/model/workflow.ts';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import type { Point, Rect } from '../../canvas/geometry.ts';
import { readPlaces } from '../../canvas/read-places.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { newTransition } from '../palette-pane/new-transition.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { CanvasUi } from './canvas-ui.ts';
import { dragged, dropTarget, type DropTarget, hasMoved, type Moved, resized, type Sized } from './drag-live.ts';
import { type Drawing, drawingOf, placeIn, sizesOf } from './drawing-of.ts';
import type { CanvasFlowNode, DesignerFlowEdge } from './flow-elements.ts';
import { liveDrawing, type Moving } from './live-drawing.ts';
import { moveEdit, unwrittenPlaces } from './move-edit.ts';
import type { Guide } from './snap.ts';
import { withRoom } from './splice-room.ts';

export interface FlowChanges {
  readonly onNodesChange: (changes: readonly NodeChange<CanvasFlowNode>[]) => void;
  readonly onEdgesChange: (changes: readonly EdgeChange<DesignerFlowEdge>[]) => void;
  readonly onDragStart: () => void;
  readonly onDrag: (event: PointerAt) => void;
  readonly onDragStop: (event: PointerAt) => void;
  readonly onResize: (id: string, isDone: boolean) => void;
}

type PointerAt = MouseEvent | TouchEvent | ReactMouseEvent;

const nothing = { moving: new Map(), movingEdges: new Map(), guides: [], dropBody: undefined, dropEdge: undefined } as const;

/** What the pointer does with nodes and lines: choosing, dragging with one act when it is let go, and pulling corners. */
export function useFlowChanges(ui: CanvasUi, catalogue: readonly CatalogueEntry[]): FlowChanges {
  const { session, view } = useDesigner();
  const flow = useReactFlow();
  const store = useStoreApi();
  return useMemo(() => flowChanges({ session, view, flow, store, ui, catalogue }), [session, view, flow, store, ui, catalogue]);
}

interface Parts extends ReturnType<typeof useDesigner> {
  readonly flow: ReturnType<typeof useReactFlow>;
  readonly store: ReturnType<typeof useStoreApi>;
  readonly ui: CanvasUi;
  readonly catalogue: readonly CatalogueEntry[];
}

function flowChanges({ session, view, flow, store, ui, catalogue }: Parts): FlowChanges {
  let isDragging = false;
  const drawing = (): Drawing => drawingOf(session.get().definition);
  const pointOf = (event: PointerAt): Point => flow.screenToFlowPosition(clientOf(event));
  const target = (event: PointerAt): DropTarget => dropTarget({ drawing: drawing(), moving: [...ui.get().moving.keys()], point: pointOf(event), definition: session.get().definition, reach: 14 / flow.getZoom() });

  const follow = (change: { readonly moving: Moving; readonly guides?: readonly Guide[] }): void => { ui.set({ ...change, movingEdges: liveDrawing(drawing(), change.moving).edges }); };

  return {
    onNodesChange(changes) {
      choose(changes, session, (id) => (drawing().byId.has(id) ? 'nodes' : 'notes'));
      const { sizes, moves } = readChanges(changes);
      const { definition } = session.get();
      if (sizes.length > 0) follow({ moving: resized(ui.get().moving, { sizes, moves }, definition) });
      else if (moves.length > 0 && isDragging) follow(dragged(moves, definition, 7 / store.getState().transform[2]));
    },
    onEdgesChange(changes) {
      choose(changes, session, () => 'transitions');
    },
    onDragStart() {
      isDragging = true;
    },
    onDrag(event) {
      const { region, edge, isMove } = target(event);
      ui.set({ dropBody: isMove ? region : undefined, dropEdge: edge });
    },
    onDragStop(event) {
      isDragging = false;
      const { moving } = ui.get();
      const { region, edge, isMove } = target(event);
      ui.set(nothing);
      const { definition } = session.get();
      const [only] = moving.keys();
      if (edge !== undefined && only !== undefined) session.edit(spliceEdit(definition, catalogue, { node: only, edge, at: moving.get(only) ?? { x: 0, y: 0 } }));
      else if (hasMoved(moving, definition))
        session.edit(moveEdit(definition, { act: 'move', to: moving, ...(isMove ? { into: region } : {}) }));
      view.announce(canvasWords.announce.moved);
    },
    onResize(id, isDone) {
      if (!isDone) return;
      const to = ui.get().moving.get(id);
      ui.set(nothing);
      if (to?.width === undefined || to.height === undefined) return;
      session.edit(resizeEdit(session.get().definition, id, { ...to, width: to.width, height: to.height }));
    },
  };
}

interface Splicing {
  readonly node: string;
  readonly edge: string;
  /** From the upper left of the canvas. */
  readonly at: Point;
}

function spliceEdit(definition: JsonObject, catalogue: readonly CatalogueEntry[], { node, edge, at }: Splicing): Edit {
  const drawing = drawingOf(definition);
  const placed = drawing.edges.find((each) => each.edge.id === edge);
  const onward = newTransition(definition, catalogue, { from: node, to: placed?.edge.to ?? '' });
  const place = { ...placeIn(drawing, placed?.regionId ?? '', at), ...sizesOf(readPlaces(definition)?.get(node)) };
  return withRoom(definition, { kind: 'splice', transition: edge, node: { id: node }, onward, place, places: unwrittenPlaces(definition) });
}

function resizeEdit(definition: JsonObject, id: string, to: Rect): Edit {
  const drawing = drawingOf(definition);
  const node = drawing.byId.get(id);
  const at = node === undefined ? { x: Math.round(to.x), y: Math.round(to.y) } : placeIn(drawing, node.regionId, to);
  const place: NodePlace = { ...at, width: Math.round(to.width), height: Math.round(to.height) };
  return { kind: 'place', act: 'resize', places: { ...(node === undefined ? {} : unwrittenPlaces(definition)), [id]: place } };
}

function readChanges(changes: readonly NodeChange<CanvasFlowNode>[]): { readonly sizes: readonly Sized[]; readonly moves: readonly Moved[] } {
  const sizes = changes.flatMap((change): Sized[] => (change.type === 'dimensions' && change.resizing !== undefined && change.dimensions !== undefined ? [{ id: change.id, dimensions: change.dimensions }] : []));
  const moves = changes.flatMap((change): Moved[] => (change.type === 'position' && change.position !== undefined ? [{ id: change.id, position: change.position }] : []));
  return { sizes, moves };
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

