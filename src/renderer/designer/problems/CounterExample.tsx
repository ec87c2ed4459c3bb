import { type KeyboardEvent, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { isTyping } from '../../state/is-typing.ts';
import { openDialog } from '../../state/open-dialog.ts';
import { useDocumentKeys } from '../../state/use-document-keys.ts';
import { problemWords } from '../../strings/designer-problems.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import styles from './problems.module.css';
import { marksUpTo, traceSteps } from './trace-steps.ts';

const words = problemWords.trace;
/** How long a step stands while the run plays by itself. */
const stepMs = 1800;

/** Plays the run that shows a finding: each step marks where it happens and says what does. */
export function CounterExample({ finding, onEnd }: { readonly finding: Finding; readonly onEnd: () => void }) {
  const { session, view } = useDesigner();
  const steps = useMemo(() => traceSteps(session.get().definition, finding), [session, finding]);
  const [at, setAt] = useState(0);
  const [isPlaying, setIsPlaying] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const step = steps[at];
  const isLast = at >= steps.length - 1;

  const show = useEffectEvent(() => {
    view.set({ marks: marksUpTo(session.get().definition, steps.slice(0, at + 1)) });
    if (step?.node !== undefined) view.canvas.handle?.reveal(step.node, { keepsFocus: true });
    view.announce(`${words.step(at + 1, steps.length)}: ${step?.words ?? ''}`);
  });
  // Each step is shown once, when it is come to.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useEffect(() => { show(); }, [at]);
  useEffect(() => {
    bar.current?.focus();
    return () => { view.set({ marks: new Map() }); };
  }, [view]);
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setTimeout(() => {
      setAt(at + 1);
      if (at + 2 >= steps.length) setIsPlaying(false);
    }, stepMs);
    return () => { clearTimeout(timer); };
  }, [isPlaying, at, steps.length]);

  const go = (to: number): void => {
    setIsPlaying(false);
    setAt(Math.min(Math.max(0, to), steps.length - 1));
  };
  // Wherever one is in the designer meanwhile; what is typed into, and a window that is open, keep their own.
  useDocumentKeys((event) => {
    if (event.key === 'Escape' && !isTyping(event.target) && openDialog() === null) onEnd();
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const keys: { readonly [key: string]: () => void } = { ArrowRight: () => { go(at + 1); }, ArrowLeft: () => { go(at - 1); }, Home: () => { go(0); }, End: () => { go(steps.length - 1); } };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div ref={bar} role="toolbar" aria-label={words.title} title={words.help} tabIndex={-1} className={styles['player']} onKeyDown={onKeyDown}>
      <span className={styles['step']}>{words.step(at + 1, steps.length)}</span>
      <IconButton icon="chevronUp" label={words.previous} isDisabled={at === 0} onPress={() => { go(at - 1); }} />
      <IconButton icon="chevronDown" label={words.next} isDisabled={isLast} onPress={() => { go(at + 1); }} />
      <Button size="small" icon={isPlaying ? 'pause' : 'play'} onPress={() => {
        if (isLast) setAt(0);
        setIsPlaying(!isPlaying);
      }}>
        {isPlaying ? words.pause : words.play}
      </Button>
      <p>{step?.words}</p>
      <Button size="small" look="quiet" icon="cross" onPress={onEnd}>{words.end}</Button>
    </div>
  );
}
