import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import type { AreaName } from '../../core/domain/operations/areas.ts';
import { useStream } from './use-stream.ts';

export interface FollowedChanges {
  /** Where changes concern what is shown; none: nothing is followed. */
  readonly of: readonly AreaName[];
  /** What is asked for again then. */
  readonly again: QueryKey;
}

/** Has what is shown asked for again whenever somebody changed something in one of the areas, by whatever door. */
export function useFollowChanges({ of, again }: FollowedChanges): void {
  const cache = useQueryClient();
  useStream({
    asked: of.length === 0 ? undefined : 'changes',
    open: (client, signal) => client.system.watch({}, { signal }),
    each({ areas }, { before }) {
      // What stands at the beginning is what the screen has just asked for; after a gap it may be another.
      if (before !== undefined && of.some((area) => areas.includes(area))) void cache.invalidateQueries({ queryKey: again });
    },
  });
}
