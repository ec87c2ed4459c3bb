import { consoleWords } from '../strings/console.ts';
import { ConsoleMap } from './ConsoleMap.tsx';
import styles from './ConsoleLayout.module.css';
import { GonePlace } from './position/GonePlace.tsx';
import { Scrubber } from './position/Scrubber.tsx';
import { usePositionKeys } from './position/use-position-keys.ts';
import { useRunPlace } from './position/use-run-place.ts';
import { RunTabs } from './RunTabs.tsx';
import { TextBubbles } from './text/TextBubbles.tsx';
import { TimelinePanel } from './timeline/TimelinePanel.tsx';
import { useWide } from './use-wide.ts';

/** The parts of a run: timeline, map with texts, drawer; in a narrow window the map above, and all else as tabs below it. */
export function ConsoleLayout({ onRetry }: { readonly onRetry: () => void }) {
  const { node: selected, choose: setSelected, missing } = useRunPlace();
  const isWide = useWide();
  usePositionKeys();
  const timeline = <TimelinePanel nodeId={selected} onNode={setSelected} onRetry={onRetry} />;
  const map = <ConsoleMap selected={selected} onSelect={setSelected} />;
  const { tabs } = consoleWords;
  return (
    <div className={styles['console']}>
      <GonePlace missing={missing} onShowAll={() => { setSelected(undefined); }} />
      <Scrubber />
      {isWide ? (
        <div className={styles['wide']}>
          {timeline}
          <div className={styles['centre']}>
            {map}
            <TextBubbles />
          </div>
          <RunTabs />
        </div>
      ) : (
        <div className={styles['narrow']}>
          {map}
          <RunTabs before={[{ id: 'timeline', label: tabs.timeline, content: timeline, isFilled: true }, { id: 'text', label: tabs.text, content: <TextBubbles />, isFilled: true }]} />
        </div>
      )}
    </div>
  );
}
