import { type ReactFlowState, useStore } from '@xyflow/react';

/** Below this, subtitles cannot be read. */
const farBelow = 0.75;

/** Below this, not what they do inside either. */
const outlines = 0.5;

const isFar = ({ transform }: ReactFlowState): boolean => transform[2] < farBelow;

/** Whether the drawing is so far away that words have to grow to be read. */
export function useIsFar(): boolean {
  return useStore(isFar);
}

const isOutline = ({ transform }: ReactFlowState): boolean => transform[2] < outlines;

/** Whether the drawing is so far away that only names and outlines are left. */
export function useIsOutline(): boolean {
  return useStore(isOutline);
}

export const zoomLimits = { least: 0.25, most: 2 } as const;
