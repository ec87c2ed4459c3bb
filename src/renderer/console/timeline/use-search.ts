import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useClient } from '../../client/ClientProvider.tsx';
import { useConsole, useFeedState } from '../console-context.tsx';
import { rowStory } from './row-words.ts';
import type { TimelineRows } from './timeline-rows.ts';

/** More places than this nobody reads. */
const mostFound = 5000;

export interface Search {
  /** Rows that hold the text; absent while nothing is looked for. */
  readonly found: ReadonlySet<number> | undefined;
  readonly isSearching: boolean;
  readonly isCut: boolean;
  readonly error: unknown;
}

/** Where a text stands: in what rows carry, which the host looks through, and in the sentences this page makes of them. */
export function useSearch(typed: string): Search {
  const client = useClient();
  const { run, feed, nameOf } = useConsole();
  const { length } = useFeedState();
  const text = useSettled(typed.trim());
  const { data, isFetching, error } = useQuery({
    queryKey: ['console', 'search', run.id, text, Math.floor(length / 50)],
    enabled: text !== '',
    queryFn: async ({ signal }) => {
      const seqs: number[] = [];
      for (let after: number | undefined = 0; after !== undefined && seqs.length < mostFound;) {
        const { items, next } = await client.runs.search({ id: run.id, text, after, limit: 2000 }, { signal });
        seqs.push(...items.map(({ seq }) => seq));
        after = next;
      }
      return seqs;
    },
  });
  const own = useMemo(() => (text === '' ? [] : titled(feed.rows, length, { text, nameOf })), [feed, length, text, nameOf]);
  const found = useMemo(() => (text === '' ? undefined : new Set([...own, ...(data ?? [])])), [text, own, data]);
  const isSearching = isFetching || text !== typed.trim();
  const isCut = (data?.length ?? 0) >= mostFound;
  return useMemo(() => ({ found, isSearching, isCut, error }), [found, isSearching, isCut, error]);
}

/** Rows whose sentence holds the text. Rows that are told apart by nothing are told once. */
function titled(rows: TimelineRows, length: number, { text, nameOf }: { readonly text: string; readonly nameOf: (id: string) => string }): readonly number[] {
  const wanted = text.toLowerCase();
  const known = new Map<string, boolean>();
  const found: number[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const index = seq - 1;
    const key = `${rows.type[index]} ${rows.placeAt(seq)} ${rows.what[index]} ${rows.effectAt(seq).slice(rows.visitAt(seq).length)} ${rows.attempt[index]}`;
    const isFound = known.get(key) ?? `${rows.typeOf(seq)} ${rowStory(rows, seq, { nameOf }).title}`.toLowerCase().includes(wanted);
    known.set(key, isFound);
    if (isFound) found.push(seq);
  }
  return found;
}

/** The text once typing has come to a rest. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text);
    }, 250);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return text === '' ? '' : settled;
}
