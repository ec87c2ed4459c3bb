import { useMemo, useState } from 'react';
import { readDefinition } from '../../canvas/read-definition.ts';
import { useDesignerState, useDesignerView } from '../session/DesignerProvider.tsx';
import { useCanvasUi } from './canvas-ui.ts';
import { drawRegion } from './drawing-of.ts';
import { type CanvasFlowNode, createFlowEdges, createFlowNodes, type DesignerFlowEdge, flowNotes } from './flow-elements.ts';
import { liveDrawing } from './live-drawing.ts';
import { exitsInWords } from './node-look.ts';
import { notesOf } from './notes.ts';
import { useIsOverview } from './Overview.tsx';
import type { Painting } from './paint-drawing.ts';
import type { Drawn } from './drawn.ts';
import { useLooks } from './use-looks.ts';
import { useTaken } from './use-taken.ts';

export interface FlowElements {
  readonly nodes: CanvasFlowNode[];
  readonly edges: DesignerFlowEdge[];
  /** What is painted instead of drawn, where there is too much in sight. */
  readonly overview: Omit<Painting, 'paints'> | undefined;
}

/** What the canvas draws now, one object each, the same as before where nothing changed. */
export function useFlowElements(drawn: Drawn | undefined): FlowElements {
  const drawing = drawn?.drawing ?? noDrawing;
  const definition = useDesignerState((state) => state.definition);
  const selection = useDesignerState((state) => state.selection);
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  const marks = useDesignerView((view) => view.marks);
  const moving = useCanvasUi((state) => state.moving);
  const hovered = useCanvasUi((state) => state.hoveredNode);
  const found = useDesignerView((view) => view.found);
  const conflicts = useDesignerView((view) => view.conflicts);
  const taken = useTaken();
  const isOverview = useIsOverview(drawing);
  const { nodes: looks, wrongTransitions, light } = useLooks(definition, drawing);
  const [make] = useState(() => ({ nodes: createFlowNodes(), edges: createFlowEdges() }));

  const exits = useMemo(() => exitsInWords(readDefinition(definition)), [definition]);
  const notes = useMemo(() => notesOf(definition), [definition]);
  const live = useMemo(() => liveDrawing(drawing, moving), [drawing, moving]);
  const selectedNodes = useMemo(() => new Set([...selection.nodes, ...selection.notes]), [selection.nodes, selection.notes]);
  const selectedEdges = useMemo(() => new Set(selection.transitions), [selection.transitions]);
  const worked = useMemo(() => workedWith({ isOverview, selected: selection.nodes, hovered, moving: [...moving.keys()] }), [isOverview, selection.nodes, hovered, moving]);

  const steps = useMemo(() => make.nodes({ drawing, live, looks, exits, selected: selectedNodes, isReadOnly, only: worked }), [make, drawing, live, looks, exits, selectedNodes, isReadOnly, worked]);
  const remarks = useMemo(() => flowNotes(notes, { selected: selectedNodes, isReadOnly, moving }), [notes, selectedNodes, isReadOnly, moving]);
  const nodes = useMemo(() => (remarks.length === 0 ? steps : [...remarks, ...steps]), [remarks, steps]);
  const edges = useMemo(
    () => make.edges({ drawing, selected: selectedEdges, marks, conflicts, wrong: wrongTransitions, lit: light?.ways, found, taken, isReadOnly, isOverview }),
    [make, drawing, selectedEdges, marks, conflicts, wrongTransitions, light, found, taken, isReadOnly, isOverview],
  );
  const overview = useMemo(
    () => (worked === undefined ? undefined : { drawing, live, looks, selected: new Set([...selectedNodes, ...selectedEdges]), without: worked, notes: [] }),
    [worked, drawing, live, looks, selectedNodes, selectedEdges],
  );
  return { nodes, edges, overview };
}

const noDrawing = drawRegion({ id: 'root', nodes: [], edges: [] }, new Map());
/** Of a selection of hundreds the picture shows what is selected; the page draws some of it. */
const mostDrawn = 40;

interface Worked {
  readonly isOverview: boolean;
  readonly selected: readonly string[];
  readonly hovered: string | undefined;
  readonly moving: readonly string[];
}

/** In an overview, the nodes the page draws one by one: what is under the pointer, and what is selected. */
function workedWith({ isOverview, selected, hovered, moving }: Worked): ReadonlySet<string> | undefined {
  if (!isOverview) return undefined;
  return new Set([...(hovered === undefined ? [] : [hovered]), ...(moving.length > 0 ? moving : selected.slice(0, mostDrawn))]);
}
