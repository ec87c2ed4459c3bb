import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useClient } from '../../client/ClientProvider.tsx';
import { outlastingHost } from '../../client/load-part.ts';
import { type FeedState, RunFeed } from './run-feed.ts';

/** The journal of a run as it grows. A component that follows another run is another component: give it the run's id as its key. */
export function useRunFeed(runId: string): { readonly feed: RunFeed; readonly state: FeedState; readonly retry: () => void } {
  const client = useClient();
  const running = useRef<AbortController>(undefined);
  const feed = useMemo(() => new RunFeed({
    timeline: (page, signal) => outlastingHost(() => client.runs.timeline({ id: runId, ...page }, { signal }))(),
    rows: async (page) => (await client.runs.events({ id: runId, ...page })).items,
    watch: (after, signal) => client.runs.watch({ id: runId, after }, { signal }),
  }), [client, runId]);
  useEffect(() => {
    const stopped = new AbortController();
    running.current = stopped;
    void feed.follow(stopped.signal);
    return () => {
      stopped.abort();
    };
  }, [feed]);
  const state = useSyncExternalStore(feed.subscribe, feed.get);
  const retry = useCallback(() => {
    if (running.current !== undefined) void feed.follow(running.current.signal);
  }, [feed]);
  return { feed, state, retry };
}
