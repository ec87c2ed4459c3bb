import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { Notice, Notices } from '../../core/domain/operations/notifications.ts';
import { useClient, useQueries } from '../client/ClientProvider.tsx';
import { followStream } from './follow-stream.ts';

const input = { all: true };

/** What needs somebody, seen or not. Kept true by {@link useFollowNotices} above the screens. */
export function useNotices() {
  const queries = useQueries();
  return useQuery(queries.notifications.list.queryOptions({ input, staleTime: 60_000 }));
}

export interface NoticeChange {
  readonly news: readonly Notice[];
  /** Whether somebody is still needed for it, and nobody has seen it. */
  readonly isOpen: (id: string) => boolean;
}

/** Writes every change of the notices into the cached list, and says what it brings, for as long as the frame is on screen. */
export function useFollowNotices(onChange: (change: NoticeChange) => void): void {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const tell = useEffectEvent(onChange);
  useEffect(() => {
    const stopped = new AbortController();
    let known: ReadonlySet<string> | undefined;
    void followStream({
      signal: stopped.signal,
      open: (signal) => client.notifications.watch({}, { signal }),
      each(notices) {
        cache.setQueryData(queries.notifications.list.queryKey({ input }), notices);
        const news = newsIn(notices, known);
        known = new Set(notices.items.map(({ id }) => id));
        const open = new Set(notices.items.flatMap(({ id, isAcknowledged }) => (isAcknowledged ? [] : [id])));
        tell({ news, isOpen: (id) => open.has(id) });
      },
    });
    return () => { stopped.abort(); };
  }, [client, queries, cache]);
}

/** What was not there before and nobody has seen; what stands at the beginning is no news. */
export function newsIn({ items }: Pick<Notices, 'items'>, known: ReadonlySet<string> | undefined): readonly Notice[] {
  return known === undefined ? [] : items.filter(({ id, isAcknowledged }) => !isAcknowledged && !known.has(id));
}
