import { Link } from '@tanstack/react-router';
import { type MouseEvent, memo } from 'react';
import type { RunSummary } from '../../../../core/domain/operations/shapes.ts';
import { needsPerson } from '../../../../core/domain/model/run.ts';
import { shownText } from '../../../../core/domain/model/shown-text.ts';
import { Ago } from '../../../components/Ago.tsx';
import { classNames } from '../../../components/class-names.ts';
import { Icon } from '../../../components/Icon.tsx';
import { costWords } from '../../../components/money-words.ts';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { firstSentence, hasEnded, runLook, waitSentence } from '../../../console/describe-run.ts';
import { Took } from '../../../console/Took.tsx';
import { runListWords as words } from '../../../strings/runs-list.ts';
import { runWords } from '../../../strings/runs.ts';
import styles from './RunList.module.css';
import { starters } from './runs-filter.ts';

export interface RunRowProps {
  readonly id: string;
  readonly index: number;
  /** Absent while its page is asked for. */
  readonly run: RunSummary | undefined;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  /** Where it stands. */
  readonly top: number;
  readonly onTurn: (isRange: boolean) => void;
  readonly onPoint: () => void;
}

/** A run as a row: its name opens it, its box chooses it. */
export function RunRow({ id, index, run, isActive, isChosen, top, onTurn, onPoint }: RunRowProps) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      data-active={isActive || undefined}
      className={styles['row']}
      style={{ transform: `translateY(${top}px)` }}
      onPointerDown={onPoint}
    >
      {run === undefined ? (
        <span role="gridcell" className={styles['coming']} />
      ) : (
        <>
          {/* Its keys are those of the list: Space on the row. */}
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the list has the focus */}
          <span role="gridcell" className={styles['box']} onClick={(event: MouseEvent) => { onTurn(event.shiftKey); }}>
            <span className={classNames(styles['mark'], isChosen && styles['marked'])}>{isChosen && <Icon name="check" size="small" />}</span>
          </span>
          <RunCells run={run} />
        </>
      )}
    </div>
  );
}

const RunCells = memo(function RunCells({ run }: { readonly run: RunSummary }) {
  const { workflow, usage } = run;
  return (
    <>
      <span role="gridcell" className={styles['what']}>
        <Link to="/runs/$id" params={{ id: run.id }} tabIndex={-1} className={styles['name']}>
          {shownText(workflow.name)}
        </Link>
        <span className={styles['id']} title={run.id}>
          <span className={styles['of']}>{workflow.version === undefined ? runWords.draft : runWords.version(workflow.version)} · </span>{run.id.slice(-8)}
          {run.pinned === true && ` · ${words.pinned}`}
        </span>
      </span>
      <span role="gridcell" className={styles['state']}>
        <StatusChip look={runLook(run.status)} />
        {needsSomebody(run) && <StatusChip look={{ label: words.needsYou, tone: 'warn', icon: 'alert' }} isBare />}
      </span>
      <span role="gridcell" className={classNames(styles['wide'], styles['why'])} title={run.failure}>
        {hasEnded(run) ? (shownText(firstSentence(run.failure) ?? run.outcome ?? '')) : waitSentence(run)}
      </span>
      <span role="gridcell" title={words.startedBy(starterWords(run.startedBy))}>
        <Ago at={run.startedAt} />
      </span>
      <span role="gridcell" className={styles['number']}><Took run={run} /></span>
      <span role="gridcell" className={styles['number']} title={usage === undefined || usage.calls === 0 ? undefined : runWords.usage(usage.calls, usage.tokens)}>
        {usage === undefined || usage.calls === 0 ? '' : costWords(usage)}
      </span>
    </>
  );
});

function needsSomebody(run: RunSummary): boolean {
  return needsPerson(run) || (!hasEnded(run) && run.unreadable !== undefined);
}

/** "a token (ci)": the local person has no other name. */
function starterWords(startedBy: string): string {
  const colon = startedBy.indexOf(':');
  const kind = starters.find((each) => each === startedBy.slice(0, colon));
  const name = startedBy.slice(colon + 1);
  if (kind === undefined) return startedBy;
  return kind === 'user' && name === 'local' ? words.by.user : `${words.by[kind]} (${name})`;
}
