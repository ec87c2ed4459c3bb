import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { SystemChecks } from '../../../core/domain/operations/system.ts';
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
  // It writes and reads every file of the program: only when somebody asks.
  const install = useQuery(queries.system.validate.queryOptions({ input: {}, enabled: false }));
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
      <CheckList title={words.checks} action={words.check} found={doctor} />
      <CheckList title={words.install} text={words.installText} action={words.installCheck} found={install} />
    </>
  );
}

interface CheckListProps {
  readonly title: string;
  readonly text?: string;
  readonly action: string;
  readonly found: UseQueryResult<SystemChecks>;
}

/** What was looked at, with the word on all of it; a press looks again. */
function CheckList({ title, text, action, found }: CheckListProps) {
  const { data, error, isFetching, refetch } = found;
  return (
    <>
      <header className={styles['row']}>
        <h2>{title}</h2>
        {data !== undefined && (
          <span role="status">
            <StatusChip look={{ ...looks[data.healthy ? 'ok' : 'failed'], label: data.healthy ? words.healthy : words.unhealthy }} />
          </span>
        )}
        <Button size="small" isPending={isFetching} onPress={() => void refetch()}>
          {action}
        </Button>
      </header>
      {text !== undefined && <p className={styles['soft']}>{text}</p>}
      {error !== null && <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} />}
      {data === undefined && isFetching && <Skeleton count={4} />}
      {data !== undefined && (
        <ul className={styles['list']} aria-label={title}>
          {data.checks.map((check) => (
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
