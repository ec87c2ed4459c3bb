import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CardSummary } from '../../../core/domain/operations/cards.ts';
import { useQueries } from '../../client/ClientProvider.tsx';

const pageSize = 200;

export interface CardPages {
  /** What was read so far; nothing before the first page. */
  readonly cards: readonly CardSummary[] | undefined;
  readonly error: unknown;
  readonly hasMore: boolean;
  /** Whether there was more than a page: such a list stands as it is read. */
  readonly isLong: boolean;
  /** Reads the next page, if there is one and it is not under way. */
  readonly onMore: () => void;
  readonly onRetry: () => void;
}

/** The cards in a state, read page by page; all of them where what is looked for may stand on any. */
export function useCardPages(state: CardSummary['state'], needsAll: boolean): CardPages {
  const queries = useQueries();
  const pages = useInfiniteQuery(
    queries.cards.list.infiniteOptions({
      input: (after: string | undefined) => ({ state, limit: pageSize, ...(after === undefined ? {} : { after }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
  );
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = pages;
  const canRead = hasNextPage && !isFetching && error === null;
  useEffect(() => {
    if (needsAll && canRead) void fetchNextPage();
  }, [needsAll, canRead, fetchNextPage]);
  return {
    cards: data?.pages.flatMap(({ items }) => items),
    error,
    hasMore: hasNextPage,
    isLong: hasNextPage || (data?.pages.length ?? 0) > 1,
    onMore: () => { if (canRead) void fetchNextPage(); },
    onRetry: () => { void (hasNextPage ? fetchNextPage() : refetch()); },
  };
}
