import { Suspense } from 'react';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import { PressedGroup } from '../../components/PressedGroup.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { designerWords } from '../../strings/designer.ts';
import { DesignerCanvas } from '../canvas/DesignerCanvas.tsx';
import { Outline } from '../outline/Outline.tsx';
import { useDesigner, useDesignerState, useDesignerView } from '../session/DesignerProvider.tsx';
import type { DesignerPane } from '../session/designer-view.ts';
import styles from './CentrePane.module.css';
import { isInspectorShown, showInspector } from './inspector-room.ts';
import { SourcePane } from './rooms.ts';

const words = designerWords.panes;
const panes: readonly DesignerPane[] = ['canvas', 'outline', 'source'];

/** The workflow as a picture, as an outline or as its source; the source stands beside the picture where there is room. */
export function CentrePane() {
  const { session, view } = useDesigner();
  const pane = useDesignerView((state) => state.pane);
  const hasSelection = useDesignerState(({ selection: { nodes, transitions, notes } }) => nodes.length + transitions.length + notes.length > 0);
  const isInspectorOpen = useDesignerView((state) => isInspectorShown(state, hasSelection));
  return (
    <section data-designer-pane data-tour="centre" aria-label={words[pane]} className={styles['centre']}>
      <div className={styles['bar']}>
        <PressedGroup label={words.label} values={panes} words={words} value={pane} onChange={(next) => { view.set({ pane: next }); }} styles={{ group: styles['panes'], button: styles['pane'] }} />
        {!isInspectorOpen && <Button size="small" look="quiet" icon="settings" onPress={() => { showInspector({ session, view }); }}>{words.inspector}</Button>}
      </div>
      <div className={styles['shown']}>
        {pane === 'outline' ? (
          <div data-designer-area="outline" className={styles['area']}>
            <Outline />
          </div>
        ) : (
          <div data-designer-area="canvas" className={classNames(styles['area'], pane === 'source' && styles['beside'])}>
            <DesignerCanvas />
          </div>
        )}
        {pane === 'source' && (
          <div className={styles['source']}>
            <Suspense fallback={<Skeleton shape="block" />}>
              <SourcePane />
            </Suspense>
          </div>
        )}
      </div>
    </section>
  );
}
