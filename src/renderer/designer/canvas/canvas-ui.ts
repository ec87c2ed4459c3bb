import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Point } from '../../canvas/geometry.ts';
import type { PlacedEdge } from '../../canvas/layout-region.ts';
import { createStore, type Store } from '../../state/create-store.ts';
import type { Guide } from './snap.ts';

/** What a menu is about. */
export type MenuTarget = { readonly kind: 'node' | 'edge' | 'note'; readonly id: string } | { readonly kind: 'canvas' };

export interface OpenMenu {
  readonly target: MenuTarget;
  /** From the upper left of the canvas's frame. */
  readonly at: Point;
  /** The same as a point of the canvas. */
  readonly point: Point;
}

export interface Refusal {
  readonly node: string;
  readonly words: string;
  readonly at: Point;
  /** The transition that is there already: another trigger can be added to it instead. */
  readonly existing?: string | undefined;
}

export interface CanvasUiState {
  /** Where nodes and notes under the pointer are now, from the upper left of the canvas; and how large while a corner is pulled. */
  readonly moving: ReadonlyMap<string, Point & { readonly width?: number; readonly height?: number }>;
  /** How the lines of those run meanwhile, by id: each line follows its own, and the rest of the canvas is left alone. */
  readonly movingEdges: ReadonlyMap<string, PlacedEdge>;
  /** The pointer drags something, or pulls a corner. */
  readonly isPulling: boolean;
  readonly guides: readonly Guide[];
  /** The body something would be dropped into. */
  readonly dropBody: string | undefined;
  /** The transition something would be spliced into. */
  readonly dropEdge: string | undefined;
  readonly hoveredEdge: string | undefined;
  /** Of a picture of too much: which painted node the pointer is on. */
  readonly hoveredNode: string | undefined;
  /** The node that has the pointer. */
  readonly entered: string | undefined;
  /** A connection that was refused: why, and at which node. */
  readonly refused: Refusal | undefined;
  /** An end of a transition that is being led elsewhere. */
  readonly reconnecting: { readonly edge: string; readonly end: 'from' | 'to'; readonly at: Point } | undefined;
  /** Who feeds the selected node is shown. */
  readonly isLit: boolean;
  readonly editingNote: string | undefined;
  readonly menu: OpenMenu | undefined;
}

/** What is going on at the canvas right now: no part of the document, and each part of the canvas follows only what it shows. */
export type CanvasUi = Store<CanvasUiState>;

export function createCanvasUi(): CanvasUi {
  return createStore<CanvasUiState>({
    moving: new Map(), movingEdges: new Map(), isPulling: false, guides: [], dropBody: undefined, dropEdge: undefined, hoveredEdge: undefined, hoveredNode: undefined, entered: undefined,
    refused: undefined, reconnecting: undefined, isLit: false, editingNote: undefined, menu: undefined,
  });
}

export type ResizePhase = 'begins' | 'ends';

/** What nodes and lines can ask the canvas for. */
export interface CanvasActs {
  readonly ui: CanvasUi;
  readonly openMenu: (target: MenuTarget, at: { readonly clientX: number; readonly clientY: number }) => void;
  readonly selectEdge: (id: string, isAdded: boolean) => void;
  /** Opens the window that adds a node, into a transition or after a node. */
  readonly add: (where: { readonly splice: string } | { readonly after: string }) => void;
  readonly startReconnect: (edge: string, end: 'from' | 'to') => void;
  readonly resize: (id: string, phase: ResizePhase) => void;
  /** Writing a note is over. */
  readonly leaveNote: (id: string) => void;
  readonly jumpToFinding: (node: string) => void;
}

const Context = createContext<CanvasActs | undefined>(undefined);
export const CanvasActsProvider = Context;

export function useCanvasActs(): CanvasActs {
  const acts = useContext(Context);
  if (acts === undefined) throw new Error('Nodes and lines stand on a canvas.');
  return acts;
}

export function useCanvasUi<Value>(select: (state: CanvasUiState) => Value): Value {
  const { ui } = useCanvasActs();
  return useSyncExternalStore(ui.subscribe, () => select(ui.get()));
}
