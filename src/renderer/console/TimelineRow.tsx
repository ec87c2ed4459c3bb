import { memo } from 'react';
import type { RunStory } from '../../core/domain/model/run-story.ts';
import type { RunLine } from '../../core/domain/operations/runs.ts';
import { classNames } from '../components/class-names.ts';
import { Icon } from '../components/Icon.tsx';
import { JsonView } from '../components/JsonView.tsx';
import type { IconName } from '../components/icon-paths.ts';
import { clockTime, fullTime } from '../components/time-words.ts';
import styles from './RunTimeline.module.css';

const severityIcons: Readonly<Record<RunStory['severity'], IconName>> = { info: 'chevron', success: 'check', warning: 'alert', error: 'cross' };

export interface TimelineRowProps {
  readonly line: RunLine;
  readonly story: RunStory;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** One row of the journal: its time, its sentence, and on demand the row itself. */
export const TimelineRow = memo(function TimelineRow({ line, story, isOpen, onToggle }: TimelineRowProps) {
  return (
    <>
      <button type="button" aria-expanded={isOpen} className={classNames(styles['button'], styles[story.severity])} onClick={onToggle}>
        <time dateTime={line.at} title={fullTime(line.at)} className={styles['time']}>
          {clockTime(line.at)}
        </time>
        <Icon name={severityIcons[story.severity]} size="small" />
        <span className={styles['words']}>
          <span className={styles['title']}>{story.title}</span>
          {story.detail !== undefined && <span className={styles['detail']}>{story.detail}</span>}
        </span>
        <span className={styles['seq']}>{line.seq}</span>
      </button>
      {isOpen && (
        <div className={styles['json']}>
          <JsonView value={{ type: line.type, ...line.payload }} label={story.title} />
        </div>
      )}
    </>
  );
});
