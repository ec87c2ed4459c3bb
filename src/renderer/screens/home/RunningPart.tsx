import { Link } from '@tanstack/react-router';
import type { RunSummary } from '../../../core/domain/operations/shapes.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { Ago } from '../../components/Ago.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { runLook, waitSentence } from '../../console/describe-run.ts';
import { runAddress } from '../../state/addresses.ts';
import { homeWords } from '../../strings/home.ts';
import { HomePart } from './HomePart.tsx';
import styles from './HomeScreen.module.css';

const words = homeWords.running;

/** Runs that go on by themselves. */
export function RunningPart({ running, hasMore }: { readonly running: readonly RunSummary[]; readonly hasMore: boolean }) {
  return (
    <HomePart id="running" title={words.title} beside={<Link to="/runs">{words.all}</Link>}>
      {running.length === 0 && (
        <p className={styles['calm']}>
          {words.calm} <Link to="/workflows">{words.start}</Link>
        </p>
      )}
      {running.length > 0 && (
        <ul className={styles['rows']}>
          {running.map((run) => (
            <li key={run.id} className={styles['row']}>
              <div className={styles['words']}>
                <p className={styles['strong']}>
                  <Link {...runAddress(run.id)}>{shownText(run.workflow.name)}</Link>
                </p>
                <p className={styles['facts']}>
                  {standing(run)}
                  <Ago at={run.startedAt} />
                </p>
              </div>
              <StatusChip look={runLook(run.status)} />
            </li>
          ))}
        </ul>
      )}
      {hasMore && <Link to="/runs">{words.all}</Link>}
    </HomePart>
  );
}

function standing(run: RunSummary): string {
  const where = waitSentence(run) ?? (run.activeNodes.length > 0 ? words.at(run.activeNodes.join(', ')) : '');
  return where === '' ? '' : `${where.replace(/\.$/u, '')} · `;
}
