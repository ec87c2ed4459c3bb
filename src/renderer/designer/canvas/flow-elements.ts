import { type Edge, MarkerType, type Node, Position } from '@xyflow/react';
import type { Rect } from '../../canvas/geometry.ts';
import type { PlacedEdge, PlacedNode } from '../../canvas/layout-region.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import type { Drawing } from './drawing-of.ts';
import type { LiveDrawing } from './live-drawing.ts';
import { type Mark, type NodeLook, plainLook, sameLook, spokenNode } from './node-look.ts';
import type { Note } from './notes.ts';

export type DesignerNodeData = { readonly placed: PlacedNode; readonly look: NodeLook; readonly isOnly: boolean; readonly isReadOnly: boolean };
export type DesignerFlowNode = Node<DesignerNodeData, 'step'>;
export type NoteFlowNode = Node<{ readonly note: Note; readonly isOnly: boolean; readonly isReadOnly: boolean }, 'note'>;
export type CanvasFlowNode = DesignerFlowNode | NoteFlowNode;
export type DesignerEdgeData = { readonly placed: PlacedEdge; readonly names: readonly [string, string]; readonly mark: Mark | undefined; readonly conflict: 'open' | 'settled' | undefined; readonly light: 'feeds' | 'dim' | undefined; readonly isWrong: boolean; readonly isFound: boolean; readonly taken: number; readonly isReadOnly: boolean; readonly isOnly: boolean };
export type DesignerFlowEdge = Edge<DesignerEdgeData, 'transition'>;

export interface NodeSource {
  readonly drawing: Drawing;
  readonly live: LiveDrawing;
  readonly looks: ReadonlyMap<string, NodeLook>;
  readonly exits: ReadonlyMap<string, readonly string[]>;
  readonly selected: ReadonlySet<string>;
  readonly isReadOnly: boolean;
  /** Only these are drawn one by one, and without their containers: the rest is a picture. */
  readonly only?: ReadonlySet<string> | undefined;
}

/** Makes the drawing's nodes for the canvas; one that looks as before is the very same object. */
export function createFlowNodes(): (source: NodeSource) => DesignerFlowNode[] {
  let before = new Map<string, DesignerFlowNode>();
  let last: NodeSource | undefined;
  return (source) => {
    const { drawing, live, looks, exits, selected, isReadOnly, only } = source;
    const made = new Map<string, DesignerFlowNode>();
    // A drag changes little with every frame: what it leaves alone is not even looked at.
    const isMove = last !== undefined && last.drawing === drawing && last.looks === looks && last.exits === exits && last.isReadOnly === isReadOnly && last.only === only && last.selected === selected;
    for (const placed of drawing.nodes) {
      const { id } = placed.node;
      if (only?.has(id) === false) continue;
      const there = before.get(id);
      if (isMove && there !== undefined && !live.rects.has(id) && last?.live.rects.has(id) === false) {
        made.set(id, there);
        continue;
      }
      const rect = live.rects.get(id) ?? drawing.rects.get(id) ?? placed;
      const parentId = only === undefined ? placed.parentId : undefined;
      const parent = parentId === undefined ? undefined : (live.rects.get(parentId) ?? drawing.rects.get(parentId));
      const isSelected = selected.has(id);
      const fresh: DesignerFlowNode = {
        id,
        type: 'step',
        position: { x: rect.x - (parent?.x ?? 0), y: rect.y - (parent?.y ?? 0) },
        width: rect.width,
        height: rect.height,
        measured: { width: rect.width, height: rect.height },
        selected: isSelected,
        data: { placed, look: looks.get(id) ?? plainLook, isOnly: isSelected && selected.size === 1, isReadOnly },
        handles: handlesOf(rect),
        ariaLabel: spokenNode(placed.node, exits.get(id) ?? [], looks.get(id) ?? plainLook),
        ...(parentId === undefined ? {} : { parentId }),
      };
      made.set(id, there !== undefined && isSame(there, fresh) ? there : fresh);
    }
    before = made;
    last = source;
    return [...made.values()];
  };
}

/** Their lines can be drawn before the page has measured them. */
function handlesOf({ width, height }: Rect): NonNullable<Node['handles']> {
  return [
    { type: 'target', position: Position.Top, x: width / 2 - 4, y: -4, width: 8, height: 8 },
    { type: 'source', position: Position.Bottom, x: width / 2 - 4, y: height - 4, width: 8, height: 8 },
  ];
}

function isSame(one: DesignerFlowNode, other: DesignerFlowNode): boolean {
  const [a, b] = [one.data, other.data];
  return (
    one.position.x === other.position.x && one.position.y === other.position.y && one.width === other.width && one.height === other.height &&
    one.selected === other.selected && one.ariaLabel === other.ariaLabel && one.parentId === other.parentId && a.isOnly === b.isOnly && a.isReadOnly === b.isReadOnly &&
    a.placed.node === b.placed.node && sameBodies(a.placed, b.placed) && sameLook(a.look, b.look)
  );
}

