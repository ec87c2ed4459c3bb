import '@xyflow/react/dist/base.css';
import { Controls, MarkerType, ReactFlow } from '@xyflow/react';
import { memo, useMemo, useState } from 'react';
import type { JsonObject } from '../../core/domain/model/json.ts';
import { kindTitle } from '../strings/kinds.ts';
import { runWords } from '../strings/runs.ts';
import { CanvasView, wholeDrawing } from './CanvasView.tsx';
import { Dots } from './Dots.tsx';
import { arrangeRegion, betterDirection, layoutRegion, type PlacedRegion } from './layout-region.ts';
import type { NodeState } from './node-states.ts';
import { readDefinition } from './read-definition.ts';
import { readPlaces } from './read-places.ts';
import { type StepFlowNode, StepNode } from './StepNode.tsx';
import { TransitionEdge, type TransitionFlowEdge } from './TransitionEdge.tsx';
import './canvas.css';

const nodeTypes = { step: StepNode };
const edgeTypes = { transition: TransitionEdge };

export interface WorkflowCanvasProps {
  readonly definition: JsonObject;
  readonly label: string;
  /** In a run: what each node is doing. */
  readonly states?: ReadonlyMap<string, NodeState>;
  /** In a run: how often each transition was taken. */
  readonly taken?: ReadonlyMap<string, number>;
  /** The node to keep in sight where the drawing is larger than its frame. */
  readonly focus?: string | undefined;
  /** In a run: it has ended. */
  readonly isStill?: boolean;
  readonly selected?: string | undefined;
  readonly onSelect?: (nodeId: string | undefined) => void;
}

/** A definition as a picture that can be moved, enlarged and walked with the keyboard; it changes nothing. */
export const WorkflowCanvas = memo(function WorkflowCanvas({ definition, label, states, taken, focus, isStill = false, selected, onSelect }: WorkflowCanvasProps) {
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const region = useMemo(() => readDefinition(definition), [definition]);
  // Measured once: a drawing that turned while a panel is resized would be hard to follow.
  const placed = useMemo(() => {
    if (frame === null) return undefined;
    const places = readPlaces(definition);
    return places === undefined ? layoutRegion(region, betterDirection(region, frame.getBoundingClientRect())) : arrangeRegion(region, places, 'down');
  }, [definition, region, frame]);
  const nodes = useMemo(() => (placed === undefined ? [] : flowNodes({ placed, states, selected })), [placed, states, selected]);
  const edges = useMemo(() => (placed === undefined ? [] : flowEdges(placed, taken)), [placed, taken]);

  return (
    <section ref={setFrame} className="canvas" aria-label={label}>
      {placed !== undefined && (
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          edgesFocusable={false}
          onlyRenderVisibleElements={nodes.length > 150}
          minZoom={0.2}
          maxZoom={2}
          onNodeClick={(_, node) => {
            onSelect?.(node.id === selected ? undefined : node.id);
          }}
          onPaneClick={() => {
            onSelect?.(undefined);
          }}
        >
          <Dots />
          <Controls showInteractive={false} fitViewOptions={wholeDrawing} />
          <CanvasView placed={placed} focus={focus} isStill={isStill} />
        </ReactFlow>
      )}
    </section>
  );
});

interface NodeSource {
  readonly placed: PlacedRegion;
  readonly states: ReadonlyMap<string, NodeState> | undefined;
  readonly selected: string | undefined;
}

function flowNodes({ placed, states, selected }: NodeSource): StepFlowNode[] {
  return placed.nodes.map(({ node, bodies, parentId, x, y, width, height }) => {
    const state = states === undefined ? undefined : (states.get(node.id) ?? { name: 'idle', visits: 0 });
    return {
      id: node.id,
      type: 'step',
      position: { x, y },
      width,
      height,
      data: { node, bodies, state, isSelected: node.id === selected },
      ariaLabel: [node.name, kindTitle('node', node.type), state === undefined ? undefined : runWords.node[state.name]].filter(Boolean).join(', '),
      ...(parentId === undefined ? {} : { parentId }),
    };
  });
}

function flowEdges(placed: PlacedRegion, taken: ReadonlyMap<string, number> | undefined): TransitionFlowEdge[] {
  return placed.edges.map((each) => {
    const count = taken?.get(each.edge.id) ?? 0;
    return {
      id: each.edge.id,
      type: 'transition',
      source: each.edge.from,
      target: each.edge.to,
      data: { placed: each, taken: count, isRun: taken !== undefined },
      markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: taken !== undefined && count > 0 ? 'var(--good)' : 'var(--ink-faint)' },
    };
  });
}
