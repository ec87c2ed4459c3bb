import { useEffect, useEffectEvent } from 'react';
import type { IdNoun } from '../../../core/domain/model/edit/fresh-ids.ts';
import type { NewIds } from '../../../core/domain/model/edit/new-ids.ts';
import { useDesigner, useDesignerState } from './DesignerProvider.tsx';
import type { DesignerSession } from './designer-session.ts';
import type { DesignerViewState } from './designer-view.ts';

/** What has `follow` told whenever parts of the workflow are known by other ids from now on; what is answered ends that. */
export function followRenames({ get, subscribe }: Pick<DesignerSession, 'get' | 'subscribe'>, follow: (ids: NewIds) => void): () => void {
  let known = get().renamed?.length ?? 0;
  return subscribe(() => {
    const fresh = get().renamed?.slice(known) ?? [];
    known += fresh.length;
    for (const ids of fresh) follow(ids);
  });
}

/** The same for as long as a component stands. */
export function useRenames(follow: (ids: NewIds) => void): void {
  const { session } = useDesigner();
  const told = useEffectEvent(follow);
  useEffect(() => followRenames(session, (ids) => { told(ids); }), [session]);
}

/** A key for React that a part keeps while the window is open, whatever its id becomes; no two parts on the screen have the same. */
export function lastingKey(renamed: readonly NewIds[], noun: IdNoun, id: string): string {
  let at = id;
  for (const [index, ids] of [...renamed.entries()].toReversed()) {
    const own = ids.get(noun);
    const before = [...(own ?? [])].find(([, to]) => to === at)?.[0];
    if (before !== undefined) at = before;
    // The id was another's until then.
    else if (own?.has(at) === true) return `${at} ${index}`;
  }
  return at;
}

const none: readonly NewIds[] = [];

export function useLastingKey(noun: IdNoun, id: string): string {
  return lastingKey(useDesignerState((state) => state.renamed) ?? none, noun, id);
}

export function idAfter(ids: NewIds, noun: IdNoun, id: string): string {
  return ids.get(noun)?.get(id) ?? id;
}

const nouns: { readonly [word: string]: IdNoun } = { regions: 'regions', nodes: 'nodes', actions: 'actions', transitions: 'transitions', validators: 'validators', cards: 'cards', notes: 'notes' };

/** A place as findings and lines name it, such as `nodes.wait.actions.say.config`, by the ids of now. */
export function placeAfter(ids: NewIds, place: string): string {
  const steps = place.split('.');
  return steps.map((step, index) => {
    const noun = index % 2 === 1 && index < 4 ? nouns[steps[index - 1] ?? ''] : undefined;
    return noun === undefined ? step : idAfter(ids, noun, step);
  }).join('.');
}

/** What is open, about the same parts as before. */
export function viewAfter(ids: NewIds, { dialog, field, found }: DesignerViewState): Partial<DesignerViewState> {
  const either = (id: string): string => ids.get('nodes')?.get(id) ?? idAfter(ids, 'transitions', id);
  return {
    ...(dialog === undefined ? {} : { dialog: dialogAfter(ids, dialog) }),
    ...(field === undefined ? {} : { field: placeAfter(ids, field) }),
    ...(found === undefined ? {} : { found: new Set([...found].map(either)) }),
  };
}

function dialogAfter(ids: NewIds, dialog: NonNullable<DesignerViewState['dialog']>): DesignerViewState['dialog'] {
  const node = (id: string): string => idAfter(ids, 'nodes', id);
  const way = (id: string): string => idAfter(ids, 'transitions', id);
  switch (dialog.name) {
    case 'add_node':
      return { ...dialog, ...(dialog.splice === undefined ? {} : { splice: way(dialog.splice) }), ...(dialog.after === undefined ? {} : { after: node(dialog.after) }) };
    case 'connect':
      return { ...dialog, from: node(dialog.from) };
    case 'add_action':
    case 'rename':
      return { ...dialog, node: node(dialog.node) };
    case 'redirect':
      return { ...dialog, transition: way(dialog.transition) };
    default:
      return dialog;
  }
}
