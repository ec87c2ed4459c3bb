import { type FSWatcher, watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

export interface FileWatch {
  /** Never at the same time as itself. */
  readonly onChange: () => Promise<void>;
  readonly onFault: (error: unknown, facts?: { readonly [name: string]: string }) => void;
}

/** An editor may write a file in several steps; whoever reads between them finds half of it. */
const settleMs = 100;

/**
 * Calls `onChange` when something in the directory of the settings changed, until the returned function is called. Where
 * the system cannot watch, changes are still found by whoever next asks for a setting.
 */
export async function watchFiles(root: string, { onChange, onFault }: FileWatch): Promise<() => void> {
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(onChange).catch((error: unknown) => { onFault(error, { area: 'settings' }); });
    }, settleMs);
    timer.unref();
  };
  const watchers: FSWatcher[] = [];
  for (const directory of [root, path.join(root, 'profiles')]) {
    try {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const watcher = watch(directory, { persistent: false }, changed);
      watcher.on('error', (error) => { onFault(error, { area: 'settings' }); });
      watchers.push(watcher);
    } catch (error) {
      onFault(error, { area: 'settings' });
    }
  }
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
