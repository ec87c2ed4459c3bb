import { connection, untilLive } from '../state/connection.ts';
import { pauseFor } from '../state/pause-for.ts';
import { isUnreachable } from './read-failure.ts';

/** A part that fails so often while the line stands is not there: the host has another version of the page by now. */
const triesWhileLive = 3;
const pause = 400;

/**
 * Makes what loads a part of the page, or its content, outlast its host. What could not be fetched is asked for again when the
 * line stands, and until then counts as on its way: whoever shows it shows that it comes, and nothing beside it is lost. React
 * and the router keep a failure for good, so that they only hear of one that no waiting mends.
 */
export function outlastingHost<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return async () => {
    const { signal } = new AbortController();
    for (let tries = 1; ; tries += 1) {
      try {
        return await load();
      } catch (error) {
        if (!isUnreachable(error) || tries >= triesWhileLive) throw error;
      }
      // The file may fail before the window has noticed that the line is broken.
      await pauseFor(pause, signal);
      if (connection.get().state !== 'live') {
        await untilLive(signal);
        tries = 0;
      }
    }
  };
}

/** A style sheet that did not come would count as loaded when its part is asked for again. */
export function dropFailedSheets(): void {
  document.addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') target.remove();
    },
    { capture: true },
  );
}