function sameBodies(one: PlacedNode, other: PlacedNode): boolean {
  return one === other || (one.bodies.length === other.bodies.length && one.bodies.every((body, index) => {
    const twin = other.bodies[index];
    return twin !== undefined && body.id === twin.id && body.x === twin.x && body.y === twin.y && body.width === twin.width && body.height === twin.height && body.isEmpty === twin.isEmpty;
  }));
}

export function flowNotes(notes: readonly Note[], source: Pick<NodeSource, 'selected' | 'isReadOnly'> & { readonly moving: ReadonlyMap<string, { readonly x: number; readonly y: number; readonly width?: number; readonly height?: number }> }): NoteFlowNode[] {
  return notes.map((note) => {
    const at = source.moving.get(note.id);
    const size = { width: at?.width ?? note.width, height: at?.height ?? note.height };
    const isSelected = source.selected.has(note.id);
    return {
      id: note.id, type: 'note', position: { x: at?.x ?? note.x, y: at?.y ?? note.y }, ...size, measured: size,
      selected: isSelected, zIndex: -1, data: { note, isOnly: isSelected && source.selected.size === 1, isReadOnly: source.isReadOnly }, ariaLabel: canvasWords.note.label(note.text),
    };
  });
}

export interface EdgeSource {
  readonly drawing: Drawing;
  readonly selected: ReadonlySet<string>;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly conflicts?: ReadonlyMap<string, 'open' | 'settled'> | undefined;
  readonly wrong: ReadonlySet<string>;
  /** The transitions the dependency light shows; the others step back. */
  readonly lit: ReadonlySet<string> | undefined;
  readonly found: ReadonlySet<string> | undefined;
  /** How often each was taken in the last run. */
  readonly taken: ReadonlyMap<string, number>;
  readonly isReadOnly: boolean;
  readonly isOverview: boolean;
}

/** Makes the drawing's transitions for the canvas; one that looks as before is the very same object. */
export function createFlowEdges(): (source: EdgeSource) => DesignerFlowEdge[] {
  let before = new Map<string, DesignerFlowEdge>();
  return (source) => {
    const made = new Map<string, DesignerFlowEdge>();
    for (const each of source.isOverview ? [] : source.drawing.edges) {
      const { id } = each.edge;
      const there = before.get(id);
      const fresh = flowEdge(source, each);
      made.set(id, there !== undefined && isSameEdge(there, fresh) ? there : fresh);
    }
    before = made;
    return [...made.values()];
  };
}

function flowEdge({ drawing, selected, marks, conflicts, wrong, lit, found, taken, isReadOnly }: EdgeSource, placed: PlacedEdge): DesignerFlowEdge {
  const { id, from, to, title, guard, priority } = placed.edge;
  const names = [drawing.byId.get(from)?.node.name ?? from, drawing.byId.get(to)?.node.name ?? to] as const;
  const isSelected = selected.has(id);
  const color = isSelected ? 'var(--accent)' : 'var(--ink-faint)';
  return {
    id, type: 'transition', source: from, target: to, selected: isSelected,
    data: { placed, names, mark: marks.get(id), conflict: conflicts?.get(id), light: lit === undefined ? undefined : lit.has(id) ? 'feeds' : 'dim', isWrong: wrong.has(id), isFound: found?.has(id) === true, taken: taken.get(id) ?? 0, isReadOnly, isOnly: isSelected && selected.size === 1 },
    markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color },
    ariaLabel: [canvasWords.edge.label(...names), title, guard === '' || title.includes(guard) ? '' : guard, priority === 0 ? '' : canvasWords.edge.priorityTitle(priority), taken.has(id) ? canvasWords.edge.taken(taken.get(id) ?? 0) : '', conflictWords(conflicts?.get(id))].filter(Boolean).join(', '),
  };
}

function conflictWords(conflict: 'open' | 'settled' | undefined): string {
  return conflict === undefined ? '' : canvasWords.node.conflicts[conflict];
}

function isSameEdge(one: DesignerFlowEdge, other: DesignerFlowEdge): boolean {
  const [a, b] = [one.data, other.data];
  if (a === undefined || b === undefined) return false;
  return (
    one.selected === other.selected && one.source === other.source && one.target === other.target && a.placed.edge === b.placed.edge && a.mark === b.mark && a.conflict === b.conflict && a.light === b.light &&
    a.isWrong === b.isWrong && a.isFound === b.isFound && a.taken === b.taken && a.isOnly === b.isOnly && a.isReadOnly === b.isReadOnly && a.names[0] === b.names[0] && a.names[1] === b.names[1] && samePoints(a.placed, b.placed)
  );
}

function samePoints(one: PlacedEdge, other: PlacedEdge): boolean {
  return one === other || (one.side === other.side && one.points.length === other.points.length && one.points.every((point, index) => point.x === other.points[index]?.x && point.y === other.points[index]?.y));
}
