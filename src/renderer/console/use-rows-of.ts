import { useEffect } from 'react';
import type { RunLine } from '../../core/domain/operations/runs.ts';
import { useConsole, useFeedState } from './console-context.tsx';
import { isOnLane, type LaneName } from './timeline/lanes.ts';

/** Effects on some lanes up to a row, the newest `most` of them in the order they began, and how many there are. */
export function useEffectsOn(lanes: readonly LaneName[], { upTo, most }: { readonly upTo: number; readonly most: number }): { readonly seqs: readonly number[]; readonly earlier: number } {
  const { feed } = useConsole();
  const { groups, rows } = feed;
  const own = groups.all.filter(({ kind, first }) => kind === 'effect' && first <= upTo && lanes.some((lane) => isOnLane(rows.lanes[first - 1] ?? 0, lane)));
  const shown = own.slice(-most);
  return { seqs: shown.flatMap(({ items }) => items.filter((item) => item > 0 && item <= upTo)), earlier: own.length - shown.length };
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
