import { useMemo } from 'react';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import { useCatalogue } from '../palette-pane/use-catalogue.ts';
import type { FixContext } from './fixes/quick-fix.ts';

/** What quick fixes draw from, for a definition; undefined until the kinds are known. */
export function useFixContext(definition: JsonObject): FixContext | undefined {
  const items = useCatalogue();
  const kinds = useMemo(() => (items.length === 0 ? undefined : kindsOf(items)), [items]);
  return useMemo(() => (kinds === undefined ? undefined : { definition, ...kinds }), [definition, kinds]);
}

/** The catalogue as fixes look things up in it. */
export function kindsOf(items: readonly CatalogueEntry[]): Omit<FixContext, 'definition'> {
  const titles = (group: CatalogueEntry['group']): ReadonlyMap<string, string> => new Map(items.filter((one) => one.group === group).map(({ type, title }) => [type, title]));
  const nodes = items.filter(({ group }) => group === 'node').map(({ type, title, role = 'step', leavesBy = [], bodies = { least: 0, most: 0 } }) => [type, { title, role, leavesBy, bodies }] as const);
  const gives = items.flatMap((one) => (one.group === 'action' && one.gives !== undefined ? [[one.type, one.gives] as const] : []));
  return { nodes: new Map(nodes), gives: new Map(gives), actions: titles('action'), triggers: titles('trigger'), validators: titles('validator') };
}
