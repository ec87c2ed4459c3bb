import { EdgeLabelRenderer, useStore } from '@xyflow/react';
import type { Rect } from '../../canvas/geometry.ts';
import type { PlacedEdge } from '../../canvas/layout-region.ts';
import { classNames } from '../../components/class-names.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { useCanvasActs } from './canvas-ui.ts';
import styles from './DesignerEdge.module.css';
import { pillParts } from './pill-parts.ts';
import { pointBeside } from './point-along.ts';

/** How far from the node a grip stands, on the screen: the arrow stays whole, and all of the grip is beside the box. */
const apart = 26;

/** The two ends of a chosen transition, to be dragged to other nodes. As large on the screen at any zoom. */
export function EdgeEnds({ id, placed }: { readonly id: string; readonly placed: PlacedEdge }) {
  const acts = useCanvasActs();
  const zoom = useStore(({ transform }) => transform[2]);
  const ends = [['from', placed.points], ['to', placed.points.toReversed()]] as const;
  const over = pillRect(placed, zoom);
  return (
    <EdgeLabelRenderer>
      {ends.map(([end, line]) => {
        const { x, y } = pointBeside(line, apart / zoom, over);
        return (
          <span
            key={end}
            className={classNames('nopan', 'nodrag', styles['end'])}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px) scale(${1 / zoom})` }}
            title={end === 'from' ? canvasWords.edge.from : canvasWords.edge.to}
            data-end={end}
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.stopPropagation();
              acts.startReconnect(id, end);
            }}
          />
        );
      })}
    </EdgeLabelRenderer>
  );
}

/** About what the words of a chosen transition take, which grow against the zoom. */
function pillRect({ edge, label: { x, y }, side }: PlacedEdge, zoom: number): Rect {
  const counter = Math.min(2, Math.max(1, 1 / zoom));
  const letters = pillParts(edge, true).reduce((sum, { text }) => sum + text.length, 0);
  const [width, height] = [letters === 0 ? 0 : Math.min(208, letters * 6.2 + 20) * counter, 20 * counter];
  const left = side === 'left' ? x - width : side === 'right' ? x : x - width / 2;
  return { x: left, y: y - height / 2, width, height };
}
