import { startKeeper } from '../editors/trusted.ts';
import { connection } from '../state/connection.ts';
import { pauseFor } from '../state/pause-for.ts';

/** The first screen has had its turn by then: files that are kept come over the same few connections. */
const pause = 3000;

/**
 * Has a browser keep the files of the page, so that it opens while the host is away. Whenever the host is back, it is looked
 * whether it has another build; `onNewBuild` hears of one that is there and is not this page's. The desktop has its files with it.
 */
export async function keepPage(onNewBuild: () => void): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || window.aiwm?.kind === 'desktop') return;
  navigator.serviceWorker.addEventListener('message', ({ data: { build } }: MessageEvent<{ build: string }>) => {
    if (build !== document.documentElement.dataset['build']) onNewBuild();
  });
  const { signal } = new AbortController();
  await pauseFor(pause, signal);
  let wasLive = false;
  const look = (): void => {
    const isLive = connection.get().state === 'live';
    if (isLive && !wasLive) void keepFiles();
    wasLive = isLive;
  };
  look();
  connection.subscribe(look);
}

/** Begins to keep the files, where that has not been done or its host went away meanwhile; else looks for those of a new build. */
async function keepFiles(): Promise<void> {
  try {
    const keeper = await startKeeper('./service-worker.js');
    await keeper.update();
  } catch {
    // Private windows and hosts that go away meanwhile: the page works as well without, as long as its host is there.
  }
}
