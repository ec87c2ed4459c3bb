import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { connectorWords as words } from '../../../strings/connectors.ts';
import { settingsWords } from '../../../strings/settings.ts';
import { useFollowChanges } from '../../../state/use-follow-changes.ts';
import { useFollowVault } from '../../../state/use-follow-vault.ts';
import styles from '../panels.module.css';
import { AddConnectorDialog } from './AddConnectorDialog.tsx';
import { ConnectorCard } from './ConnectorCard.tsx';
import { ConnectorDialog } from './ConnectorDialog.tsx';

const categories = ['llm', 'tools', 'file', 'document', 'storage'] as const;

/** What runs talk to, by category; each can be tried, models can be changed and asked. */
export function ConnectorsPanel() {
  const queries = useQueries();
  const cache = useQueryClient();
  const [opened, setOpened] = useState<string>();
  const [isAdding, setIsAdding] = useState(false);
  useFollowVault();
  useFollowChanges({ of: ['connectors'], again: queries.connectors.key() });
  const { data, error, refetch } = useQuery(queries.connectors.list.queryOptions({ input: {} }));
  const testAll = useMutation(queries.connectors.test.mutationOptions({ onSettled: () => cache.invalidateQueries({ queryKey: queries.connectors.key() }) }));
  const failures = testAll.data?.items.filter(({ outcome }) => outcome === 'failed').length;
  if (error !== null && data === undefined) return <Failure error={error} title={words.cannotList} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton count={4} />;
  if (data.items.length === 0) {
    return (
      <EmptyState icon="plug" title={words.empty.title} text={words.empty.text}>
        <Link to="/settings/system">{words.empty.action}</Link>
      </EmptyState>
    );
  }
  const shown = data.items.find(({ id }) => id === opened);
  return (
    <>
      <header className={styles['row']}>
        <div className={styles['head']}>
          <h2>{settingsWords.connectors}</h2>
          <p>{words.intro}</p>
        </div>
        <Button size="small" isPending={testAll.isPending} onPress={() => { testAll.mutate({ all: true }); }}>
          {words.testAll}
        </Button>
        <Button size="small" look="primary" onPress={() => { setIsAdding(true); }}>
          {words.add}
        </Button>
      </header>
      <p role="status" className={styles['soft']}>
        {failures !== undefined && (failures === 0 ? words.allWell : words.someFailed(failures))}
      </p>
      {testAll.error !== null && <Failure error={testAll.error} title={words.failed} isInline />}
      {categories.map((category) => {
        const connectors = data.items.filter((connector) => connector.category === category);
        return (
          connectors.length > 0 && (
            <section key={category} className={styles['head']} aria-label={words.categories[category]}>
              <h3>{words.categories[category]}</h3>
              <ul className={styles['list']}>
                {connectors.map((connector) => (
                  <ConnectorCard key={connector.id} connector={connector} onOpen={() => { setOpened(connector.id); }} />
                ))}
              </ul>
            </section>
          )
        );
      })}
      {isAdding && <AddConnectorDialog onClose={() => { setIsAdding(false); }} />}
      {shown !== undefined && <ConnectorDialog connector={shown} onClose={() => { setOpened(undefined); }} />}
    </>
  );
}
