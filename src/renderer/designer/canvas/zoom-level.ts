import { type ReactFlowState, useStore } from '@xyflow/react';

/** Below this, only names and states are drawn. */
const farBelow = 0.75;

const isFar = ({ transform }: ReactFlowState): boolean => transform[2] < farBelow;

/** Whether the drawing is so far away that only names and states can be read. */
export function useIsFar(): boolean {
  return useStore(isFar);
}

export const zoomLimits = { least: 0.25, most: 2 } as const;
