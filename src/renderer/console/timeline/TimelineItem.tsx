import { memo } from 'react';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/Icon.tsx';
import type { IconName } from '../../components/icon-paths.ts';
import { clockTime, fullTime } from '../../components/time-words.ts';
import { timelineWords as words } from '../../strings/console-timeline.ts';
import type { RunFeed } from '../feed/run-feed.ts';
import { isOnLane, laneNames } from './lanes.ts';
import { headWords, laneWords, rowStory } from './row-words.ts';
import { RowDetail } from './RowDetail.tsx';
import styles from './Timeline.module.css';

export interface TimelineItemProps {
  readonly item: number;
  readonly feed: RunFeed;
  /** Changes when what the line says may have changed. */
  readonly version: number;
  readonly isFolded: boolean;
  readonly isOpen: boolean;
  /** The one line Tab leads to. */
  readonly isReached: boolean;
  /** After the position the reader went back to. */
  readonly isLater: boolean;
  readonly isCurrent: boolean;
  readonly isJson: boolean;
  readonly nameOf: (nodeId: string) => string;
  readonly onToggle: (item: number) => void;
  readonly onNode: (nodeId: string) => void;
}

/** One line of a timeline: the head of a group, or a row. */
export const TimelineItem = memo(function TimelineItem(props: TimelineItemProps) {
  return props.item < 0 ? <Head {...props} /> : <Row {...props} />;
}, isSame);

/** What is done is the same act, however it was made anew. */
function isSame(before: TimelineItemProps, after: TimelineItemProps): boolean {
  if (after.isOpen) return false;
  return (['item', 'version', 'isFolded', 'isOpen', 'isReached', 'isLater', 'isCurrent', 'nameOf', 'onToggle'] as const).every((name) => before[name] === after[name]);
}

const stateIcons: Readonly<Record<'open' | 'failed' | 'done' | 'asked', IconName>> = { open: 'clock', failed: 'cross', done: 'check', asked: 'person' };

function Head({ item, feed, isFolded, isReached, isLater, isCurrent, nameOf, onToggle }: TimelineItemProps) {
  const { rows, groups } = feed;
  const group = groups.groupOf(item);
  if (group === undefined) return null;
  const { title, facts, state } = headWords({ rows, groups, nameOf }, group);
  return (
    <button
      type="button"
      tabIndex={isReached ? 0 : -1}
      aria-expanded={!isFolded}
      aria-current={isCurrent ? 'step' : undefined}
      className={classNames(styles['head'], styles[`depth${Math.min(4, group.depth)}`], styles[group.kind], isLater && styles['later'])}
      onClick={() => { onToggle(item); }}
    >
      <Icon name={isFolded ? 'chevron' : 'chevronDown'} size="small" />
      {state !== undefined && <span className={classNames(styles['state'], styles[state])}><Icon name={stateIcons[state]} size="small" /></span>}
      <span className={styles['title']}>{shownText(title)}</span>
      <Spoken>{state === undefined ? '' : words.effect[state]}</Spoken>
      <span className={styles['facts']}>{shownText(facts.join(' · '))}</span>
    </button>
  );
}

/** What is drawn, for those who hear the line: words of its sentence, and none where there are none. */
function Spoken({ children }: { readonly children: string }) {
  return children === '' ? null : <span className="visually-hidden">{children}</span>;
}

const severityIcons: Readonly<Record<'info' | 'success' | 'warning' | 'error', IconName | undefined>> = { info: undefined, success: 'check', warning: 'alert', error: 'cross' };

function Row({ item: seq, feed, isOpen, isReached, isLater, isCurrent, isJson, nameOf, onToggle, onNode }: TimelineItemProps) {
  const { rows, payloads, groups } = feed;
  const line = payloads.get(seq);
  const { title, detail, severity } = rowStory(rows, seq, { line, nameOf });
  const lanes = rows.lanes[seq - 1] ?? 0;
  const at = new Date(rows.at[seq - 1] ?? 0).toISOString();
  const icon = severityIcons[severity];
  const grave = severity === 'warning' || severity === 'error' ? words.spoken[severity] : '';
  const depth = groups.group(groups.ofRow[seq - 1] ?? 0).depth + 1;
  return (
    <>
      <button
        type="button"
        tabIndex={isReached ? 0 : -1}
        aria-expanded={isOpen}
        aria-current={isCurrent ? 'step' : undefined}
        className={classNames(styles['row'], styles[severity], styles[`depth${Math.min(5, depth)}`], isLater && styles['later'])}
        onClick={() => { onToggle(seq); }}
      >
        <span className={styles['tracks']} aria-hidden="true">
          {laneNames.map((lane) => <span key={lane} className={classNames(styles['track'], isOnLane(lanes, lane) && styles['on'], styles[lane])} />)}
        </span>
        <span className={styles['words']}>
          <span className={styles['title']}>{icon !== undefined && <Icon name={icon} size="small" />}{shownText(title)}</span>
          <Spoken>{grave}</Spoken>
          <span className={styles['detail']}>{shownText(detail ?? '')}</span>
        </span>
        <Spoken>{laneWords(lanes)}</Spoken>
        <span className={styles['when']}>
          <time dateTime={at} title={fullTime(at)}>{clockTime(at)}</time>
          <Spoken>{words.rowNumber}</Spoken>
          <span>{seq}</span>
        </span>
      </button>
      {isOpen && <RowDetail seq={seq} line={line} title={title} isJson={isJson} onNode={onNode} />}
    </>
  );
}
