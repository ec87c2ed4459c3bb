import { type Places, tidyPlaces } from '../../canvas/tidy-places.ts';
import { startThread } from '../../editors/trusted.ts';
import type { LayoutQuestion } from './layout-worker.ts';
// oxlint-disable-next-line import/default -- the build gives the address of the thread's file
import address from './layout-worker.ts?worker&url';
import { createLayouts, type LayoutPurpose } from './layouts.ts';

const layouts = createLayouts(() => startThread(address, 'aiwm-layout'));

/**
 * Tidy places for the nodes of a region, found beside the page so that it goes on answering; undefined where something newer
 * was asked for the same purpose. Where the thread fails, the page lays out itself, and is slower.
 */
export async function tidyBeside(purpose: LayoutPurpose, question: LayoutQuestion): Promise<Places | undefined> {
  try {
    return await layouts.ask(purpose, question);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return tidyPlaces(question.region, { direction: 'down', sizes: question.sizes });
  }
}
