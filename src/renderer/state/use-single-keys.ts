import { useQuery } from '@tanstack/react-query';
import { isJsonObject, type Json } from '../../core/domain/model/json.ts';
import { useQueries } from '../client/ClientProvider.tsx';

/** Whether shortcuts of a single letter hold, by the settings section `appearance`. */
export function singleKeysOf(section: Json | undefined): boolean {
  return !isJsonObject(section) || section['singleKeys'] !== false;
}

/** Whether shortcuts of a single letter hold; people whose speech or hands press letters by chance switch them off. */
export function useSingleKeys(): boolean {
  const queries = useQueries();
  const { data } = useQuery(queries.settings.get.queryOptions({ input: { section: 'appearance' }, staleTime: 60_000 }));
  return singleKeysOf(data?.value);
}
