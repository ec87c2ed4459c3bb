import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { type PlacedRegion, placeOf } from './layout-region.ts';
import { textScale } from './text-scale.ts';

/** The whole drawing in the frame, however small that makes it. */
export const wholeDrawing = { padding: 0.06, maxZoom: 1.1, minZoom: 0.2 };

/** Below this, names cannot be read. */
const readable = 0.68;
/** Nor can shapes below this. */
const smallest = 0.35;
const largest = 1.1;
const margin = 32;

export interface CanvasViewProps {
  readonly placed: PlacedRegion;
  readonly focus: string | undefined;
  /** Nothing moves any more: the whole drawing is shown, even where names get small. */
  readonly isStill: boolean;
}

/**
 * Shows the whole drawing where it stays readable; else its beginning, and then the node in focus as a run goes on.
 * Everything is computed from the layout, which knows sizes before the page has measured them.
 */
export function CanvasView({ placed, focus, isStill }: CanvasViewProps) {
  const flow = useReactFlow();
  const isReady = flow.viewportInitialized;
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const scale = textScale();
  const fitting = Math.min((width - 2 * margin) / placed.bounds.width, (height - 2 * margin) / placed.bounds.height, largest * scale);
  const isWhole = isStill || fitting >= readable * scale;
  const zoom = isWhole ? Math.max(fitting, smallest) : readable * scale;

  useEffect(() => {
    if (!isReady || width === 0) return;
    const { bounds } = placed;
    const x = Math.max(margin, (width - bounds.width * zoom) / 2) - bounds.x * zoom;
    const y = (isWhole ? Math.max(margin, (height - bounds.height * zoom) / 2) : margin) - bounds.y * zoom;
    void flow.setViewport({ x, y, zoom });
  }, [flow, isReady, isWhole, zoom, placed, width, height]);

  useEffect(() => {
    const place = focus === undefined ? undefined : placeOf(placed, focus);
    if (!isReady || isWhole || place === undefined) return;
    void flow.setCenter(place.x + place.width / 2, place.y + place.height / 2, { zoom });
  }, [flow, isReady, isWhole, zoom, placed, focus]);
  return null;
}
