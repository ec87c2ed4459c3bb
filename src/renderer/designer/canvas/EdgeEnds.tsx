import type { Point } from '../../canvas/geometry.ts';
import { classNames } from '../../components/class-names.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { useCanvasActs } from './canvas-ui.ts';
import styles from './DesignerEdge.module.css';

/** The two ends of a chosen transition, to be dragged to other nodes. */
export function EdgeEnds({ id, points }: { readonly id: string; readonly points: readonly Point[] }) {
  const acts = useCanvasActs();
  const ends = [['from', points[0]], ['to', points.at(-1)]] as const;
  return ends.map(([end, point]) => point !== undefined && (
    <circle
      key={end}
      className={classNames('nopan', styles['end'])}
      cx={point.x}
      cy={point.y}
      r={5}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        acts.startReconnect(id, end);
      }}
    >
      <title>{end === 'from' ? canvasWords.edge.from : canvasWords.edge.to}</title>
    </circle>
  ));
}
