import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { runStatuses, type RunStatus } from '../../../core/domain/model/run.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SelectBar } from '../../components/fields/ChoiceInput.tsx';
import { Page } from '../../components/Page.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { hasEnded } from '../../console/describe-run.ts';
import { runWords } from '../../strings/runs.ts';
import { RunTable } from './RunTable.tsx';

const everyStatus = [{ value: 'any', label: runWords.anyStatus }, ...runStatuses.map((status) => ({ value: status, label: runWords.status[status] }))];

/** Every run, newest first; rows move while runs move. */
export function RunsScreen() {
  const queries = useQueries();
  const [status, setStatus] = useState<RunStatus>();
  const runs = useInfiniteQuery(
    queries.runs.list.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 50, ...(status === undefined ? {} : { status }), ...(after === undefined ? {} : { after }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
      refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.items.some((run) => !hasEnded(run))) === true ? 2500 : 10_000),
    }),
  );
  const rows = runs.data?.pages.flatMap((page) => page.items);

  return (
    <Page
      title={runWords.title}
      actions={
        <SelectBar
          label={runWords.filterStatus}
          value={status ?? 'any'}
          choices={everyStatus}
          onChange={(value) => {
            setStatus(runStatuses.find((each) => each === value));
          }}
        />
      }
    >
      {runs.error !== null && rows === undefined && <Failure error={runs.error} title={runWords.cannotList} onRetry={() => void runs.refetch()} />}
      {rows === undefined && runs.error === null && <Skeleton count={6} />}
      {rows?.length === 0 && (status === undefined ? <NoRuns /> : <NoneInState onClear={() => { setStatus(undefined); }} />)}
      {rows !== undefined && rows.length > 0 && <RunTable runs={rows} />}
      {runs.hasNextPage && (
        <div>
          <Button look="quiet" isPending={runs.isFetchingNextPage} onPress={() => void runs.fetchNextPage()}>
            {runWords.more}
          </Button>
        </div>
      )}
    </Page>
  );
}

function NoRuns() {
  return (
    <EmptyState icon="runs" title={runWords.empty.title} text={runWords.empty.text}>
      <Link to="/workflows">{runWords.empty.action}</Link>
    </EmptyState>
  );
}

function NoneInState({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState icon="runs" title={runWords.emptyFiltered.title} text={runWords.emptyFiltered.text}>
      <Button onPress={onClear}>{runWords.emptyFiltered.action}</Button>
    </EmptyState>
  );
}
