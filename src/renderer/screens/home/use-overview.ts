import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { followStream } from '../../state/follow-stream.ts';

/** How everything stands, kept true by a stream for as long as the dashboard is on screen. */
export function useOverview() {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  useEffect(() => {
    const stopped = new AbortController();
    void followStream({
      signal: stopped.signal,
      open: (signal) => client.overview.watch({}, { signal }),
      each(now, isFirst) {
        cache.setQueryData(queries.overview.show.queryKey({ input: {} }), now);
        if (isFirst) return;
        // Both change with what was just told, and have no stream of their own.
        void cache.invalidateQueries({ queryKey: queries.budgets.key() });
        void cache.invalidateQueries({ queryKey: queries.artifacts.pinned.key() });
      },
    });
    return () => { stopped.abort(); };
  }, [client, queries, cache]);
  return useQuery(queries.overview.show.queryOptions({ input: {}, staleTime: 60_000 }));
}
