import type { EdgeChange, NodeChange } from '@xyflow/react';
import type { MouseEvent as ReactMouseEvent } from 'react';
import { nodeName } from '../../../core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import type { NodePlace } from '../../../core/domain/model/workflow.ts';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import type { Point, Rect } from '../../canvas/geometry.ts';
import { readPlaces } from '../../canvas/read-places.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { newTransition } from '../palette-pane/new-transition.ts';
import type { CommandContext } from '../commands/designer-command.ts';
import type { CanvasUi, ResizePhase } from './canvas-ui.ts';
import { dragged, dropTarget, type DropTarget, hasMoved, readChanges, resized } from './drag-live.ts';
import { placeIn, sizesOf } from './drawing-of.ts';
import { type Drawn, drawnNow } from './drawn.ts';
import type { CanvasFlowNode, DesignerFlowEdge } from './flow-elements.ts';
import { liveDrawing, type Moving } from './live-drawing.ts';
import { moveParts } from './move-parts.ts';
import { moveEdit, unwrittenPlaces, withOthers } from './move-edit.ts';
import type { Guide } from './snap.ts';
import { withRoom } from './splice-room.ts';

export interface FlowChanges {
  readonly onNodesChange: (changes: readonly NodeChange<CanvasFlowNode>[]) => void;
  readonly onEdgesChange: (changes: readonly EdgeChange<DesignerFlowEdge>[]) => void;
  readonly onDragStart: () => void;
  readonly onDrag: (event: PointerAt) => void;
  readonly onDragStop: (event: PointerAt) => void;
  readonly onResize: (id: string, phase: ResizePhase) => void;
  /** Leaves everything where it was, whatever the pointer goes on to do until it is let go. */
  readonly giveUp: () => void;
}

type PointerAt = MouseEvent | TouchEvent | ReactMouseEvent;

export interface FlowChangeParts extends Pick<CommandContext, 'session' | 'view'> {
  /** From the window to the canvas. */
  readonly flow: { screenToFlowPosition(point: Point): Point; getZoom(): number };
  readonly ui: CanvasUi;
  readonly catalogue: readonly CatalogueEntry[];
  /** Something is under way that can be given up. */
  readonly onBegin: () => void;
  readonly onEnd: () => void;
}

const nothing = { moving: new Map(), movingEdges: new Map(), isPulling: false, guides: [], dropBody: undefined, dropEdge: undefined } as const;

/** What the pointer does with nodes and lines: choosing, dragging with one act when it is let go, and pulling corners. */
export function createFlowChanges(parts: FlowChangeParts): FlowChanges {
  const { session, view, flow, ui } = parts;
  const { underWay, begin, end, giveUp } = createGesture(parts);
  const target = (event: PointerAt): DropTarget => dropTarget({ ...drawnNow(session), moving: [...ui.get().moving.keys()], point: flow.screenToFlowPosition(clientOf(event)), reach: 14 / flow.getZoom() });
  const follow = (change: { readonly moving: Moving; readonly guides?: readonly Guide[] }): void => { ui.set({ ...change, movingEdges: liveDrawing(drawnNow(session).drawing, change.moving).edges }); };
  return {
    onNodesChange(changes) {
      const drawn = drawnNow(session);
      choose(changes, session, (id) => (drawn.drawing.byId.has(id) ? 'nodes' : 'notes'));
      const { sizes, moves } = readChanges(changes);
      if (underWay() === 'resize' && sizes.length > 0) follow({ moving: resized(ui.get().moving, { sizes, moves }, drawn) });
      else if (underWay() === 'drag' && moves.length > 0) follow(dragged(moves, drawn, 7 / flow.getZoom()));
    },
    onEdgesChange(changes) {
      choose(changes, session, () => 'transitions');
    },
    onDragStart() {
      begin('drag');
    },
    onDrag(event) {
      if (underWay() !== 'drag') return;
      const { region, edge, isMove } = target(event);
      ui.set({ dropBody: isMove ? region : undefined, dropEdge: edge });
    },
    onDragStop(event) {
      const at = target(event);
      const moving = end('drag');
      if (moving !== undefined) letGo(parts, moving, at);
    },
    onResize(id, phase) {
      if (phase === 'begins') {
        begin('resize');
        return;
      }
      const to = end('resize')?.get(id);
      if (to?.width !== undefined && to.height !== undefined) session.edit(resizeEdit(drawnNow(session), id, { ...to, width: to.width, height: to.height }));
    },
    giveUp() {
      if (giveUp()) view.announce(canvasWords.announce.givenUp);
    },
  };
}

