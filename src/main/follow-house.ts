import { setTimeout as delay } from 'node:timers/promises';
import { createRouterClient } from '@orpc/server';
import type { AppClient } from '../core/app/app.ts';
import { localUser } from '../core/domain/model/caller.ts';
import type { Notice } from '../core/domain/operations/notifications.ts';
import type { Overview } from '../core/domain/operations/overview.ts';
import { settingsSchemas } from '../core/domain/model/settings.ts';
import type { Backend } from './opened-backend.ts';

export type Theme = (typeof settingsSchemas)['appearance']['_output']['theme'];

/** Who hears what happens in the house, whether or not a window shows it. */
export interface HouseListener {
  onOverview(overview: Overview): void;
  /** What needs somebody since it was last told; nothing of what stood there at the start. */
  onNews(news: readonly Notice[]): void;
  onTheme(theme: Theme): void;
}

const betweenTriesMs = 1000;

/** Follows how everything stands until it is aborted; a stream that breaks is opened again. */
export function followHouse({ router, log }: Pick<Backend, 'router' | 'log'>, listener: HouseListener, signal: AbortSignal): void {
  const client: AppClient = createRouterClient(router, { context: localUser('desktop') });
  const keep = (name: string, follow: () => Promise<void>): void => { void keepFollowing(follow, (reason) => { log.warn('What is followed broke off', { name, reason }); }, signal); };
  keep('overview', async () => {
    for await (const overview of await client.overview.watch({}, { signal })) listener.onOverview(overview);
  });
  let known: ReadonlySet<string> | undefined;
  keep('notifications', async () => {
    for await (const { items } of await client.notifications.watch({}, { signal })) {
      const seen = known;
      known = new Set(items.map(({ id }) => id));
      const news = seen === undefined ? [] : items.filter(({ id, isAcknowledged }) => !isAcknowledged && !seen.has(id));
      if (news.length > 0) listener.onNews(news);
    }
  });
  keep('settings', async () => {
    for await (const _change of await client.settings.watch({}, { signal })) {
      const { value } = await client.settings.get({ section: 'appearance' });
      listener.onTheme(settingsSchemas.appearance.parse(value).theme);
    }
  });
}

async function keepFollowing(follow: () => Promise<void>, onBreak: (reason: string) => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await follow();
    } catch (error) {
      if (!signal.aborted) onBreak(error instanceof Error ? error.message : String(error));
    }
    await delay(betweenTriesMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
