import type { UsageLine } from '../../../../core/domain/operations/usage.ts';
import { usageWords as words } from '../../../strings/usage.ts';
import styles from '../panels.module.css';
import { amountOf, amountWords, type Measure } from './usage-measures.ts';
import own from './usage.module.css';

const mostBars = 14;

export interface UsageChartProps {
  readonly items: readonly UsageLine[];
  readonly measure: Measure;
  readonly group: string;
}

/** A bar for each line, as long as its share of the longest; days keep their order and end with the last. */
export function UsageChart({ items, measure, group }: UsageChartProps) {
  const isByDay = group === words.groups.day;
  const ordered = isByDay ? items.slice(-mostBars) : items.toSorted((one, other) => amountOf(other, measure) - amountOf(one, measure)).slice(0, mostBars);
  const longest = Math.max(1, ...ordered.map((line) => amountOf(line, measure)));
  return (
    <figure className={own['chart']}>
      <figcaption className={styles['caption']}>{words.chart(words.measures[measure], group)}</figcaption>
      <ul className={own['bars']}>
        {ordered.map((line) => {
          const name = line.title ?? (line.group === '' ? words.none : line.group);
          return (
            <li key={line.group} className={own['barLine']}>
              <span className={own['barName']} title={name}>
                {name}
              </span>
              <svg className={own['barRoom']} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(100 * amountOf(line, measure)) / longest} height="10" rx="0.4" />
              </svg>
              <span className={own['barAmount']}>{amountWords(amountOf(line, measure), measure)}</span>
            </li>
          );
        })}
      </ul>
      {items.length > ordered.length && <p className={styles['soft']}>{words.more(items.length - ordered.length)}</p>}
    </figure>
  );
}
