/** What a key does in the list: a way to go, or something done to the row it stands on. */
export type RowAct = 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last' | 'open' | 'choose' | 'none';

const acts: Readonly<Record<string, RowAct>> = {
  ArrowUp: 'up', ArrowDown: 'down', PageUp: 'pageUp', PageDown: 'pageDown', Home: 'first', End: 'last', Enter: 'open', ' ': 'choose', Escape: 'none',
};
const letters: Readonly<Record<string, RowAct>> = { k: 'up', j: 'down' };

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What the key does; letters only where shortcuts of a single letter hold. */
export function actOfKey({ key, ctrlKey, metaKey, altKey }: PressedKey, hasSingleKeys: boolean): RowAct | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  return acts[key] ?? (hasSingleKeys ? letters[key.toLowerCase()] : undefined);
}

/** Where a way leads from a row, within the rows there are. */
export function moved(from: number, way: RowAct, { last, page }: { readonly last: number; readonly page: number }): number {
  const to = { up: from - 1, down: from + 1, pageUp: from - page, pageDown: from + page, first: 0, last, open: from, choose: from, none: from }[way];
  return Math.max(0, Math.min(to, last));
}
