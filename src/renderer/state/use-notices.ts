import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Notice, Notices } from '../../core/domain/operations/notifications.ts';
import { useQueries } from '../client/ClientProvider.tsx';
import { useStream } from './use-stream.ts';

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
  const queries = useQueries();
  const cache = useQueryClient();
  useStream({
    asked: 'notices',
    open: (client, signal) => client.notifications.watch({}, { signal }),
    each(notices, { before }) {
      cache.setQueryData(queries.notifications.list.queryKey({ input }), notices);
      const open = new Set(notices.items.flatMap(({ id, isAcknowledged }) => (isAcknowledged ? [] : [id])));
      onChange({ news: newsIn(notices, before && new Set(before.items.map(({ id }) => id))), isOpen: (id) => open.has(id) });
    },
  });
}

/** What was not there before and nobody has seen; what stands at the beginning is no news. */
export function newsIn({ items }: Pick<Notices, 'items'>, known: ReadonlySet<string> | undefined): readonly Notice[] {
  return known === undefined ? [] : items.filter(({ id, isAcknowledged }) => !isAcknowledged && !known.has(id));
}
