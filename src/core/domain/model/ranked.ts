import { go, type KeysResult } from 'fuzzysort';

export interface Ranked<Item> {
  readonly item: Item;
  /** 1 is what was typed, letter for letter. */
  readonly score: number;
}

/** Below this the letters are there, and no one meant it. */
const least = 0.3;
/** So long a text may be to be found by letters that do not stand beside each other. */
const longestGuessed = 24;

/**
 * The items that fit what was typed, the best first: every word of it stands in one of the texts, with letters left out if
 * need be. The first text counts most. Where nothing was typed, all of them as they come.
 */
export function ranked<Item>(typed: string, items: readonly Item[], textsOf: (item: Item) => readonly [string, ...string[]]): readonly Ranked<Item>[] {
  const text = typed.trim();
  if (text === '') return items.map((item) => ({ item, score: 0 }));
  const searched = items.map((item) => ({ item, texts: textsOf(item) }));
  const words = plain(text).split(/\s+/u);
  const most = Math.max(1, ...searched.map(({ texts }) => texts.length));
  const keys = Array.from({ length: most }, (_, at) => ({ texts }: (typeof searched)[number]) => texts[at] ?? '');
  return go(text, searched, { keys, limit: 0, threshold: least, scoreFn: (result) => (isMeant(words, result) ? weighed(result) : 0) }).map(({ obj, score }) => ({ item: obj.item, score }));
}

/** Every word stands in a text as it was typed; letters may be left out of short names only, since a long text has any letters in it. */
function isMeant<Searched>(words: readonly string[], result: KeysResult<Searched>): boolean {
  if ([...result].some(({ score, target }) => score > 0 && target.length <= longestGuessed)) return true;
  const texts = [...result].map(({ target }) => plain(target));
  return words.every((word) => texts.some((text) => text.includes(word)));
}

/** Without accents and capitals, as they are compared. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** A little less where the words stand in a text that is only noted. */
function weighed<Searched>(result: KeysResult<Searched>): number {
  const [first] = result;
  return (first?.score ?? 0) > 0 ? result.score : result.score * 0.8;
}
