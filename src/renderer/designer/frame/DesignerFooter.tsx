import { useEffect } from 'react';
import { Button, IconButton } from '../../components/Button.tsx';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { designerWords } from '../../strings/designer.ts';
import { CommandButton } from '../commands/CommandButton.tsx';
import { useFindings } from '../problems/use-findings.ts';
import { useDesigner, useDesignerState, useDesignerView } from '../session/DesignerProvider.tsx';
import styles from './DesignerFooter.module.css';
import { hush, quiet, useAnnouncement } from './announcements.ts';

const words = designerWords.footer;

/** How much is wrong, how much is selected, how close one looks, and what was done last. */
export function DesignerFooter() {
  const { view } = useDesigner();
  const isProblemsOpen = useDesignerView((state) => state.isProblemsOpen);
  const announcement = useAnnouncement();
  // What is said of a workflow is over with it.
  useEffect(() => quiet, []);
  return (
    <footer data-tour="problems" className={styles['footer']}>
      <Button
        size="small"
        look="quiet"
        aria-expanded={isProblemsOpen}
        onPress={() => {
          view.set({ isProblemsOpen: !isProblemsOpen });
        }}
      >
        <ProblemCount />
      </Button>
      <SelectionCount />
      <p role="status" className={styles['said']}>
        <span className={announcement.isShown ? undefined : 'visually-hidden'}>{announcement.words}</span>
      </p>
      <Zoom />
    </footer>
  );
}

function ProblemCount() {
  const { findings, notAnalysed, isChecking, isKnown } = useFindings();
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  if (!isKnown) return isChecking ? words.checking : words.unchecked;
  if (errors + warnings === 0) return words.noProblems;
  return errors > 0 && notAnalysed.length > 0 ? words.notAll(words.problems(errors, warnings)) : words.problems(errors, warnings);
}

function SelectionCount() {
  const count = useDesignerState(({ selection: { nodes, transitions, notes } }) => nodes.length + transitions.length + notes.length);
  useEffect(() => {
    if (count === 0) return;
    hush(canvasWords.announce.selected(0));
    hush(canvasWords.nothingSelected);
  }, [count]);
  return count === 0 ? undefined : <span className={styles['fact']}>{words.selected(count)}</span>;
}

function Zoom() {
  const { view } = useDesigner();
  const pane = useDesignerView((state) => state.pane);
  const zoom = useDesignerView((state) => state.zoom);
  if (pane !== 'canvas') return undefined;
  return (
    <div role="group" aria-label={words.zoom} className={styles['zoom']}>
      <IconButton icon="minus" label={words.zoomOut} onPress={() => view.canvas.handle?.zoomBy(0.8)} />
      {zoom !== undefined && <span className={styles['fact']}>{`${Math.round(zoom * 100)} %`}</span>}
      <IconButton icon="plus" label={words.zoomIn} onPress={() => view.canvas.handle?.zoomBy(1.25)} />
      <CommandButton command="canvas.fit" label={words.fit} />
    </div>
  );
}
