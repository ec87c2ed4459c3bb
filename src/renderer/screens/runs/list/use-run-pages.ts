import { type QueryClient, useQueries as useManyQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RunSummary } from '../../../../core/domain/operations/shapes.ts';
import { useClient } from '../../../client/ClientProvider.tsx';
import type { Client } from '../../../client/connect.ts';
import { useStream } from '../../../state/use-stream.ts';
import type { RunsInput } from './runs-filter.ts';

/** Rows of a page; an answer of this size takes a few milliseconds. */
export const pageSize = 100;
const headSize = 50;

/** What is known of where pages begin: the cursor of each, and how many rows there are up to the last that was read. */
interface Known {
  readonly cursors: readonly (string | undefined)[];
  readonly length: number;
  readonly isEnd: boolean;
}

export interface RunPages {
  /** Rows that can be scrolled to; one more stands for those that are not counted yet. */
  readonly length: number;
  readonly isEnd: boolean;
  readonly row: (index: number) => RunSummary | undefined;
  /** Rows from one index to another, those out of memory asked for again. */
  readonly between: (from: number, until: number) => Promise<readonly RunSummary[]>;
  /** How many runs began since the list was asked for; as many as `headSize` may be more. */
  readonly fresh: number;
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly retry: () => void;
}

export interface AskedRuns {
  readonly input: RunsInput;
  /** How often the list was begun anew. */
  readonly times: number;
}

export interface Sight {
  readonly from: number;
  readonly until: number;
}

/**
 * Runs by the page, as far as somebody looks: pages out of sight are let go and asked for again by where they began, so that memory
 * does not grow with the history. No row moves by itself: those in sight are brought up to date in their places, and what began
 * since is counted only.
 */
export function useRunPages(asked: AskedRuns, { from, until }: Sight): RunPages {
  const client = useClient();
  const cache = useQueryClient();
  const [{ cursors, length, isEnd }, setKnown] = useState<Known>({ cursors: [undefined], length: 0, isEnd: false });
  const last = cursors.length - 1;
  const [first, final] = [Math.min(Math.floor(from / pageSize), last), Math.min(Math.floor((until + pageSize / 2) / pageSize), last)];
  const numbers = Array.from({ length: final - first + 1 }, (_, index) => first + index);
  const pages = useManyQueries({ queries: numbers.map((number) => pageOf(client, asked, cursors[number])) });
  const end = pages.at(-1)?.data;

  if (end !== undefined && final === last && !isEnd) setKnown(continued({ cursors, length }, end));

  const held = new Map(numbers.flatMap((number, index) => (pages[index]?.data?.items ?? []).map((row, at) => [number * pageSize + at, row] as const)));
  const fresh = useNow(asked.input, { ids: [...held].filter(([index]) => index >= from && index <= until).map(([, { id }]) => id), newest: held.get(0) ?? newestOf(cache, asked), isEmpty: isEnd && length === 0 });
  const failed = pages.find(({ error }) => error !== null);

  return {
    length,
    isEnd,
    row: (index) => {
      const row = held.get(index);
      return row === undefined ? undefined : (fresh.rows.get(row.id) ?? row);
    },
    between: async (start, stop) => {
      const rows: RunSummary[] = [];
      for (let number = Math.floor(start / pageSize); number <= Math.floor(stop / pageSize) && number < cursors.length; number += 1) {
        const { items } = await cache.fetchQuery(pageOf(client, asked, cursors[number]));
        rows.push(...items.filter((_, at) => number * pageSize + at >= start && number * pageSize + at <= stop));
      }
      return rows;
    },
    fresh: fresh.count,
    error: failed?.error ?? null,
    isLoading: length === 0 && !isEnd,
    retry: () => {
      for (const page of pages) if (page.error !== null) void page.refetch();
    },
  };
}

interface Page {
  readonly items: readonly RunSummary[];
  readonly next?: string | undefined;
}

function continued({ cursors, length }: Pick<Known, 'cursors' | 'length'>, { items, next }: Page): Known {
  const known = (cursors.length - 1) * pageSize + items.length;
  return next === undefined ? { cursors, length: known, isEnd: true } : { cursors: [...cursors, next], length: Math.max(length, known), isEnd: false };
}

/** A page is read once; what changes in it comes by the ids of its rows. */
function pageOf(client: Client, { input, times }: AskedRuns, after: string | undefined) {
  return {
    queryKey: ['page of runs', input, times, after ?? ''],
    queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<Page> => client.runs.list({ ...input, usage: true, limit: pageSize, ...(after === undefined ? {} : { after }) }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 20_000,
  };
}

function newestOf(cache: QueryClient, { input, times }: AskedRuns): RunSummary | undefined {
  return cache.getQueryData<Page>(['page of runs', input, times, ''])?.items[0];
}

interface Asked {
  readonly ids: readonly string[];
  readonly newest: RunSummary | undefined;
  readonly isEmpty: boolean;
}

/** The rows in sight as they are now, and how many runs began after the newest of the list. */
function useNow(input: RunsInput, { ids, newest, isEmpty }: Asked): { readonly rows: ReadonlyMap<string, RunSummary>; readonly count: number } {
  const rows = useFollowedPage(ids.length === 0 ? undefined : { ids: ids.slice(0, 100), usage: true, limit: 100 });
  const isWatched = (newest !== undefined || isEmpty) && input.order !== 'oldest';
  const head = useFollowedPage(isWatched ? { ...input, limit: headSize } : undefined);
  const count = isWatched ? (head?.items.filter((run) => isEmpty || isNewer(run, newest)).length ?? 0) : 0;
  return { rows: new Map(rows?.items.map((row) => [row.id, row])), count };
}

/** Who scrolls passes rows nobody waits for. */
const sightPause = 120;

/** A page of runs as it is now and whenever it changes; the one before stays until the next has come. */
function useFollowedPage(wanted: Parameters<Client['runs']['watchlist']>[0] | undefined): Page | undefined {
  const [page, setPage] = useState<Page>();
  useStream({
    asked: wanted === undefined ? undefined : JSON.stringify(wanted),
    open: (client, signal) => client.runs.watchlist(wanted ?? {}, { signal }),
    each: setPage,
    pause: sightPause,
  });
  return page;
}

function isNewer(run: RunSummary, than: RunSummary | undefined): boolean {
  if (than === undefined || run.id === than.id) return false;
  return run.startedAt === than.startedAt ? run.id > than.id : run.startedAt > than.startedAt;
}
