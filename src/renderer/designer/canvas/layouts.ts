import type { Places } from '../../canvas/tidy-places.ts';
import type { LayoutQuestion } from './layout-worker.ts';

/** What is used of a thread. */
export type LayoutThread = Pick<Worker, 'addEventListener' | 'postMessage' | 'terminate'>;

/** Who asks: the drawing on the screen, or a person who tidies once. */
export type LayoutPurpose = 'drawing' | 'tidying';

interface Asked {
  readonly question: LayoutQuestion;
  readonly resolve: (places: Places | undefined) => void;
  readonly reject: (why: Error) => void;
}

export interface Layouts {
  /** Places for a region; undefined where the same one asked something newer before it was this one's turn. */
  ask(purpose: LayoutPurpose, question: LayoutQuestion): Promise<Places | undefined>;
}

/**
 * Lays out in a thread that is opened when it is first needed and kept. One question is under way; of each purpose the
 * newest waits, and older ones are dropped. A thread that fails is ended with its question, and the next gets a new one.
 */
export function createLayouts(open: () => LayoutThread): Layouts {
  const waiting = new Map<LayoutPurpose, Asked>();
  let thread: LayoutThread | undefined;
  let underWay: Asked | undefined;

  const next = (): void => {
    const [first] = waiting;
    if (underWay !== undefined || first === undefined) return;
    const [purpose, asked] = first;
    waiting.delete(purpose);
    underWay = asked;
    try {
      thread ??= opened();
      thread.postMessage(asked.question, []);
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const settled = (): Asked | undefined => {
    const asked = underWay;
    underWay = undefined;
    return asked;
  };
  const fail = (why: Error): void => {
    thread?.terminate();
    thread = undefined;
    settled()?.reject(why);
    next();
  };
  const opened = (): LayoutThread => {
    const made = open();
    made.addEventListener('message', ({ data }: MessageEvent<Places>) => {
      settled()?.resolve(data);
      next();
    });
    made.addEventListener('error', ({ message }) => { fail(new Error(message)); });
    made.addEventListener('messageerror', () => { fail(new Error('The answer of the layout could not be read.')); });
    return made;
  };

  return {
    async ask(purpose, question) {
      return await new Promise((resolve, reject) => {
        waiting.get(purpose)?.resolve(undefined);
        waiting.set(purpose, { question, resolve, reject });
        next();
      });
    },
  };
}
