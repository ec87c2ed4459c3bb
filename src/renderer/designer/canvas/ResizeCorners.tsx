import { NodeResizeControl, ResizeControlVariant } from '@xyflow/react';
import { containerSize } from '../../canvas/container-size.ts';
import type { PlacedNode } from '../../canvas/layout-region.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { useCanvasActs } from './canvas-ui.ts';
import { drawingOf } from './drawing-of.ts';
import { contentRects } from './content-rects.ts';
import styles from './ResizeCorners.module.css';
import { resizeLimits } from './resize-limits.ts';

const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;

/** The corners by which a selected node is made larger and smaller, within the limits of its kind. What stands in a container moves along with its upper left. */
export function ResizeCorners({ id, placed }: { readonly id: string; readonly placed: PlacedNode }) {
  const acts = useCanvasActs();
  const { session } = useDesigner();
  const content = placed.bodies.length === 0 ? undefined : containerSize(contentRects(drawingOf(session.get().definition), placed), undefined);
  const limits = resizeLimits(placed.node.type, content);
  return (
    <>
      {corners.map((position) => (
        <NodeResizeControl
          key={position}
          nodeId={id}
          position={position}
          variant={ResizeControlVariant.Handle}
          {...limits}
          className={styles['corner'] ?? ''}
          onResize={() => { acts.resize(id, false); }}
          onResizeEnd={() => { acts.resize(id, true); }}
        />
      ))}
    </>
  );
}
