import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { useDesignerState } from '../session/DesignerProvider.tsx';
import type { FixContext } from './fixes/quick-fix.ts';

/** What quick fixes draw from, for the definition on the screen; undefined until the kinds are known. */
export function useFixContext(): FixContext | undefined {
  const queries = useQueries();
  const definition = useDesignerState((state) => state.definition);
  const { data } = useQuery({ ...queries.catalogue.list.queryOptions({ input: {} }), staleTime: Number.POSITIVE_INFINITY });
  const kinds = useMemo(() => (data === undefined ? undefined : kindsOf(data.items)), [data]);
  return useMemo(() => (kinds === undefined ? undefined : { definition, ...kinds }), [definition, kinds]);
}

/** The catalogue as fixes look things up in it. */
export function kindsOf(items: readonly CatalogueEntry[]): Omit<FixContext, 'definition'> {
  const titles = (group: CatalogueEntry['group']): ReadonlyMap<string, string> => new Map(items.filter((one) => one.group === group).map(({ type, title }) => [type, title]));
  const nodes = items.filter(({ group }) => group === 'node').map(({ type, title, role = 'step', leavesBy = [], bodies = { least: 0, most: 0 } }) => [type, { title, role, leavesBy, bodies }] as const);
  return { nodes: new Map(nodes), actions: titles('action'), triggers: titles('trigger'), validators: titles('validator') };
}
