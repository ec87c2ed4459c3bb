import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CardSummary } from '../../core/domain/operations/cards.ts';
import type { Client } from '../client/connect.ts';
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
    const keep = (items: CardSummary[]): void => {
      cache.setQueryData(queries.cards.list.queryKey({ input: { state: 'open' } }), { items });
    };
    void follow({ client, signal: stopped.signal, keep });
    return () => {
      stopped.abort();
    };
  }, [client, queries, cache]);
}

interface Follow {
  readonly client: Client;
  readonly signal: AbortSignal;
  readonly keep: (items: CardSummary[]) => void;
}

async function follow({ client, signal, keep }: Follow): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const inbox of await client.cards.watch({}, { signal })) keep(inbox.items);
    } catch {
      // The count then stays as it was; the next round asks anew.
    }
    await pauseFor(3000, signal);
  }
}