interface Gesture {
  readonly underWay: () => 'drag' | 'resize' | 'given_up' | undefined;
  readonly begin: (what: 'drag' | 'resize') => void;
  /** What was moved until now; nothing where it was given up. */
  readonly end: (what: 'drag' | 'resize') => Moving | undefined;
  /** False where nothing is under way. */
  readonly giveUp: () => boolean;
}

function createGesture({ ui, onBegin, onEnd }: FlowChangeParts): Gesture {
  let underWay: ReturnType<Gesture['underWay']>;
  return {
    underWay: () => underWay,
    begin(what) {
      underWay = what;
      ui.set({ isPulling: true });
      onBegin();
    },
    end(what) {
      const moving = underWay === what ? ui.get().moving : undefined;
      underWay = undefined;
      ui.set(nothing);
      onEnd();
      return moving;
    },
    giveUp() {
      if (underWay === undefined || underWay === 'given_up') return false;
      underWay = 'given_up';
      ui.set(nothing);
      return true;
    },
  };
}

/** What was dragged stays where it was let go: in a transition, in another body, or elsewhere. */
function letGo({ session, view, catalogue }: FlowChangeParts, moving: Moving, { region, edge, isMove }: DropTarget): void {
  const drawn = drawnNow(session);
  const [only] = moving.keys();
  if (edge !== undefined && only !== undefined) session.edit(spliceEdit(drawn, catalogue, { node: only, edge, at: moving.get(only) ?? { x: 0, y: 0 } }));
  else if (hasMoved(moving, drawn)) {
    const names = [...moving.keys()].map((id) => (drawn.drawing.byId.has(id) ? nodeName(drawn.definition, id) : canvasWords.aNote));
    moveParts({ session, view }, moveEdit(drawn, { act: 'move', to: moving, ...(isMove ? { into: region } : {}) }), (cut) => canvasWords.announce.moved(names, cut));
  }
}

interface Splicing {
  readonly node: string;
  readonly edge: string;
  /** From the upper left of the canvas. */
  readonly at: Point;
}

function spliceEdit({ definition, drawing }: Drawn, catalogue: readonly CatalogueEntry[], { node, edge, at }: Splicing): Edit {
  const placed = drawing.edges.find((each) => each.edge.id === edge);
  const onward = newTransition(definition, catalogue, { from: node, to: placed?.edge.to ?? '' });
  const place = { ...placeIn(drawing, placed?.regionId ?? '', at), ...sizesOf(readPlaces(definition)?.get(node)) };
  return withRoom(definition, { kind: 'splice', transition: edge, node: { id: node }, onward, place, places: unwrittenPlaces({ definition, drawing }) });
}

function resizeEdit({ definition, drawing }: Drawn, id: string, to: Rect): Edit {
  const node = drawing.byId.get(id);
  const at = node === undefined ? { x: Math.round(to.x), y: Math.round(to.y) } : placeIn(drawing, node.regionId, to);
  const place: NodePlace = { ...at, width: Math.round(to.width), height: Math.round(to.height) };
  const places = { [id]: place };
  return { kind: 'place', act: 'resize', places, ...(node === undefined ? {} : withOthers(unwrittenPlaces({ definition, drawing }), places)) };
}

function clientOf(event: PointerAt): Point {
  if ('clientX' in event) return { x: event.clientX, y: event.clientY };
  const touch = event.changedTouches[0];
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}

type Session = FlowChangeParts['session'];

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
