import { type Connection, type FinalConnectionState, useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useMemo } from 'react';
import { exitsOf, findNode, findTransition, idOf, nodeName, regionOf, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import type { Point } from '../../canvas/geometry.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { newTransition } from '../palette-pane/new-transition.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { CanvasUi, Refusal } from './canvas-ui.ts';
import { drawnNow } from './drawn.ts';
import { createEscape, type Escape } from './on-escape.ts';
import { nodeAt } from './hit-test.ts';

export interface Connecting {
  readonly onConnect: (connection: Connection) => void;
  readonly onConnectStart: () => void;
  readonly onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => void;
  readonly startReconnect: (edge: string, end: 'from' | 'to') => void;
}

/** How long a refusal is read, in milliseconds; longer where it offers something. */
const [readingMs, offeringMs] = [4000, 12_000];

/** Connecting nodes by dragging from one to another, and leading an end of a transition elsewhere. */
export function useConnecting(ui: CanvasUi, catalogue: readonly CatalogueEntry[]): Connecting {
  const { session, view } = useDesigner();
  const flow = useReactFlow();
  const store = useStoreApi();
  useRefusalEnds(ui);

  const made = useMemo(() => {
    const escape = createEscape(() => { acts.giveUp(); });
    const acts = connecting({ session, view, flow, ui, catalogue, escape, cancel: () => { store.getState().cancelConnection(); } });
    return { acts, escape };
  }, [session, view, flow, store, ui, catalogue]);
  useEffect(() => made.escape.stop, [made]);
  return made.acts;
}

interface Parts extends ReturnType<typeof useDesigner> {
  readonly flow: ReturnType<typeof useReactFlow>;
  readonly ui: CanvasUi;
  readonly catalogue: readonly CatalogueEntry[];
  /** Listens while a line is drawn. */
  readonly escape: Escape;
  /** Has the canvas forget the line that is drawn. */
  readonly cancel: () => void;
}

function refuse({ ui, view }: Parts, refused: Refusal): void {
  ui.set({ refused });
  view.announce(refused.words);
}

interface Ends {
  readonly from: string;
  readonly to: string;
}

function connect(parts: Parts, { from, to }: Ends, at: Point): void {
  const { session, view, catalogue } = parts;
  const { definition } = session.get();
  const obstacle = obstacleTo(definition, from, to);
  if (obstacle !== undefined) {
    if (obstacle.existing !== undefined) session.select({ nodes: [], transitions: [obstacle.existing], notes: [] });
    refuse(parts, { node: to, at, ...obstacle });
    return;
  }
  const transition = newTransition(definition, catalogue, { from, to });
  if (!session.edit({ kind: 'connect', transition })) return;
  session.select({ nodes: [], transitions: [idOf(transition)], notes: [] });
  view.set({ isInspectorOpen: true });
  view.announce(canvasWords.announce.connected(nodeName(definition, from), nodeName(definition, to)));
}

/** An end of a transition is let go over a node. */
function redirect(parts: Parts, { edge, end }: { readonly edge: string; readonly end: 'from' | 'to' }, at: Point): void {
  const { definition } = parts.session.get();
  const node = nodeAt(drawnNow(parts.session).drawing, at);
  const transition = findTransition(definition, edge);
  if (node === undefined || transition === undefined || textIn(transition, end) === node) return;
  const ends = { from: textIn(transition, 'from') ?? '', to: textIn(transition, 'to') ?? '', [end]: node };
  const obstacle = obstacleTo(definition, ends.from, ends.to);
  if (obstacle === undefined) {
    if (parts.session.edit({ kind: 'redirect', transition: edge, [end]: node })) parts.view.announce(canvasWords.announce.led(nodeName(definition, ends.from), nodeName(definition, ends.to)));
  } else refuse(parts, { node, words: obstacle.words, at });
}

function connecting(parts: Parts): Connecting & { readonly giveUp: () => void } {
  const { session, view, flow, ui, escape, cancel } = parts;
  let isGivenUp = false;
  const pointOf = (event: MouseEvent | TouchEvent): Point => {
    const client = 'clientX' in event ? event : event.changedTouches[0];
    return flow.screenToFlowPosition({ x: client?.clientX ?? 0, y: client?.clientY ?? 0 });
  };
  return {
    // Where it ends is looked up once for all ways to end it.
    onConnect() {},
    onConnectStart() {
      isGivenUp = false;
      escape.listen();
    },
    giveUp() {
      isGivenUp = true;
      cancel();
      view.announce(canvasWords.announce.givenUp);
    },
    onConnectEnd(event, { fromNode }) {
      escape.stop();
      if (isGivenUp) return;
      const at = pointOf(event);
      const to = nodeAt(drawnNow(session).drawing, at);
      if (fromNode === null) return;
      if (to !== undefined) connect(parts, { from: fromNode.id, to }, at);
      else view.set({ dialog: { name: 'add_node', at, after: fromNode.id } });
    },
    startReconnect(edge, end) {
      followPointer({
        move(client) {
          ui.set({ reconnecting: { edge, end, at: flow.screenToFlowPosition(client) } });
        },
        done(client) {
          ui.set({ reconnecting: undefined });
          if (client === undefined) view.announce(canvasWords.announce.givenUp);
          else redirect(parts, { edge, end }, flow.screenToFlowPosition(client));
        },
      });
    },
  };
}

interface Following {
  readonly move: (client: Point) => void;
  /** Nothing where it was given up. */
  readonly done: (client: Point | undefined) => void;
}

/** Follows the pointer until it is let go, or Escape gives it up. */
function followPointer({ move, done }: Following): void {
  const stop = new AbortController();
  const finish = (client: Point | undefined): void => {
    stop.abort();
    escape.stop();
    done(client);
  };
  const escape = createEscape(() => { finish(undefined); });
  escape.listen();
  addEventListener('pointermove', (event) => { move({ x: event.clientX, y: event.clientY }); }, { signal: stop.signal });
  addEventListener('pointerup', (event) => { finish({ x: event.clientX, y: event.clientY }); }, { signal: stop.signal });
  addEventListener('pointercancel', () => { finish(undefined); }, { signal: stop.signal });
}

/** Why two nodes cannot be connected, and the transition that is there already. */
function obstacleTo(definition: JsonObject, from: string, to: string): { readonly words: string; readonly existing?: string } | undefined {
  const typeOf = (id: string): string | undefined => textIn(findNode(definition, id) ?? {}, 'type');
  if (from === to) return { words: canvasWords.refuse.self };
  if (regionOf(definition, from) !== regionOf(definition, to)) return { words: canvasWords.refuse.bodies };
  if (typeOf(to) === 'start') return { words: canvasWords.refuse.intoStart };
  if (typeOf(from) === 'end') return { words: canvasWords.refuse.fromEnd };
  const existing = exitsOf(definition, from).find((transition) => textIn(transition, 'to') === to);
  return existing === undefined ? undefined : { words: canvasWords.refuse.duplicate(nodeName(definition, from), nodeName(definition, to)), existing: idOf(existing) };
}

function useRefusalEnds(ui: CanvasUi): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown = ui.get().refused;
    const stop = ui.subscribe(() => {
      const { refused } = ui.get();
      if (refused === shown) return;
      shown = refused;
      clearTimeout(timer);
      if (refused !== undefined) timer = setTimeout(() => { ui.set({ refused: undefined }); }, refused.existing === undefined ? readingMs : offeringMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [ui]);
}
