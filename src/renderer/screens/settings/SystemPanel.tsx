import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Ago } from '../../components/Ago.tsx';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StatusChip, type StatusLook } from '../../components/StatusChip.tsx';
import { settingsWords } from '../../strings/settings.ts';
import styles from './panels.module.css';

const words = settingsWords.host;

const looks: Readonly<Record<'ok' | 'warning' | 'failed', StatusLook>> = {
  ok: { label: words.states.ok, tone: 'good', icon: 'check' },
  warning: { label: words.states.warning, tone: 'warn', icon: 'alert' },
  failed: { label: words.states.failed, tone: 'bad', icon: 'cross' },
};

/** Which program runs where on which data, and whether all of it is well. */
export function SystemPanel() {
  const queries = useQueries();
  const info = useQuery(queries.system.info.queryOptions({ input: {} }));
  const doctor = useQuery(queries.system.doctor.queryOptions({ input: {} }));
  return (
    <>
      <header className={styles['head']}>
        <h2>{words.about}</h2>
      </header>
      {info.error !== null && <Failure error={info.error} title={words.cannotShow} onRetry={() => void info.refetch()} />}
      {info.data === undefined && info.error === null && <Skeleton count={1} />}
      {info.data !== undefined && (
        <dl className={styles['facts']}>
          <dt>{words.version}</dt>
          <dd>{info.data.version}</dd>
          <dt>{words.node}</dt>
          <dd>{info.data.node}</dd>
          <dt>{words.platform}</dt>
          <dd>{info.data.platform}</dd>
          <dt>{words.data}</dt>
          <dd>
            <code>{info.data.dataDirectory}</code>
          </dd>
          {info.data.host !== undefined && (
            <>
              <dt>{words.host}</dt>
              <dd>
                {words.hostFacts(info.data.host.pid)}, {words.since} <Ago at={info.data.host.startedAt} />
                {info.data.host.address !== undefined && <>, {info.data.host.address}</>}
              </dd>
            </>
          )}
        </dl>
      )}
      <header className={styles['row']}>
        <h2>{words.checks}</h2>
        {doctor.data !== undefined && (
          <span role="status">
            <StatusChip look={{ ...looks[doctor.data.healthy ? 'ok' : 'failed'], label: doctor.data.healthy ? words.healthy : words.unhealthy }} />
          </span>
        )}
        <Button size="small" isPending={doctor.isFetching} onPress={() => void doctor.refetch()}>
          {words.check}
        </Button>
      </header>
      {doctor.error !== null && <Failure error={doctor.error} title={words.cannotShow} onRetry={() => void doctor.refetch()} />}
      {doctor.data === undefined && doctor.error === null && <Skeleton count={4} />}
      {doctor.data !== undefined && (
        <ul className={styles['list']}>
          {doctor.data.checks.map((check) => (
            <li key={check.id} className={styles['item']}>
              <div className={styles['words']}>
                <strong>{check.title}</strong>
                <p className={styles['soft']}>{check.detail}</p>
                {check.next !== undefined && <p>{check.next}</p>}
              </div>
              <StatusChip look={looks[check.state]} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
