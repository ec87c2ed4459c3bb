import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { UserActionView } from '../../../core/domain/operations/actions.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { useConsole } from '../console-context.tsx';
import { hasEnded } from '../describe-run.ts';

/** What a person may do where the run is; asked anew when the run has changed, and when something has cooled down. */
export function useActs() {
  const { run } = useConsole();
  const queries = useQueries();
  const answer = useQuery(queries.actions.list.queryOptions({
    input: { id: run.id },
    enabled: !hasEnded(run),
    // The answer holds for one state of the run.
    queryKey: [...queries.actions.list.key({ input: { id: run.id } }), run.seq],
    placeholderData: (before) => before,
  }));
  const until = firstUntil(answer.data?.items ?? []);
  const { refetch } = answer;
  useEffect(() => {
    if (until === undefined) return undefined;
    const timer = setTimeout(() => void refetch(), Math.max(0, until - Date.now()) + 50);
    return () => { clearTimeout(timer); };
  }, [until, refetch]);
  return answer;
}

function firstUntil(items: readonly UserActionView[]): number | undefined {
  const times = items.flatMap(({ until }) => (until === undefined ? [] : [until]));
  return times.length === 0 ? undefined : Math.min(...times);
}
