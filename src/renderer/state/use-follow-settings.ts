import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient, useQueries } from '../client/ClientProvider.tsx';
import { followStream } from './follow-stream.ts';

/** Has every screen ask again for what settings decide whenever somebody changed one: here, in another window, on the command line or in the file. */
export function useFollowSettings(): void {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  useEffect(() => {
    const stopped = new AbortController();
    let isKnown = false;
    void followStream({
      signal: stopped.signal,
      open: (signal) => client.settings.watch({}, { signal }),
      each() {
        // What stands at the beginning is what the screens have just asked for; after a gap it may be another.
        if (isKnown) for (const area of [queries.settings, queries.profiles, queries.connectors, queries.filesandbox, queries.budgets]) void cache.invalidateQueries({ queryKey: area.key() });
        isKnown = true;
      },
    });
    return () => { stopped.abort(); };
  }, [client, queries, cache]);
}
