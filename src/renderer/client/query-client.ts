import { onlineManager, QueryClient } from '@tanstack/react-query';
import { connection } from '../state/connection.ts';
import { isUnreachable } from './read-failure.ts';

/**
 * What screens know of the host. While the line to it is broken, questions wait, and when it stands again everything that is
 * shown is asked for anew; commands fail at once, in words. Only a question that got no answer is asked again.
 */
export function createQueryClient(): QueryClient {
  onlineManager.setEventListener((setOnline) => {
    const tell = (): void => { setOnline(connection.get().state === 'live'); };
    tell();
    return connection.subscribe(tell);
  });
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'online',
        refetchOnReconnect: 'always',
        staleTime: 4000,
        retry: (count, error) => count < 2 && isUnreachable(error),
        retryDelay: 400,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
