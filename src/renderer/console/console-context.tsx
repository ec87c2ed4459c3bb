import { createContext, useContext, useSyncExternalStore } from 'react';
import type { RunView } from '../../core/domain/operations/runs.ts';
import type { FeedState, RunFeed } from './feed/run-feed.ts';
import type { Position, PositionStore } from './position/position-store.ts';

/** One open run, as every part of its screen sees it. */
export interface Console {
  readonly run: RunView;
  readonly feed: RunFeed;
  readonly position: PositionStore;
  readonly nameOf: (nodeId: string) => string;
}

export const ConsoleContext = createContext<Console | undefined>(undefined);

/** The open run; only below its screen. */
export function useConsole(): Console {
  const found = useContext(ConsoleContext);
  if (found === undefined) throw new Error('A part of a run is drawn outside its screen.');
  return found;
}

/** How the journal stands; the component is drawn anew whenever rows come, or what they carry. */
export function useFeedState(): FeedState {
  const { feed } = useConsole();
  return useSyncExternalStore(feed.subscribe, feed.get);
}

/** Where the reader stands; the component is drawn anew when that changes. */
export function usePosition(): Position {
  const { position } = useConsole();
  return useSyncExternalStore(position.subscribe, position.get);
}

/** The row up to which everything is shown. */
export function useShownRow(): number {
  const { length } = useFeedState();
  return Math.min(usePosition().at ?? length, length);
}
