import { memo, useDeferredValue, useEffect, useRef } from 'react';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { Button, IconButton } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { timelineWords as words } from '../../strings/console-timeline.ts';
import { useConsole, useFeedState, usePosition, useShownRow } from '../console-context.tsx';
import { stepped, steppedByVisit } from '../timeline/positions.ts';
import { rowStory } from '../timeline/row-words.ts';
import { drawLanes } from './draw-lanes.ts';
import styles from './Scrubber.module.css';
import { stand } from './use-position-keys.ts';

/** The whole run as a strip of its lanes, and where the reader stands in it: canvas, variables and timeline go along. */
export const Scrubber = memo(function Scrubber() {
  const { feed, position, nameOf } = useConsole();
  const state = useFeedState();
  const { at } = usePosition();
  const row = useShownRow();
  const { rows } = feed;
  const input = useRef<HTMLInputElement>(null);
  const { title } = rowStory(rows, Math.max(1, row), { line: feed.payloads.get(row), nameOf });
  // The library says the bare number; no property of its own takes other words.
  useEffect(() => { input.current?.setAttribute('aria-valuetext', words.scrubValue(row, state.length, title)); });
  if (state.length < 2) return null;
  const go = (to: number): void => {
    stand(state.length, to, position);
  };
  return (
    <section className={styles['scrubber']} aria-label={words.scrubber}>
      <IconButton icon="chevronBarLeft" label={words.backVisit} isDisabled={row <= 1} onPress={() => { go(steppedByVisit(rows, row, -1)); }} />
      <IconButton icon="chevronLeft" label={words.back} isDisabled={row <= 1} onPress={() => { go(stepped(rows, row, -1)); }} />
      <Slider className={classNames(styles['slider'])} aria-label={words.scrubber} minValue={1} maxValue={state.length} value={row} onChange={(to) => { go(to); }}>
        <SliderTrack className={classNames(styles['track'])}>
          <Strip />
          <SliderThumb className={classNames(styles['thumb'])} inputRef={input} />
        </SliderTrack>
      </Slider>
      <IconButton icon="chevron" label={words.on} isDisabled={at === undefined} onPress={() => { go(stepped(rows, row, 1)); }} />
      <IconButton icon="chevronBar" label={words.onVisit} isDisabled={at === undefined} onPress={() => { go(steppedByVisit(rows, row, 1)); }} />
      <span className={styles['at']}>{words.at(row, state.length)}</span>
      {at === undefined
        ? <StatusChip isBare look={state.connection === 'live' ? { label: words.live, tone: 'live', icon: 'runs' } : { label: words.newest, tone: 'calm', icon: 'check' }} />
        : <Button size="small" look="primary" onPress={() => { go(state.length); }}>{words.toLive}</Button>}
      <span className="visually-hidden" role="status">{at === undefined ? '' : `${words.past(at)}: ${title}`}</span>
    </section>
  );
});

/** Where on each lane something happened; drawn, for a hundred thousand marks are no elements. */
function Strip() {
  const { feed } = useConsole();
  const length = useDeferredValue(useFeedState().length);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = (): void => { drawLanes(element, feed.rows, length); };
    draw();
    const watcher = new ResizeObserver(draw);
    watcher.observe(element);
    // The colours of the lanes are those of the theme.
    const themes = new MutationObserver(draw);
    themes.observe(document.documentElement, { attributes: true });
    return () => {
      watcher.disconnect();
      themes.disconnect();
    };
  }, [feed, length]);
  return <canvas ref={canvas} className={styles['strip']} aria-hidden="true" />;
}
