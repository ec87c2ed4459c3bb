import { useNodesInitialized, useReactFlow, useStore } from '@xyflow/react';
import { useEffect } from 'react';
import type { PlacedRegion } from './layout-region.ts';

/** The whole drawing in the frame, however small that makes it. */
export const wholeDrawing = { padding: 0.06, maxZoom: 1.1, minZoom: 0.2 };

/** Below this, names cannot be read. */
const readable = 0.68;
const margin = 16;

export interface CanvasViewProps {
  readonly placed: PlacedRegion;
  readonly focus: string | undefined;
}

/** Shows the whole drawing where it stays readable; else its beginning, and then the node in focus as a run goes on. */
export function CanvasView({ placed, focus }: CanvasViewProps) {
  const flow = useReactFlow();
  const isReady = useNodesInitialized();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const isWhole = Math.min(width / placed.width, height / placed.height) >= readable;

  useEffect(() => {
    if (!isReady || width === 0) return;
    if (isWhole) void flow.fitView(wholeDrawing);
    else void flow.setViewport({ x: Math.max(margin, (width - placed.width * readable) / 2), y: margin, zoom: readable });
  }, [flow, isReady, isWhole, placed, width, height]);

  useEffect(() => {
    if (!isReady || isWhole || focus === undefined) return;
    const node = flow.getInternalNode(focus);
    if (node === undefined) return;
    const { x, y } = node.internals.positionAbsolute;
    void flow.setCenter(x + (node.measured.width ?? 0) / 2, y + (node.measured.height ?? 0) / 2, { zoom: readable });
  }, [flow, isReady, isWhole, focus]);
  return null;
}
