import { Link } from '@tanstack/react-router';
import type { RunSummary } from '../../../core/domain/operations/shapes.ts';
import { Ago } from '../../components/Ago.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { durationWords } from '../../components/time-words.ts';
import { firstSentence, hasEnded, runLook, waitSentence } from '../../console/describe-run.ts';
import { runWords } from '../../strings/runs.ts';
import styles from './RunTable.module.css';

/** Runs as rows; the workflow's name opens the run. */
export function RunTable({ runs }: { readonly runs: readonly RunSummary[] }) {
  const { columns } = runWords;
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{columns.workflow}</th>
          <th scope="col">{columns.status}</th>
          <th scope="col" className={styles['wide']}>
            {columns.waits}
          </th>
          <th scope="col">{columns.started}</th>
          <th scope="col" className={styles['number']}>
            {columns.took}
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <td>
              <Link to="/runs/$id" params={{ id: run.id }} className={styles['name']}>
                {run.workflow.name}
              </Link>
              <span className={styles['id']} title={run.id}>
                {run.workflow.slug} · {run.id.slice(-8)}
              </span>
            </td>
            <td>
              <StatusChip look={runLook(run.status)} />
            </td>
            <td className={styles['wide']} title={run.failure}>
              {hasEnded(run) ? (firstSentence(run.failure) ?? run.outcome) : waitSentence(run)}
            </td>
            <td>
              <Ago at={run.startedAt} />
            </td>
            <td className={styles['number']}>{durationWords(Date.parse(run.endedAt ?? run.updatedAt) - Date.parse(run.startedAt))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
