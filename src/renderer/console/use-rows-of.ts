import { useDeferredValue, useEffect, useMemo } from 'react';
import type { RunLine } from '../../core/domain/operations/runs.ts';
import { useConsole, useFeedState } from './console-context.tsx';
import { bitOf, type LaneName } from './timeline/lanes.ts';

/** Effects on some lanes up to a row, the newest `most` of them in the order they began, and how many there are. */
export function useEffectsOn(lanes: readonly LaneName[], { upTo, most }: { readonly upTo: number; readonly most: number }): { readonly seqs: readonly number[]; readonly earlier: number } {
  const { feed } = useConsole();
  // The row that came is on the screen before all effects of a long run are gone through.
  const to = useDeferredValue(upTo);
  const wanted = lanes.reduce((bits, lane) => bits | bitOf(lane), 0);
  return useMemo(() => {
    const { groups, rows } = feed;
    const own = groups.all.filter(({ kind, first }) => kind === 'effect' && first <= to && ((rows.lanes[first - 1] ?? 0) & wanted) !== 0);
    const shown = own.slice(-most);
    return { seqs: shown.flatMap(({ items }) => items.filter((item) => item > 0 && item <= to)), earlier: own.length - shown.length };
  }, [feed, to, wanted, most]);
}

/** What rows carry, in their order; those that are not here yet come. */
export function useRows(seqs: readonly number[]): readonly RunLine[] {
  const { feed } = useConsole();
  useFeedState();
  useEffect(() => {
    feed.payloads.want(seqs);
  });
  return seqs.flatMap((seq) => feed.payloads.get(seq) ?? []).toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
}
