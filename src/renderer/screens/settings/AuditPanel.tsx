import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SwitchInput } from '../../components/fields/SwitchInput.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Tail } from '../../state/Tail.tsx';
import { settingsWords } from '../../strings/settings.ts';
import { AuditExport } from './audit/AuditExport.tsx';
import { AuditTable } from './audit/AuditTable.tsx';
import { Verdict } from './audit/Verdict.tsx';
import styles from './panels.module.css';
import bar from './usage/usage.module.css';

const words = settingsWords.trail;
const filterNames = ['operation', 'actor', 'outcome', 'since'] as const;
const nothingTyped = { operation: '', actor: '', outcome: '', since: '' };

/** Who did what, newest first. */
export function AuditPanel() {
  const queries = useQueries();
  const client = useClient();
  const [typed, setTyped] = useState(nothingTyped);
  const [isLive, setIsLive] = useState(false);
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
      </div>
      <div className={styles['row']}>
        <SwitchInput label={words.follow} value={isLive} onChange={setIsLive} />
        <div className={styles['buttons']}>
          <Button size="small" isPending={verify.isPending} onPress={() => { verify.mutate(); }}>
            {words.verify}
          </Button>
          <AuditExport only={only} />
        </div>
      </div>
      {verify.data !== undefined && <Verdict verdict={verify.data} />}
      {verify.error !== null && <Failure error={verify.error} title={words.verifyFailed} isInline />}
      {isLive ? (
        <Tail key={JSON.stringify(only)} open={(signal) => client.audit.tail({ ...only, rows: 50 }, { signal })}>
          {(items) => (items.length === 0 ? <p role="status">{words.waiting}</p> : <AuditTable rows={items} marked={verify.data?.fault?.id} />)}
        </Tail>
      ) : (
        <>
          {trail.error !== null && rows === undefined && <Failure error={trail.error} title={words.cannotList} onRetry={() => void trail.refetch()} />}
          {rows === undefined && trail.error === null && <Skeleton count={6} />}
          {rows?.length === 0 && (
            <EmptyState icon="list" title={Object.keys(only).length === 0 ? words.empty.title : words.noneSuch} text={words.empty.text}>
              {Object.keys(only).length === 0 ? <Link to="/workflows">{words.empty.action}</Link> : <Button onPress={() => { setTyped(nothingTyped); }}>{words.showAll}</Button>}
            </EmptyState>
          )}
          {rows !== undefined && rows.length > 0 && <AuditTable rows={rows} marked={verify.data?.fault?.id} />}
          {trail.hasNextPage && (
            <div>
              <Button look="quiet" isPending={trail.isFetchingNextPage} onPress={() => void trail.fetchNextPage()}>
                {words.more}
              </Button>
            </div>
          )}
        </>
      )}
      <CommandLine command={commandWords(['audit', isLive ? 'tail' : 'list'], only)} />
    </>
  );
}
