import type { AnyContractProcedure } from '@orpc/contract';
import { areas, type AreaName } from './areas.ts';

type Operations = { readonly [verb: string]: AnyContractProcedure };

/** Verbs that load without the rest of a large area: making the schemas of all its operations takes longer than answering one. */
const alone: { readonly [A in AreaName]?: { readonly [verb: string]: () => Promise<Operations> } } = {
  runs: { list: async () => (await import('./runs-list.ts')).runsList },
};

/** The operations of an area, or some of them with the one that is asked for. */
export async function operationsOf(area: AreaName, verb = ''): Promise<Operations> {
  const verbs = alone[area] ?? {};
  const load = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  return load === undefined ? await areas[area]() : await load();
}
