import { NodeResizeControl, ResizeControlVariant } from '@xyflow/react';
import { useCanvasActs } from './canvas-ui.ts';
import styles from './ResizeCorners.module.css';
import type { ResizeLimits } from './resize-limits.ts';

const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;

/** The corners by which what is selected alone is made larger and smaller. */
export function ResizeCorners({ id, limits }: { readonly id: string; readonly limits: ResizeLimits }) {
  const acts = useCanvasActs();
  return corners.map((position) => (
    <NodeResizeControl
      key={position}
      nodeId={id}
      position={position}
      variant={ResizeControlVariant.Handle}
      {...limits}
      className={styles['corner'] ?? ''}
      onResizeStart={() => { acts.resize(id, 'begins'); }}
      onResizeEnd={() => { acts.resize(id, 'ends'); }}
    />
  ));
}
