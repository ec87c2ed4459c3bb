import { useReactFlow } from '@xyflow/react';
import { type DragEvent, useMemo } from 'react';
import { idOf, nameOf } from '../../../core/domain/model/edit/definition-reading.ts';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import { readPlaces } from '../../canvas/read-places.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { addKind } from '../palette-pane/add-kind.ts';
import { kindDragType, newNode } from '../palette-pane/new-node.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { CanvasUi } from './canvas-ui.ts';
import { placeIn } from './drawing-of.ts';
import { drawnNow } from './drawn.ts';
import { takeFiles } from './take-file.ts';
import { edgeAt, regionAt } from './hit-test.ts';
import { unwrittenPlaces } from './move-edit.ts';
import { onGrid } from './snap.ts';

export interface DropKind {
  onDragOver(event: DragEvent): void;
  onDragLeave(event: DragEvent): void;
  onDrop(event: DragEvent): void;
}

/** Takes kinds of nodes dragged here from the palette: onto the canvas, into a body, or into a transition, which lights up. */
export function useDropKind(ui: CanvasUi, catalogue: readonly CatalogueEntry[]): DropKind {
  const context = useDesigner();
  const flow = useReactFlow();
  return useMemo(() => {
    const { session, view } = context;
    const targetOf = (event: DragEvent): { readonly region: string; readonly edge: string | undefined; readonly point: { readonly x: number; readonly y: number } } => {
      const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const { drawing } = drawnNow(session);
      return { point, region: regionAt(drawing, point), edge: edgeAt(drawing.edges, point, 14 / flow.getZoom())?.edge.id };
    };
    const isOurs = (event: DragEvent): boolean => event.dataTransfer.types.includes(kindDragType) && !session.get().isReadOnly;
    const isBody = (region: string): boolean => drawnNow(session).drawing.regions.get(region)?.parent !== undefined;

    return {
      onDragOver(event) {
        // The browser would open it in place of the page.
        if (event.dataTransfer.types.includes('Files')) event.preventDefault();
        if (!isOurs(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        const { region, edge } = targetOf(event);
        ui.set({ dropEdge: edge, dropBody: edge === undefined && isBody(region) ? region : undefined });
      },
      onDragLeave(event) {
        if (event.currentTarget.contains(event.relatedTarget instanceof globalThis.Node ? event.relatedTarget : null)) return;
        ui.set({ dropEdge: undefined, dropBody: undefined });
      },
      onDrop(event) {
        takeFiles(event, view);
        if (!isOurs(event)) return;
        event.preventDefault();
        ui.set({ dropEdge: undefined, dropBody: undefined });
        const kind = event.dataTransfer.getData(kindDragType);
        const { region, edge, point } = targetOf(event);
        const { definition } = session.get();
        const at = placeIn(drawnNow(session).drawing, region, { x: onGrid(point.x - 104), y: onGrid(point.y - 23) });
        if (edge !== undefined) {
          // Where the layout is made anew with every change, it finds the place.
          addKind(context, catalogue, { kind, splice: edge, ...(readPlaces(definition) === undefined ? {} : { at }) });
          return;
        }
        const made = newNode(definition, catalogue, kind);
        if (made === undefined || !session.edit({ kind: 'add_node', region, node: made.node, place: at, places: unwrittenPlaces(drawnNow(session)) })) return;
        if (made.card !== undefined) session.edit({ kind: 'insert', at: 'workflow', list: ['cards'], index: 0, item: made.card }, { isContinued: true });
        session.select({ nodes: [idOf(made.node)], transitions: [], notes: [] });
        view.canvas.handle?.reveal(idOf(made.node));
        view.announce(canvasWords.announce.added(nameOf(made.node)));
      },
    };
  }, [context, flow, ui, catalogue]);
}
