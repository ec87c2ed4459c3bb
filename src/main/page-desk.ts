import type { WebContents } from 'electron';
import { isOurPage } from './app-scheme.ts';
import type { ElectronLike } from './electron-like.ts';
import type { HandedOver } from './hand-over.ts';
import { toldPage } from './ipc-door.ts';
import { readOfferedFile } from './offered-file.ts';
import { sentences } from './sentences.ts';
import { programWords } from './words.ts';

/** Tells the page what was handed over, once it is there; until then it is kept. */
export interface PageDesk {
  take(handed: readonly HandedOver[]): void;
  /** A page asked for its port: it hears from now on. */
  pageIsThere(): void;
  /** It is gone, and hears nothing until it is loaded anew. */
  pageIsGone(): void;
}

export function createPageDesk({ dialog }: Pick<ElectronLike, 'dialog'>, contents: Pick<WebContents, 'send' | 'getURL'>): PageDesk {
  let waiting: readonly HandedOver[] = [];
  let isThere = false;
  const show = async (handed: HandedOver): Promise<void> => {
    if ('place' in handed) {
      tell(toldPage.go, handed.place);
      return;
    }
    try {
      tell(toldPage.offer, await readOfferedFile(handed.file));
    } catch (error) {
      dialog.showErrorBox(programWords.fileFailed, sentences(error));
    }
  };
  const tell = (channel: string, message: unknown): void => {
    if (isOurPage(contents.getURL())) contents.send(channel, message);
  };
  const tellAll = async (): Promise<void> => {
    const [next, ...rest] = waiting;
    if (!isThere || next === undefined) return;
    waiting = rest;
    await show(next);
    await tellAll();
  };
  return {
    take(handed) {
      waiting = [...waiting, ...handed];
      void tellAll();
    },
    pageIsThere() {
      isThere = true;
      void tellAll();
    },
    pageIsGone() { isThere = false; },
  };
}
