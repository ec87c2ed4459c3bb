import { useMutation, useQuery } from '@tanstack/react-query';
import type { ConnectorView } from '../../../core/domain/operations/connectors.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StatusChip, type StatusLook } from '../../components/StatusChip.tsx';
import { durationWords } from '../../components/time-words.ts';
import { settingsWords } from '../../strings/settings.ts';
import styles from './panels.module.css';

const words = settingsWords.connector;
const categories = ['llm', 'tools', 'file', 'document', 'storage'] as const;

const looks: Readonly<Record<ConnectorView['state'], StatusLook>> = {
  ready: { label: words.states.ready, tone: 'good', icon: 'check' },
  needs_key: { label: words.states.needs_key, tone: 'warn', icon: 'alert' },
  failed: { label: words.states.failed, tone: 'bad', icon: 'cross' },
  restricted: { label: words.states.restricted, tone: 'warn', icon: 'alert' },
};

/** What runs talk to, by category; each can be tried. */
export function ConnectorsPanel() {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.connectors.list.queryOptions({ input: {} }));
  if (error !== null && data === undefined) return <Failure error={error} title={words.cannotList} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton count={4} />;
  if (data.items.length === 0) return <EmptyState icon="plug" title={words.empty.title} text={words.empty.text} />;
  return (
    <>
      <header className={styles['head']}>
        <h2>{settingsWords.connectors}</h2>
        <p>{words.intro}</p>
      </header>
      {categories.map((category) => {
        const connectors = data.items.filter((connector) => connector.category === category);
        return (
          connectors.length > 0 && (
            <section key={category} className={styles['head']} aria-label={words.categories[category]}>
              <h3>{words.categories[category]}</h3>
              <ul className={styles['list']}>
                {connectors.map((connector) => (
                  <ConnectorRow key={connector.id} connector={connector} />
                ))}
              </ul>
            </section>
          )
        );
      })}
    </>
  );
}

function ConnectorRow({ connector }: { readonly connector: ConnectorView }) {
  const queries = useQueries();
  const test = useMutation(queries.connectors.test.mutationOptions());
  const latencyMs = test.data?.items[0]?.latencyMs;
  return (
    <li className={styles['item']}>
      <div className={styles['words']}>
        <strong>{connector.title}</strong> <code className={styles['soft']}>{connector.id}</code>
        <p className={styles['soft']}>{connector.detail ?? connector.description}</p>
      </div>
      {connector.active && <StatusChip look={{ label: words.active, tone: 'live', icon: 'plug' }} />}
      <StatusChip look={looks[connector.state]} />
      <Button
        size="small"
        isPending={test.isPending}
        aria-label={words.testNamed(connector.title)}
        onPress={() => {
          test.mutate({ id: connector.id });
        }}
      >
        {words.test}
      </Button>
      {latencyMs !== undefined && (
        <p role="status" className={styles['wholeRow']}>
          <StatusChip look={{ label: words.works(durationWords(latencyMs)), tone: 'good', icon: 'check' }} isBare />
        </p>
      )}
      {test.error !== null && (
        <div className={styles['wholeRow']}>
          <Failure error={test.error} title={words.failed} isInline />
        </div>
      )}
    </li>
  );
}
