import { RPCHandler } from '@orpc/server/message-port';
import type { IpcMainEvent, MessagePortMain, WebContents, WebFrameMain } from 'electron';
import type { AppRouter } from '../core/app/app.ts';
import { type Caller, localUser } from '../core/domain/model/caller.ts';
import { ourErrors } from '../server/calls/operation-errors.ts';
import { isOurPage } from './app-scheme.ts';
import type { ElectronLike } from './electron-like.ts';

/** What the preload asks with, and what it is answered with. */
export const wantPort = 'aiwm:want-port';
export const givePort = 'aiwm:port';

type Context = Caller & Record<never, never>;
type Port = Parameters<RPCHandler<Context>['upgrade']>[0] & Pick<MessagePortMain, 'start'>;

/** Answers calls that come through a port, on behalf of the person at this machine; its closing ends what they had open. */
export function servePort(port: Port, router: AppRouter): void {
  const handler = new RPCHandler<Context>(router, { interceptors: [ourErrors()] });
  handler.upgrade(port, { context: localUser('desktop') });
  port.start();
}

export interface PortDoor {
  /** Contents whose page may ask; no other may. */
  readonly contents: Pick<WebContents, 'on'>;
  readonly router: AppRouter;
}

/**
 * Hands the page of one window a port to every operation. Only the top frame of that window, on our own page, is given
 * one; a page that is loaded anew takes the place of the page before.
 */
export function openPortDoor({ ipcMain, createChannel }: Pick<ElectronLike, 'ipcMain' | 'createChannel'>, { contents, router }: PortDoor): void {
  let open: MessagePortMain | undefined;
  const shut = (): void => {
    open?.close();
    open = undefined;
  };
  contents.on('destroyed', shut);
  contents.on('render-process-gone', shut);
  ipcMain.on(wantPort, (event) => {
    const frame = trustedFrame(event, contents);
    if (frame === undefined) return;
    shut();
    const { port1, port2 } = createChannel();
    open = port1;
    servePort(port1, router);
    frame.postMessage(givePort, null, [port2]);
  });
}

function trustedFrame({ sender, senderFrame }: IpcMainEvent, contents: PortDoor['contents']): WebFrameMain | undefined {
  if (sender !== contents || senderFrame === null || senderFrame.parent !== null) return undefined;
  return isOurPage(senderFrame.url) ? senderFrame : undefined;
}
