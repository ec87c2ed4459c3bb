import { useStore } from '@xyflow/react';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { type Refusal, useCanvasActs } from './canvas-ui.ts';
import styles from './Layers.module.css';

/** What it may take to the right of where it stands, and below. */
const room = { width: 310, height: 120 };

/** Why a connection is refused, beside the pointer and wholly in sight; and what can be done instead. */
export function RefusalWords({ refused: { at, words, existing } }: { readonly refused: Refusal }) {
  const { session, view } = useDesigner();
  const { ui } = useCanvasActs();
  const isLeft = useStore(({ transform: [x, , zoom], width }) => at.x * zoom + x > width - room.width);
  const isAbove = useStore(({ transform: [, y, zoom], height }) => at.y * zoom + y > height - room.height);
  const from = `translate(${at.x + (isLeft ? -12 : 12)}px, ${at.y + (isAbove ? -12 : 12)}px)`;
  return (
    <div className={styles['refusal']} style={{ transform: `${from} scale(var(--counter, 1)) translate(${isLeft ? '-100%' : '0'}, ${isAbove ? '-100%' : '0'})` }}>
      <p>{words}</p>
      {existing !== undefined && (
        <button
          type="button"
          className="nopan"
          onClick={() => {
            ui.set({ refused: undefined });
            session.select({ nodes: [], transitions: [existing], notes: [] });
            view.set({ isInspectorOpen: true, field: `transitions.${existing}.triggers` });
          }}
        >
          {canvasWords.refuse.addTrigger}
        </button>
      )}
    </div>
  );
}
