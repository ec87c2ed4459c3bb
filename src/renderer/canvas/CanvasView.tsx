import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { type PlacedRegion, placeOf } from './layout-region.ts';
import { textScale } from './text-scale.ts';

/** The whole drawing in the frame, however small that makes it. */
export const wholeDrawing = { padding: 0.06, maxZoom: 1.1, minZoom: 0.2 };

/** Below this, names cannot be read. */
const readable = 0.68;
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
  const zoom = isWhole ? Math.max(fitting, wholeDrawing.minZoom) : readable * scale;

  useEffect(() => {
    if (!isReady || width === 0) return;
    const { bounds } = placed;
    const x = Math.max(margin, (width - bounds.width * zoom) / 2) - bounds.x * zoom;
    const y = (isWhole ? Math.max(margin, (height - bounds.height * zoom) / 2) : margin) - bounds.y * zoom;
    void flow.setViewport({ x, y, zoom });
  }, [flow, isReady, isWhole, zoom, placed, width, height]);

  useEffect(() => {
    const place = focus === undefined ? undefined : placeOf(placed, focus);
    if (!isReady || isWhole || place === undefined || isInSight(place, { ...flow.getViewport(), width, height })) return;
    void flow.setCenter(place.x + place.width / 2, place.y + place.height / 2, { zoom });
  }, [flow, isReady, isWhole, zoom, placed, focus, width, height]);
  return null;
}

interface Sight {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

/** What is seen whole already needs no move: a map that jumps with every step is not calm. */
function isInSight(place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, { x, y, zoom, width, height }: Sight): boolean {
  const left = place.x * zoom + x;
  const top = place.y * zoom + y;
  return left >= 0 && top >= 0 && left + place.width * zoom <= width && top + place.height * zoom <= height;
}
