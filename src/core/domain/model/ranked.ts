import { go, type KeysResult } from 'fuzzysort';

export interface Ranked<Item> {
  readonly item: Item;
  /** 1 is what was typed, letter for letter. */
  readonly score: number;
}

/** Below this the letters are there, and no one meant it. */
const least = 0.3;

/**
 * The items that fit what was typed, the best first: every word of it stands in one of the texts, with letters left out if
 * need be. The first text counts most. Where nothing was typed, all of them as they come.
 */
export function ranked<Item>(typed: string, items: readonly Item[], textsOf: (item: Item) => readonly [string, ...string[]]): readonly Ranked<Item>[] {
  const text = typed.trim();
  if (text === '') return items.map((item) => ({ item, score: 0 }));
  const searched = items.map((item) => ({ item, texts: textsOf(item) }));
  const most = Math.max(1, ...searched.map(({ texts }) => texts.length));
  const keys = Array.from({ length: most }, (_, at) => ({ texts }: (typeof searched)[number]) => texts[at] ?? '');
  return go(text, searched, { keys, limit: 0, threshold: least, scoreFn: weighed }).map(({ obj, score }) => ({ item: obj.item, score }));
}

/** A little less where the words stand in a text that is only noted. */
function weighed<Searched>(result: KeysResult<Searched>): number {
  const [first] = result;
  return (first?.score ?? 0) > 0 ? result.score : result.score * 0.8;
}
