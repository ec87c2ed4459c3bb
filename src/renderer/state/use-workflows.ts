import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient, useQueries } from '../client/ClientProvider.tsx';
import { followStream } from './follow-stream.ts';

interface Wanted {
  /** @default true */
  readonly enabled?: boolean;
}

/** All workflows, and again whenever one comes, goes or changes, by whatever door, for as long as somebody looks. */
export function useWorkflows({ enabled = true }: Wanted = {}) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  useEffect(() => {
    if (!enabled) return undefined;
    const stopped = new AbortController();
    void followStream({
      signal: stopped.signal,
      open: (signal) => client.workflows.watchlist({}, { signal }),
      each(list) { cache.setQueryData(queries.workflows.list.queryKey({ input: {} }), list); },
    });
    return () => { stopped.abort(); };
  }, [client, queries, cache, enabled]);
  return useQuery(queries.workflows.list.queryOptions({ input: {}, enabled }));
}
