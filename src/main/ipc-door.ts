import type { IpcMainEvent, IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';
import { AppError, type ErrorWire } from '../core/domain/model/errors.ts';
import { isOurPage } from './app-scheme.ts';
import type { Backend } from './opened-backend.ts';
import type { ElectronLike } from './electron-like.ts';

/** What the preload may send, each by a function of its own; nothing else is heard. */
export const channels = { wantPort: 'aiwm:want-port', copy: 'aiwm:copy', server: 'aiwm:server', chooseServer: 'aiwm:choose-server' } as const;

/** What the preload is told, and tells its page. */
export const toldPage = { port: 'aiwm:port', go: 'aiwm:go', offer: 'aiwm:offer' } as const;

/** The answer to what is asked with `invoke`: a failure is said, as Electron carries nothing of an error but its sentence. */
export type IpcAnswer = { readonly failure?: ErrorWire; readonly [told: string]: unknown };

export interface IpcDoorOptions {
  /** Contents whose page may ask; no other may. */
  readonly contents: Pick<WebContents, 'on'>;
  readonly log: Backend['log'];
}

export interface IpcDoor {
  readonly log: Backend['log'];
  /** Hears a message that is not answered; what is refused is noted. */
  hear(channel: string, act: (frame: WebFrameMain, given: readonly unknown[]) => void): void;
  /** Answers a message with what is told, or why not. */
  answer(channel: string, act: (given: readonly unknown[]) => Promise<{ readonly [told: string]: unknown }>): void;
}

/** The one way in from a page beside its port: only the top frame of our window, on our own page, is heard. */
export function createIpcDoor({ ipcMain }: Pick<ElectronLike, 'ipcMain'>, { contents, log }: IpcDoorOptions): IpcDoor {
  const refused = createRefusals(log);
  return {
    log,
    hear(channel, act) {
      ipcMain.on(channel, (event, ...given) => {
        try {
          act(demandTrusted(channel, event, contents), given);
        } catch (error) {
          refused(channel, error);
        }
      });
    },
    answer(channel, act) {
      ipcMain.handle(channel, async (event, ...given): Promise<IpcAnswer> => {
        try {
          demandTrusted(channel, event, contents);
          return await act(given);
        } catch (error) {
          return { failure: refused(channel, error) };
        }
      });
    },
  };
}

function demandTrusted(channel: string, event: IpcMainEvent | IpcMainInvokeEvent, contents: IpcDoorOptions['contents']): WebFrameMain {
  const frame = event.sender === contents ? event.senderFrame : null;
  if (frame !== null && frame.parent === null && isOurPage(frame.url)) return frame;
  throw new AppError('access_denied', `"${channel}" is not answered here: something else than the page of this window asked.`, { next: 'Use the window of the program.' });
}

/** Notes what was refused: the first time, then at every power of ten, so that whoever floods it fills no disk. */
export function createRefusals(log: Backend['log']): (channel: string, error: unknown) => ErrorWire {
  const counts = new Map<string, number>();
  return (channel, error) => {
    const failure = error instanceof AppError ? error : new AppError('unexpected', `"${channel}" could not be done.`, { next: 'Try again; the log says more.', cause: error });
    const count = (counts.get(channel) ?? 0) + 1;
    counts.set(channel, count);
    if (Number.isInteger(Math.log10(count))) log.warn('A message of a page was refused', { channel, code: failure.code, reason: error instanceof Error ? error.message : String(error), times: count });
    return failure.toWire();
  };
}
