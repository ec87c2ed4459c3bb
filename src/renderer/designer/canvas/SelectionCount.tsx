import { Icon } from '../../components/Icon.tsx';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import styles from './Layers.module.css';

/** How many things are selected, where it is more than one. */
export function SelectionCount() {
  const { session } = useDesigner();
  const count = useDesignerState(({ selection }) => selection.nodes.length + selection.transitions.length + selection.notes.length);
  if (count < 2) return null;
  return (
    <div className={styles['count']}>
      {canvasWords.selected(count)}
      <button type="button" aria-label={canvasWords.clear} title={canvasWords.clear} onClick={() => { session.select({ nodes: [], transitions: [], notes: [] }); }}>
        <Icon name="cross" size="small" />
      </button>
    </div>
  );
}
