import { useQueryClient } from '@tanstack/react-query';
import { useQueries } from '../client/ClientProvider.tsx';
import { useStream } from './use-stream.ts';

/** Has every screen ask again for what settings decide whenever somebody changed one: here, in another window, on the command line or in the file. */
export function useFollowSettings(): void {
  const queries = useQueries();
  const cache = useQueryClient();
  useStream({
    asked: 'settings',
    open: (client, signal) => client.settings.watch({}, { signal }),
    each(_, { before }) {
      // What stands at the beginning is what the screens have just asked for; after a gap it may be another.
      if (before === undefined) return;
      for (const area of [queries.settings, queries.profiles, queries.connectors, queries.filesandbox, queries.budgets]) void cache.invalidateQueries({ queryKey: area.key() });
    },
  });
}
