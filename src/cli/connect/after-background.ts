import { setTimeout as delay } from 'node:timers/promises';
import type { Host } from '../../core/app/app.ts';
import { readHostFile } from '../../core/app/host-file.ts';
import type { Session } from '../session.ts';

const betweenLooksMs = 100;
/** How long a process may hold the lock without saying who it is: opening, closing, or making the database. */
const longestSilenceMs = 10_000;

/**
 * The host that stays, once those that end by themselves have ended; nothing if another one stays already. A page on a
 * host that ends in a moment would be of no use.
 */
export async function openAfterBackground(session: Session, open: () => Promise<Host | undefined>): Promise<Host | undefined> {
  let silentSince = performance.now();
  for (let told: number | undefined; ; ) {
    const host = await open();
    if (host !== undefined) return host;
    const other = await readHostFile(session.flags.dataDirectory);
    if (other !== undefined && other.untilIdle !== true) return undefined;
    if (other !== undefined) {
      silentSince = performance.now();
      if (told !== other.pid) session.hint(`Waiting for the host in the background (pid ${other.pid}) to finish. Ctrl+C ends the waiting, not that host.`);
      told = other.pid;
    } else if (performance.now() - silentSince > longestSilenceMs) {
      return undefined;
    }
    await delay(betweenLooksMs, undefined, { signal: session.terminal.interrupted });
  }
}
