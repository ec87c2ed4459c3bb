import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { Ago } from '../../components/Ago.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { commandWords } from '../../components/command-words.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { ScrollArea } from '../../components/ScrollArea.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { settingsWords } from '../../strings/settings.ts';
import styles from './panels.module.css';
import bar from './usage/usage.module.css';

const words = settingsWords.trail;
const filterNames = ['operation', 'actor', 'outcome', 'since'] as const;

/** Who did what, newest first. */
export function AuditPanel() {
  const queries = useQueries();
  const client = useClient();
  const [typed, setTyped] = useState({ operation: '', actor: '', outcome: '', since: '' });
  const asked = useDeferredValue(typed);
  const only = Object.fromEntries(Object.entries(asked).flatMap(([key, value]) => (value.trim() === '' ? [] : [[key, value.trim()]])));
  const verify = useMutation({ mutationFn: () => client.audit.verify({}) });
  const trail = useInfiniteQuery(
    queries.audit.list.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 50, ...only, ...(after === undefined ? {} : { after }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
  );
  const rows = trail.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <header className={styles['head']}>
        <h2>{settingsWords.audit}</h2>
        <p>{words.intro}</p>
      </header>
      <div className={bar['bar']}>
        {filterNames.map((name) => (
          <TextInput key={name} label={words.filters[name]} value={typed[name]} onChange={(value) => { setTyped((before) => ({ ...before, [name]: value })); }} />
        ))}
        <Button isPending={verify.isPending} onPress={() => { verify.mutate(); }}>
          {words.verify}
        </Button>
      </div>
      <p role="status">{verify.data !== undefined && (verify.data.intact ? words.intact(verify.data.rows) : (verify.data.fault?.message ?? words.broken))}</p>
      {verify.error !== null && <Failure error={verify.error} title={words.verifyFailed} isInline />}
      {trail.error !== null && rows === undefined && <Failure error={trail.error} title={words.cannotList} onRetry={() => void trail.refetch()} />}
      {rows === undefined && trail.error === null && <Skeleton count={6} />}
      {rows?.length === 0 && <EmptyState icon="list" title={Object.keys(only).length === 0 ? words.empty.title : words.noneSuch} text={words.empty.text} />}
      {rows !== undefined && rows.length > 0 && (
        <ScrollArea label={settingsWords.audit} className={styles['scroll']}>
          <table className={styles['table']}>
            <thead>
              <tr>
                {Object.entries(words.columns).map(([id, label]) => (
                  <th key={id} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td className={styles['soft']}>
                    <Ago at={row.at} />
                  </td>
                  <td>
                    <code>{row.operation}</code>
                  </td>
                  <td className={styles['soft']} title={row.target}>
                    {short(row.target)}
                  </td>
                  <td>{row.actor}</td>
                  <td className={styles['soft']}>{row.door}</td>
                  <td>
                    <StatusChip look={row.outcome === 'ok' ? { label: row.outcome, tone: 'good', icon: 'check' } : { label: row.outcome, tone: 'bad', icon: 'cross' }} isBare />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
      {trail.hasNextPage && (
        <div>
          <Button look="quiet" isPending={trail.isFetchingNextPage} onPress={() => void trail.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
      <CommandLine command={commandWords(['audit', 'list'], only)} />
    </>
  );
}

/** The end of a long id tells rows apart; its title holds the whole. */
function short(target: string | undefined): string {
  if (target === undefined) return '';
  return target.length > 28 ? `…${target.slice(-20)}` : target;
}
