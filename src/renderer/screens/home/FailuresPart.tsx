import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Notice } from '../../../core/domain/operations/notifications.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Ago } from '../../components/Ago.tsx';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { sayFailed } from '../../components/toasts.ts';
import { firstSentence } from '../../console/describe-run.ts';
import { runAddress } from '../../state/addresses.ts';
import { noticeWords } from '../../strings/frame-notices.ts';
import { homeWords } from '../../strings/home.ts';
import { HomePart } from './HomePart.tsx';
import styles from './HomeScreen.module.css';

const words = homeWords.failures;

/** Runs that failed and that nobody has seen; nothing where there are none. */
export function FailuresPart({ failures, more }: { readonly failures: readonly Notice[]; readonly more: number }) {
  const queries = useQueries();
  const acknowledge = useMutation(queries.notifications.acknowledge.mutationOptions({ onError: (error) => { sayFailed(words.failed, error); } }));
  if (failures.length === 0) return null;
  return (
    <HomePart id="failures" title={words.title}>
      <ul className={styles['rows']}>
        {failures.map(({ id, runId, nodeId, workflow, text, at }) => (
          <li key={id} className={styles['row']} data-severity="error">
            <Icon name="cross" />
            <div className={styles['words']}>
              <p className={styles['strong']}>{noticeWords.sentence(workflow.name, firstSentence(text) ?? text)}</p>
              <p className={styles['facts']}>
                {nodeId !== undefined && `${noticeWords.at(nodeId)} · `}
                <Ago at={at} />
              </p>
            </div>
            <div className={styles['acts']}>
              <Button size="small" look="quiet" aria-label={words.seenNamed(workflow.name)} onPress={() => { acknowledge.mutate({ ids: [id] }); }}>
                {words.seen}
              </Button>
              <Link {...runAddress(runId, { node: nodeId })} aria-label={words.showNamed(workflow.name)}>
                {words.show}
              </Link>
            </div>
          </li>
        ))}
      </ul>
      {more > 0 && <Link to="/runs" search={{ state: 'failed' }}>{words.more(more)}</Link>}
    </HomePart>
  );
}
