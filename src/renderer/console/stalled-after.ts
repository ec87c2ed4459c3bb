import { useQuery } from '@tanstack/react-query';
import { isJsonObject, type Json } from '../../core/domain/model/json.ts';
import { useQueries } from '../client/ClientProvider.tsx';

/** A model may think for a minute; nothing at all for two is worth a look. */
const usual = 120;
/** Seconds that are offered; 0 never says so. */
const offered = [30, usual, 600, 3600, 0] as const;

/** After how many seconds without a row a run is said to stand still, by the settings section `appearance`; 0 for never. */
export function stalledAfterOf(section: Json | undefined): number {
  const said = isJsonObject(section) ? section['stalledAfterSeconds'] : undefined;
  return typeof said === 'number' ? said : usual;
}

/** What is offered, with what stands there beside it. */
export function stalledChoices(chosen: number): readonly number[] {
  return offered.some((seconds) => seconds === chosen) ? offered : [chosen, ...offered];
}

export function useStalledAfter(): number {
  const queries = useQueries();
  const { data } = useQuery(queries.settings.get.queryOptions({ input: { section: 'appearance' }, staleTime: 60_000 }));
  return stalledAfterOf(data?.value);
}
