import type { MessagePortMain, WebContents } from 'electron';
import { manyBytes } from '../core/domain/model/input-bytes.ts';
import { AppError } from '../core/domain/model/errors.ts';
import { localUser } from '../core/domain/model/caller.ts';
import { createPeerCalls, type PeerCalls } from '../server/calls/peer-calls.ts';
import type { Backend } from './opened-backend.ts';
import type { ElectronLike } from './electron-like.ts';
import { channels, createRefusals, type IpcDoor, toldPage } from './ipc-door.ts';

/** A file goes as base64 in one message. */
const longest = manyBytes.file * 2;

/** What is used of a port. */
export type Port = Pick<MessagePortMain, 'on' | 'postMessage' | 'start'>;

/** Answers calls that come through a port, on behalf of the person at this machine; its closing ends what they had open. */
export function servePort(port: Port, { router, log }: Pick<Backend, 'router' | 'log'>, closing: AbortSignal): PeerCalls {
  const refused = createRefusals(log);
  const send = async (message: string): Promise<void> => { port.postMessage(message); };
  const calls = createPeerCalls({ router, log, closing, longest })({ send }, localUser('desktop'));
  port.on('message', ({ data }) => {
    if (!calls.message(data)) refused(toldPage.port, new AppError('input_invalid', 'This is no call of our page.'));
  });
  port.on('close', () => { calls.close(); });
  port.start();
  return calls;
}

export interface PortDoorOptions {
  readonly contents: Pick<WebContents, 'on'>;
  readonly backend: Backend;
  readonly door: IpcDoor;
  /** The page was given its port. */
  readonly onGiven: () => void;
}

/**
 * Hands the page of one window a port to every operation; a page that is loaded anew takes the place of the page before.
 */
export function openPortDoor({ createChannel }: Pick<ElectronLike, 'createChannel'>, { contents, backend, door, onGiven }: PortDoorOptions): void {
  let shut = (): void => undefined;
  contents.on('destroyed', () => { shut(); });
  contents.on('render-process-gone', () => { shut(); });
  door.hear(channels.wantPort, (frame, given) => {
    if (given.length > 0) throw new AppError('input_invalid', 'A port is asked for without a word.');
    shut();
    const closing = new AbortController();
    const { port1, port2 } = createChannel();
    const calls = servePort(port1, backend, closing.signal);
    shut = () => {
      closing.abort();
      calls.close();
      port1.close();
      shut = () => undefined;
    };
    frame.postMessage(toldPage.port, null, [port2]);
    onGiven();
  });
}
