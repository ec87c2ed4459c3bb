import type { CanvasRegion } from '../../canvas/read-definition.ts';
import { type Places, tidyPlaces } from '../../canvas/tidy-places.ts';

export interface LayoutQuestion {
  readonly region: CanvasRegion;
  /** Sizes people chose are kept. */
  readonly sizes: Places;
}

/** A thread of its own: lays out what it is sent, and answers with the places. */
addEventListener('message', ({ data: { region, sizes } }: MessageEvent<LayoutQuestion>) => {
  postMessage(tidyPlaces(region, { direction: 'down', sizes }));
});
