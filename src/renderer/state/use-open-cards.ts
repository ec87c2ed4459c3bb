import { useEffect } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient, useQueries } from '../client/ClientProvider.tsx';
import { pauseFor } from './pause-for.ts';

/** Open cards, oldest first. Kept true by {@link useFollowCards} above the screens. */
export function useOpenCards() {
  const queries = useQueries();
  return useQuery(queries.cards.list.queryOptions({ input: { state: 'open' }, staleTime: 60_000 }));
}

/** Writes every change of the inbox into the cached list of open cards, for as long as the frame is on screen. */
export function useFollowCards(): void {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  useEffect(() => {
    const stopped = new AbortController();
    const listen = async (): Promise<void> => {
      while (!stopped.signal.aborted) {
        try {
          for await (const inbox of await client.cards.watch({}, { signal: stopped.signal })) {
            cache.setQueryData(queries.cards.list.queryKey({ input: { state: 'open' } }), { items: inbox.items });
          }
        } catch {
          // The count then stays as it was; the next round asks anew.
        }
        await pauseFor(3000, stopped.signal);
      }
    };
    void listen();
    return () => {
      stopped.abort();
    };
  }, [client, queries, cache]);
}
