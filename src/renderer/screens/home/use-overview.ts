import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useQueries } from '../../client/ClientProvider.tsx';
import { useStream } from '../../state/use-stream.ts';

/** How everything stands, kept true by a stream for as long as the dashboard is on screen. */
export function useOverview() {
  const queries = useQueries();
  const cache = useQueryClient();
  useStream({
    asked: 'overview',
    open: (client, signal) => client.overview.watch({}, { signal }),
    each(now, { before }) {
      cache.setQueryData(queries.overview.show.queryKey({ input: {} }), now);
      if (before === undefined) return;
      // Both change with what was just told, and have no stream of their own.
      void cache.invalidateQueries({ queryKey: queries.budgets.key() });
      void cache.invalidateQueries({ queryKey: queries.artifacts.pinned.key() });
    },
  });
  return useQuery(queries.overview.show.queryOptions({ input: {}, staleTime: 60_000 }));
}
