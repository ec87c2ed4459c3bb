import path from 'node:path';
import { z } from 'zod';
import { linkScheme, placeOfLink } from './deep-link.ts';
import { isOfferable } from './offered-file.ts';

/** What another program, or a second start of this one, gives to be shown: a place of the window, or a file. */
export type HandedOver = { readonly place: string } | { readonly file: string };

/** The words of a start and the directory they were said in; a second start passes them to the first. */
export const Start = z.object({ words: z.array(z.string().max(8000)).max(1000), from: z.string().max(8000) });
export type Start = z.infer<typeof Start>;

/** So many things are shown of one start. */
const most = 10;

/** Links and files among the words of a start; options and what leads nowhere are left out. */
export function readHandOver({ words, from }: Start): HandedOver[] {
  return words.flatMap((word): HandedOver[] => {
    if (word.startsWith('-')) return [];
    if (word.startsWith(`${linkScheme}:`)) return readLink(word);
    return isOfferable(word) ? [{ file: path.resolve(from, word) }] : [];
  }).slice(0, most);
}

export function readLink(link: string): HandedOver[] {
  const place = placeOfLink(link);
  return place === undefined ? [] : [{ place }];
}
