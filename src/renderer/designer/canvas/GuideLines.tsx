import { ViewportPortal } from '@xyflow/react';
import { useCanvasUi } from './canvas-ui.ts';
import { RefusalWords } from './RefusalWords.tsx';
import styles from './Layers.module.css';
import type { Point } from '../../canvas/geometry.ts';
import { classNames } from '../../components/class-names.ts';
import type { Drawing } from './drawing-of.ts';
import { roundedPath } from '../../canvas/rounded-path.ts';
import { routeEdges } from '../../canvas/route-edges.ts';

/** What a drag under way shows over the drawing: the lines it snaps to, the end that is led elsewhere, and why a connection is refused. */
export function GuideLines({ drawing }: { readonly drawing: Drawing }) {
  const guides = useCanvasUi((state) => state.guides);
  const reconnecting = useCanvasUi((state) => state.reconnecting);
  const refused = useCanvasUi((state) => state.refused);
  return (
    <ViewportPortal>
      {guides.map((guide) => (
        <div
          key={`${guide.axis} ${guide.at}`}
          className={classNames(styles['guide'], styles[guide.axis === 'x' ? 'upright' : 'level'])}
          style={guide.axis === 'x' ? { left: guide.at, top: guide.from, height: guide.to - guide.from } : { top: guide.at, left: guide.from, width: guide.to - guide.from }}
        />
      ))}
      {reconnecting !== undefined && (
        <svg className={styles['wire']} aria-hidden="true">
          <path d={wirePath(drawing, reconnecting)} />
        </svg>
      )}
      {refused !== undefined && <RefusalWords refused={refused} />}
    </ViewportPortal>
  );
}

function wirePath(drawing: Drawing, { edge, end, at }: { readonly edge: string; readonly end: 'from' | 'to'; readonly at: Point }): string {
  const found = drawing.edges.find((each) => each.edge.id === edge);
  const other = found === undefined ? undefined : drawing.rects.get(end === 'from' ? found.edge.to : found.edge.from);
  if (other === undefined) return '';
  const pointer = { x: at.x, y: at.y, width: 0, height: 0 };
  const ends = new Map(end === 'from' ? [['pointer', pointer], ['other', other]] : [['other', other], ['pointer', pointer]]);
  const wire = end === 'from' ? { id: 'w', from: 'pointer', to: 'other' } : { id: 'w', from: 'other', to: 'pointer' };
  return roundedPath(routeEdges(ends, [wire], 'down').get('w')?.points ?? []);
}
