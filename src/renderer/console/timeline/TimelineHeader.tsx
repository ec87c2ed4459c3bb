import { memo } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover, ToggleButton } from 'react-aria-components';
import { IconButton } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import { SelectBar } from '../../components/fields/ChoiceInput.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PressedGroup } from '../../components/PressedGroup.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { timelineWords as words } from '../../strings/console-timeline.ts';
import { useConsole } from '../console-context.tsx';
import { noFilter, type TimelineFilter } from './filters.ts';
import { allOpen, firstFolding, type Folding, stepsOnly } from './folding.ts';
import { laneNames } from './lanes.ts';
import styles from './Timeline.module.css';
import type { Severity } from './timeline-rows.ts';
import { useDownloadJournal } from './use-download-journal.ts';
import type { Search } from './use-search.ts';

export interface TimelineHeaderProps {
  readonly filter: TimelineFilter;
  readonly setFilter: (filter: TimelineFilter) => void;
  readonly folding: Folding;
  readonly setFolding: (folding: Folding) => void;
  readonly isJson: boolean;
  readonly setIsJson: (isJson: boolean) => void;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly search: Search;
  /** How many rows there are. */
  readonly count: string;
}

const pressed = { group: styles['group'], button: styles['segment'] };

/** What of the journal is shown, and how. Rows that are fetched change nothing about it. */
export const TimelineHeader = memo(function TimelineHeader(props: TimelineHeaderProps) {
  const { run } = useConsole();
  const { search, count, text, setText, filter, setFilter } = props;
  const download = useDownloadJournal(run.id);
  const told = search.isSearching ? words.searching : search.error === null ? (search.isCut ? words.cut(search.found?.size ?? 0) : count) : words.searchFailed;
  return (
    <header className={styles['header']}>
      <div className={styles['line']}>
        <h2 id="timeline-title">{words.title}</h2>
        <span className={styles['count']} role="status">{told}</span>
        <IconButton icon="download" label={download.isBusy ? words.downloading : words.download} onPress={() => { download.start('jsonl'); }} isDisabled={download.isBusy} />
        <DialogTrigger>
          <AriaButton className={classNames(styles['options'], isNarrowed(filter) && styles['narrowed'])} aria-label={words.options}>
            <Icon name="settings" />
          </AriaButton>
          <Popover className={classNames(styles['popover'])} placement="bottom end">
            <Dialog className={classNames(styles['choices'])} aria-label={words.options}>
              <Choices {...props} />
            </Dialog>
          </Popover>
        </DialogTrigger>
      </div>
      <SearchInput label={words.search} value={text} onChange={setText} />
      <div role="group" aria-label={words.lanesLabel} className={styles['lanes']}>
        {laneNames.map((lane) => (
          <ToggleButton
            key={lane}
            className={classNames(styles['lane'], styles[lane])}
            isSelected={filter.lanes.has(lane)}
            onChange={(isOn) => {
              const lanes = new Set(filter.lanes);
              if (isOn) lanes.add(lane);
              else lanes.delete(lane);
              setFilter({ ...filter, lanes });
            }}
          >
            <span className={styles['dot']} aria-hidden="true" />
            {words.lanes[lane]}
          </ToggleButton>
        ))}
      </div>
    </header>
  );
});

function isNarrowed({ type, severity }: TimelineFilter): boolean {
  return type !== noFilter.type || severity !== noFilter.severity;
}

const foldings = { steps: stepsOnly, effects: firstFolding, all: allOpen };
const severities: readonly Severity[] = ['info', 'warning', 'error'];

function Choices({ filter, setFilter, folding, setFolding, isJson, setIsJson }: TimelineHeaderProps) {
  const { feed } = useConsole();
  const fold = folding.kinds.size === 0 ? 'all' : folding.kinds.size === 1 ? 'effects' : 'steps';
  const types = [{ value: '', label: words.anyType }, ...feed.rows.types.map((type) => ({ value: type, label: type.replaceAll('_', ' ') }))];
  return (
    <>
      <span className={styles['label']}>{words.severity}</span>
      <PressedGroup label={words.severity} values={severities} words={words.severities} value={filter.severity} styles={pressed} onChange={(severity) => { setFilter({ ...filter, severity }); }} />
      <SelectBar label={words.type} value={filter.type ?? ''} choices={types} onChange={(type) => { setFilter({ ...filter, type: type === '' ? undefined : type }); }} />
      <span className={styles['label']}>{words.fold.label}</span>
      <PressedGroup label={words.fold.label} values={['steps', 'effects', 'all'] as const} words={words.fold} value={fold} styles={pressed} onChange={(each) => { setFolding(foldings[each]); }} />
      <span className={styles['label']}>{words.view}</span>
      <PressedGroup label={words.view} values={['friendly', 'json'] as const} words={words.views} value={isJson ? 'json' : 'friendly'} styles={pressed} onChange={(view) => { setIsJson(view === 'json'); }} />
    </>
  );
}
