import type { Footnotes } from './footnotes.ts';
import type { HeadingAnchors } from './heading-anchors.ts';
import type { LoadedPicture } from '../pictures/load-pictures.ts';

/** What reading needs at hand, and what it counts. */
export interface ReadContext {
  readonly pictures: ReadonlyMap<string, LoadedPicture>;
  /** Addresses of reference links and images by identifier. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly footnotes: Footnotes;
  readonly anchors: HeadingAnchors;
  readonly dropped: { html: number; images: number; links: number };
}
