import type { ElectronLike, ShellWindow } from './electron-like.ts';
import { programWords } from './words.ts';

/** Whether closing the window would break off what runs. */
export interface Background {
  isBusy: boolean;
}

/** While runs go on here, closing the window only hides it, and the system says so once; quitting quits. */
export function stayInBackground({ app, createNotification }: Pick<ElectronLike, 'app' | 'createNotification'>, window: ShellWindow, isHost: boolean): Background {
  const background: Background = { isBusy: false };
  let isQuitting = false;
  let wasTold = false;
  app.on('before-quit', () => { isQuitting = true; });
  window.on('close', (event) => {
    if (isQuitting || !isHost || !background.isBusy) return;
    event.preventDefault();
    window.hide();
    if (!wasTold) createNotification(programWords.goesOn)?.show();
    wasTold = true;
  });
  return background;
}
