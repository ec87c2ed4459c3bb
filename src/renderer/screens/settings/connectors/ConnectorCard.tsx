import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ConnectorView } from '../../../../core/domain/operations/connectors.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Ago } from '../../../components/Ago.tsx';
import { Button } from '../../../components/Button.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { MarkedText } from '../../../components/MarkedText.tsx';
import { StatusChip, type StatusLook } from '../../../components/StatusChip.tsx';
import { durationWords } from '../../../components/time-words.ts';
import { sayDone, sayFailed } from '../../../components/toasts.ts';
import { connectorWords as words } from '../../../strings/connectors.ts';
import styles from '../panels.module.css';

const looks: Readonly<Record<ConnectorView['state'], StatusLook>> = {
  ready: { label: words.states.ready, tone: 'good', icon: 'check' },
  needs_key: { label: words.states.needs_key, tone: 'warn', icon: 'alert' },
  failed: { label: words.states.failed, tone: 'bad', icon: 'cross' },
  restricted: { label: words.states.restricted, tone: 'warn', icon: 'lock' },
};

/** One connector: its state and why, its last test, and what can be done with it. */
export function ConnectorCard({ connector, onOpen }: { readonly connector: ConnectorView; readonly onOpen: () => void }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const refresh = (): Promise<void> => cache.invalidateQueries({ queryKey: queries.connectors.key() });
  const test = useMutation(queries.connectors.test.mutationOptions({ onSettled: refresh }));
  const activate = useMutation(
    queries.connectors.activate.mutationOptions({
      onSuccess: (_, { asFallback = false }) => { sayDone((asFallback ? words.standsIn : words.activated)(connector.title)); },
      onError: (failure) => { sayFailed(words.activateFailed, failure); },
      onSettled: refresh,
    }),
  );
  const isModel = connector.category === 'llm';
  return (
    <li className={styles['item']} aria-label={connector.title}>
      <div className={styles['words']}>
        <strong>{connector.title}</strong> <code className={styles['soft']}>{connector.id}</code>
        <p className={styles['soft']}>
          {/* Why its last test failed is told with the test. */}
          <MarkedText text={(connector.tested?.outcome === 'failed' ? undefined : connector.detail) ?? connector.description} />
        </p>
        {connector.state === 'needs_key' && (
          <p>
            <Link to="/settings/credentials">{words.setKey}</Link>
          </p>
        )}
      </div>
      {connector.active && <StatusChip look={{ label: words.active, tone: 'live', icon: 'plug' }} />}
      {connector.fallback === true && <StatusChip look={{ label: words.fallback, tone: 'calm', icon: 'branch' }} />}
      <StatusChip look={looks[connector.state]} />
      <Button size="small" isPending={test.isPending} aria-label={words.testNamed(connector.title)} onPress={() => { test.mutate({ id: connector.id }); }}>
        {words.test}
      </Button>
      {(isModel || connector.category === 'tools') && (
        <Button size="small" aria-label={words.openNamed(connector.title)} onPress={onOpen}>
          {words.open}
        </Button>
      )}
      {isModel && (
        <>
          {!connector.active && (
            <Button size="small" isPending={activate.isPending} aria-label={words.activateNamed(connector.title)} onPress={() => { activate.mutate({ id: connector.id }); }}>
              {words.activate}
            </Button>
          )}
          {connector.active || connector.fallback === true ? null : (
            <Button size="small" look="quiet" isPending={activate.isPending} aria-label={`${words.standIn}: ${connector.title}`} onPress={() => { activate.mutate({ id: connector.id, asFallback: true }); }}>
              {words.standIn}
            </Button>
          )}
        </>
      )}
      {connector.tested !== undefined && test.error === null && (
        <div role="status" className={styles['wholeRow']}>
          {connector.tested.outcome === 'ok' && connector.tested.latencyMs !== undefined && (
            <StatusChip look={{ label: words.works(durationWords(connector.tested.latencyMs)), tone: 'good', icon: 'check' }} isBare />
          )}{' '}
          {connector.tested.outcome === 'failed' && (
            <p>
              <MarkedText text={[connector.tested.message, connector.tested.next].filter(Boolean).join(' ')} />
              {connector.tested.status !== undefined && <> {words.status(connector.tested.status)}</>} <code>{connector.tested.code}</code>
            </p>
          )}
          <span className={styles['soft']}>
            {words.tested} <Ago at={connector.tested.at} />
          </span>
        </div>
      )}
      {test.error !== null && (
        <div className={styles['wholeRow']}>
          <Failure error={test.error} title={words.failed} isInline />
        </div>
      )}
    </li>
  );
}
