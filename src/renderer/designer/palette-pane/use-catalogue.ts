import { useQuery } from '@tanstack/react-query';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import { useQueries } from '../../client/ClientProvider.tsx';

const nothing: readonly CatalogueEntry[] = [];

/** What workflows are made of; empty until the host has told. It does not change while the host runs. */
export function useCatalogue(): readonly CatalogueEntry[] {
  const queries = useQueries();
  const { data } = useQuery(queries.catalogue.list.queryOptions({ input: {}, staleTime: Number.POSITIVE_INFINITY }));
  return data?.items ?? nothing;
}
