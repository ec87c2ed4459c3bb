import { QueryClient } from '@tanstack/react-query';
import { errorFromWire } from '../../core/domain/model/error-wire.ts';

/** The host is on this machine: calls never wait for a network, and only a call that got no answer is tried again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 4000,
        retry: (count, error) => count < 2 && errorFromWire(error).code === 'unexpected' && error instanceof TypeError,
        retryDelay: 400,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
