import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Client } from './connect.ts';

export type Queries = RouterUtils<Client>;

interface Connection {
  readonly client: Client;
  readonly queries: Queries;
}

const ConnectionContext = createContext<Connection | undefined>(undefined);

/** Gives every screen below it the client and its queries. */
export function ClientProvider({ client, children }: { readonly client: Client; readonly children: ReactNode }) {
  const connection = useMemo(() => ({ client, queries: createTanstackQueryUtils(client) }), [client]);
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}

function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (connection === undefined) throw new Error('A screen is drawn outside ClientProvider.');
  return connection;
}

/** The typed client, for streams and commands. */
export function useClient(): Client {
  return useConnection().client;
}

/** Options of TanStack Query for every operation: `useQuery(queries.runs.get.queryOptions({ input }))`. */
export function useQueries(): Queries {
  return useConnection().queries;
}
