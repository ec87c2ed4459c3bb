import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { type LogLevel, logLevels } from '../../../core/domain/model/log-line.ts';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SelectBar } from '../../components/fields/ChoiceInput.tsx';
import { SwitchInput } from '../../components/fields/SwitchInput.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { bytesFromBase64 } from '../../components/read-base64.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { sayDone, sayFailed } from '../../components/toasts.ts';
import { saveBytes } from '../../console/save-bytes.ts';
import { Tail } from '../../state/Tail.tsx';
import { logWords as words } from '../../strings/logs.ts';
import { LineTable } from './logs/LineTable.tsx';
import styles from './panels.module.css';
import bar from './usage/usage.module.css';

/** What the program did, line by line, as far as filters let it. */
export function LogPanel() {
  const queries = useQueries();
  const client = useClient();
  const [level, setLevel] = useState<LogLevel>('info');
  const [module, setModule] = useState('');
  const [text, setText] = useState('');
  const [run, setRun] = useState('');
  const [correlation, setCorrelation] = useState('');
  const [isLive, setIsLive] = useState(false);
  const typed = { module: useDeferredValue(module.trim()), text: useDeferredValue(text.trim()), run: useDeferredValue(run.trim()), correlation: useDeferredValue(correlation.trim()) };
  const filters = { level, ...Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== '')) };
  const lines = useInfiniteQuery(
    queries.logs.list.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 50, ...filters, ...(after === undefined ? {} : { after }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
  );
  const bundle = useMutation({
    gcTime: 0,
    mutationFn: () => client.logs.bundle({}),
    onSuccess: (file) => {
      saveBytes(file, bytesFromBase64(file.content));
      sayDone(words.bundled(file.name));
    },
    onError: (failure) => { sayFailed(words.bundleFailed, failure); },
  });
  const showAll = (): void => {
    setLevel('debug');
    for (const clear of [setModule, setText, setRun, setCorrelation]) clear('');
  };
  const rows = lines.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <header className={styles['row']}>
        <div className={styles['head']}>
          <h2>{words.title}</h2>
          <p>{words.intro}</p>
        </div>
        <Button size="small" icon="download" isPending={bundle.isPending} onPress={() => { bundle.mutate(); }}>
          {words.bundle}
        </Button>
      </header>
      <div className={bar['bar']}>
        <SelectBar label={words.level} value={level} choices={logLevels.map((value) => ({ value, label: words.levels[value] }))} onChange={(value) => { setLevel(logLevels.find((each) => each === value) ?? 'info'); }} />
        <TextInput label={words.module} value={module} onChange={setModule} />
        <TextInput label={words.text} value={text} onChange={setText} />
        <TextInput label={words.run} value={run} onChange={setRun} />
        <TextInput label={words.correlation} value={correlation} onChange={setCorrelation} />
      </div>
      <SwitchInput label={words.follow} value={isLive} onChange={setIsLive} />
      {isLive ? (
        <Tail key={JSON.stringify(filters)} open={(signal) => client.logs.tail({ ...filters, lines: 50 }, { signal })}>
          {(items) => (items.length === 0 ? <p role="status">{words.waiting}</p> : <LineTable rows={items} onCorrelation={setCorrelation} onRun={setRun} />)}
        </Tail>
      ) : (
        <>
          {lines.error !== null && <Failure error={lines.error} title={words.cannotList} onRetry={() => void lines.refetch()} />}
          {rows === undefined && lines.error === null && <Skeleton count={6} />}
          {rows?.length === 0 && (
            <EmptyState icon="list" title={words.empty.title} text={words.empty.text}>
              <Button onPress={showAll}>{words.empty.action}</Button>
            </EmptyState>
          )}
          {rows !== undefined && rows.length > 0 && <LineTable rows={rows} onCorrelation={setCorrelation} onRun={setRun} />}
          {lines.hasNextPage && (
            <div>
              <Button look="quiet" isPending={lines.isFetchingNextPage} onPress={() => void lines.fetchNextPage()}>
                {words.more}
              </Button>
            </div>
          )}
        </>
      )}
      <CommandLine command={commandWords(['logs', isLive ? 'tail' : 'list'], filters)} />
    </>
  );
}
