import type { CanvasRegion } from '../../canvas/read-definition.ts';
import { type Places, tidyPlaces } from '../../canvas/tidy-places.ts';

export interface LayoutQuestion {
  readonly id: number;
  readonly region: CanvasRegion;
  readonly sizes: Places;
}

export interface LayoutAnswer {
  readonly id: number;
  readonly places: Places;
}

/** A thread of its own: lays out what it is sent, and answers with the places. */
addEventListener('message', ({ data: { id, region, sizes } }: MessageEvent<LayoutQuestion>) => {
  const answer: LayoutAnswer = { id, places: tidyPlaces(region, { direction: 'down', sizes }) };
  postMessage(answer);
});
