import { pageFolders, type PageNoun, pageNouns } from '../../core/domain/model/page-address.ts';

/** Something with a page of its own, and where on it: in the words `aiwm open` takes. */
export interface PlaceOnPage {
  readonly noun: PageNoun;
  readonly id: string;
  readonly node?: string;
  readonly row?: string;
  readonly panel?: string;
}

/** What `pagePath` put into an address; nothing where it is another page. */
export function placeOnPage(path: string): PlaceOnPage | undefined {
  const { pathname, searchParams } = new URL(path, 'page:/');
  const noun = pageNouns.find((each) => (each === 'setting' ? pathname === pageFolders[each] : pathname.startsWith(pageFolders[each])));
  if (noun === undefined) return undefined;
  const id = noun === 'setting' ? (searchParams.get('key') ?? '') : decodeURIComponent(pathname.slice(pageFolders[noun].length));
  if (id === '' || id.includes('/')) return undefined;
  const said = { node: searchParams.get('node'), row: searchParams.get('seq'), panel: searchParams.get('panel') };
  return { noun, id, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)) };
}
