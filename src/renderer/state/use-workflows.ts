import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useQueries } from '../client/ClientProvider.tsx';
import { useStream } from './use-stream.ts';

interface Wanted {
  /** @default true */
  readonly enabled?: boolean;
}

/** All workflows, and again whenever one comes, goes or changes, by whatever door, for as long as somebody looks. */
export function useWorkflows({ enabled = true }: Wanted = {}) {
  const queries = useQueries();
  const cache = useQueryClient();
  useStream({
    asked: enabled ? 'workflows' : undefined,
    open: (client, signal) => client.workflows.watchlist({}, { signal }),
    each(list) { cache.setQueryData(queries.workflows.list.queryKey({ input: {} }), list); },
  });
  return useQuery(queries.workflows.list.queryOptions({ input: {}, enabled }));
}
