import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../domain/model/errors.ts';
import { openHostLock } from '../storage/host-lock.ts';
import { makeDirectories } from '../storage/make-directories.ts';

const longestWaitMs = 10_000;
const betweenTriesMs = 15;

/** Runs work while no other process, and nothing else in this one, writes settings in `directory`, which it makes. */
export function createSettingsLock(directory: string): <T>(work: () => Promise<T>) => Promise<T> {
  let turn: Promise<unknown> = Promise.resolve();
  const locked = async <T>(work: () => Promise<T>): Promise<T> => {
    await makeDirectories(directory);
    const lock = await untilFree(directory);
    try {
      return await work();
    } finally {
      lock.release();
    }
  };
  return (work) => {
    const answer = turn.then(() => locked(work));
    turn = answer.catch(() => undefined);
    return answer;
  };
}

async function untilFree(directory: string) {
  for (const until = performance.now() + longestWaitMs; performance.now() < until; await delay(betweenTriesMs)) {
    const lock = await openHostLock(directory, 'settings.lock.db');
    if (lock !== undefined) return lock;
  }
  throw new AppError('conflict', `Another process keeps writing the settings in "${directory}".`, { next: 'End that process, or try again in a moment.', data: { directory } });
}
