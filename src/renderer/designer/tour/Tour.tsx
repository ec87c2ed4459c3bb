import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from '../../components/Button.tsx';
import { tourWords as words } from '../../strings/designer-tour.ts';
import { useDesigner, useDesignerState, useDesignerView } from '../session/DesignerProvider.tsx';
import { beside } from './beside.ts';
import styles from './Tour.module.css';
import { beginTour, leaveTour, nextStep, tourProgress, wasLeft } from './tour-progress.ts';
import { type TourStep, tourSteps } from './tour-steps.ts';

/** Comes by itself at the first use in a browser: one card at a time, beside what it speaks of. Nothing waits for it. */
export function Tour() {
  const isReadOnly = useDesignerState((state) => state.isReadOnly);
  const at = useSyncExternalStore(tourProgress.subscribe, () => tourProgress.get().step);
  useEffect(() => {
    if (!isReadOnly && !wasLeft()) beginTour();
  }, [isReadOnly]);
  const step = at === undefined || isReadOnly ? undefined : tourSteps[at];
  return step === undefined || at === undefined ? undefined : <Card key={at} step={step} at={at} />;
}

function Card({ step, at }: { readonly step: TourStep; readonly at: number }) {
  const { view } = useDesigner();
  const card = useRef<HTMLElement>(null);
  const place = useBeside(card, step);
  useDoneOnce(step);
  useEffect(() => {
    view.announce(`${words.label}, ${words.place(at + 1, tourSteps.length)}: ${step.title}. ${step.text}`);
  }, [view, step, at]);
  const leave = (): void => {
    leaveTour();
    document.querySelector<HTMLElement>('section[data-designer-area]')?.focus();
    view.announce(words.again);
  };
  useEffect(() => {
    const element = card.current;
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') leave();
    };
    element?.addEventListener('keydown', onKey);
    return () => {
      element?.removeEventListener('keydown', onKey);
    };
  });
  return (
    <aside
      ref={card}
      data-designer-pane
      aria-label={words.label}
      className={styles['card']}
      style={place}
    >
      <h2>{step.title}</h2>
      <p>{step.text}</p>
      <div className={styles['foot']}>
        <span className={styles['place']}>{words.place(at + 1, tourSteps.length)}</span>
        {at + 1 < tourSteps.length && (
          <Button size="small" look="quiet" onPress={leave}>
            {words.leave}
          </Button>
        )}
        <Button size="small" onPress={() => (at + 1 < tourSteps.length ? nextStep(tourSteps.length) : leave())}>
          {at + 1 < tourSteps.length ? words.next : words.done}
        </Button>
      </div>
    </aside>
  );
}

/** Goes on once somebody has done what the step speaks of. */
function useDoneOnce(step: TourStep): void {
  const context = useDesigner();
  const [before] = useState(() => step.done(context));
  const inSession = useDesignerState(() => step.done(context));
  const inView = useDesignerView(() => step.done(context));
  const isDone = Math.max(inSession, inView) > before;
  useEffect(() => {
    if (isDone) nextStep(tourSteps.length);
  }, [isDone]);
}

/** Where the card stands now: things move while the page is laid out, and when the window changes. */
function useBeside(card: React.RefObject<HTMLElement | null>, { beside: selectors, side }: TourStep): { readonly left: number; readonly top: number } {
  const [place, setPlace] = useState({ left: 0, top: 0 });
  useLayoutEffect(() => {
    const put = (): void => {
      const [anchor] = selectors.flatMap((selector) => document.querySelector(selector) ?? []);
      if (anchor === undefined || card.current === null) return;
      const next = beside(anchor.getBoundingClientRect(), card.current.getBoundingClientRect(), { side, room: { width: innerWidth, height: innerHeight } });
      setPlace((now) => (now.left === next.left && now.top === next.top ? now : next));
    };
    put();
    const watch = new ResizeObserver(put);
    for (const element of [card.current, ...selectors.map((selector) => document.querySelector(selector))]) if (element !== null) watch.observe(element);
    addEventListener('resize', put);
    return () => {
      watch.disconnect();
      removeEventListener('resize', put);
    };
  }, [card, selectors, side]);
  return place;
}
