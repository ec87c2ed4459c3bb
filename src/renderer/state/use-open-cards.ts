import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CardSummary } from '../../core/domain/operations/cards.ts';
import { useClient, useQueries } from '../client/ClientProvider.tsx';
import { followStream } from './follow-stream.ts';

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
    const keep = (items: CardSummary[]): void => {
      cache.setQueryData(queries.cards.list.queryKey({ input: { state: 'open' } }), { items });
    };
    void followStream({ signal: stopped.signal, open: (signal) => client.cards.watch({}, { signal }), each: ({ items }) => { keep(items); } });
    return () => {
      stopped.abort();
    };
  }, [client, queries, cache]);
}
