import { Link } from '@tanstack/react-router';
import type { CompareAnswer } from '../../../../core/domain/operations/runs-from-journal.ts';
import type { RunView } from '../../../../core/domain/operations/runs.ts';
import { costWords, countWords } from '../../../components/money-words.ts';
import { ScrollArea } from '../../../components/ScrollArea.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { durationWords, fullTime } from '../../../components/time-words.ts';
import { hasEnded, runLook } from '../../../console/describe-run.ts';
import { Took } from '../../../console/Took.tsx';
import { runListWords } from '../../../strings/runs-list.ts';
import { runWords } from '../../../strings/runs.ts';
import styles from './Compare.module.css';

const words = runListWords.compare;

export interface Sides {
  readonly left: RunView;
  readonly right: RunView;
}

const counted = ['durationMs', 'calls', 'inputTokens', 'outputTokens', 'micros', 'rows', 'transitions', 'inherited'] as const;
type Counted = (typeof counted)[number];

/** What each run is, cost and took, and the difference. */
export function ComparedTotals({ answer, sides }: { readonly answer: CompareAnswer; readonly sides: Sides }) {
  const left = { ...answer.a, micros: sides.left.usage.micros };
  const right = { ...answer.b, micros: sides.right.usage.micros };
  const shown = counted.filter((name) => (left[name] ?? 0) !== 0 || (right[name] ?? 0) !== 0);
  return (
    <ScrollArea label={words.totals}>
      <table className={styles['totals']}>
        <caption className="visually-hidden">{words.totals}</caption>
        <thead>
          <tr>
            <td />
            <SideHead run={sides.left} side={words.side.a} />
            <SideHead run={sides.right} side={words.side.b} />
            <th scope="col" className={styles['number']}>{words.difference}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.total.status}</th>
            <td className={styles['number']}><StatusChip look={runLook(left.status)} isBare /></td>
            <td className={styles['number']}><StatusChip look={runLook(right.status)} isBare /></td>
            <td />
          </tr>
          {shown.map((name) => (
            <tr key={name}>
              <th scope="row">{words.total[name]}</th>
              <td className={styles['number']}>{name === 'durationMs' ? <Took run={sides.left} /> : amount(name, left[name])}</td>
              <td className={styles['number']}>{name === 'durationMs' ? <Took run={sides.right} /> : amount(name, right[name])}</td>
              <td className={styles['number']}>{name === 'durationMs' && !(hasEnded(sides.left) && hasEnded(sides.right)) ? '' : difference(name, left[name], right[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function SideHead({ run, side }: { readonly run: RunView; readonly side: string }) {
  const { workflow } = run;
  return (
    <th scope="col" className={styles['number']}>
      <span className="visually-hidden">{side}: </span>
      <Link to="/runs/$id" params={{ id: run.id }}>{workflow.name}</Link>
      <span className={styles['id']} title={fullTime(run.startedAt)}>
        {workflow.version === undefined ? runWords.draft : runWords.version(workflow.version)} · {run.id.slice(-8)}
      </span>
    </th>
  );
}

function amount(name: Counted, value: number | undefined): string {
  if (value === undefined) return name === 'micros' ? costWords({ calls: 1 }) : '?';
  if (name === 'durationMs') return durationWords(value);
  return name === 'micros' ? costWords({ calls: 1, micros: value }) : countWords(value);
}

function difference(name: Counted, left: number | undefined, right: number | undefined): string {
  if (left === undefined || right === undefined || left === right) return '';
  return `${right > left ? '+' : '−'}${amount(name, Math.abs(right - left))}`;
}
