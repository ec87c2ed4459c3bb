import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useQueries } from '../client/ClientProvider.tsx';
import { useStream } from './use-stream.ts';

const countKey = ['cards', 'open', 'count'];

/** How many cards are open, over all runs. Kept true by {@link useFollowCards} above the screens. */
export function useOpenCards(): number {
  return useQuery<number>({ queryKey: countKey, queryFn: skipToken }).data ?? 0;
}

/** Counts the open cards, and has what is shown of cards read again whenever one comes or goes, for as long as the frame is on screen. */
export function useFollowCards(): void {
  const queries = useQueries();
  const cache = useQueryClient();
  useStream({
    asked: 'cards',
    open: (client, signal) => client.cards.watch({ limit: 1 }, { signal }),
    each({ open }) {
      cache.setQueryData(countKey, open);
      void cache.invalidateQueries({ queryKey: queries.cards.list.key() });
      void cache.invalidateQueries({ queryKey: queries.cards.get.key() });
    },
  });
}
