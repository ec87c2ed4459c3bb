import { createORPCClient, DynamicLink } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { ErrorWire } from '../../core/domain/model/errors.ts';
import type { Contract } from '../../core/domain/operations/areas.ts';
import { hearProgram } from '../state/handed-over.ts';
import { answerOnce } from './answer-once.ts';
import { followed } from './call-facts.ts';
import { keepSocket } from './host-socket.ts';
import { keptToken, openSession } from './session.ts';
import { lendSession } from './shared-session.ts';

/** Every operation as a typed method, whichever door it goes through. */
export type Client = ContractRouterClient<Contract>;

/** What only the desktop's window does. */
interface DesktopWindow {
  readonly kind: 'desktop';
  /** Puts a text on the clipboard. */
  readonly copy: (text: string) => Promise<{ readonly failure?: ErrorWire }>;
  /** Which server is worked on; none is this computer. */
  readonly server: () => Promise<{ readonly failure?: ErrorWire; readonly server?: { readonly name: string; readonly url: string } }>;
  /** Works on another from now on, null for this computer; the page is loaded anew. */
  readonly chooseServer: (name: string | null) => Promise<{ readonly failure?: ErrorWire }>;
}

declare global {
  interface Window {
    /** Set by the desktop's preload; absent in a browser. */
    readonly aiwm?: DesktopWindow;
  }
}

export interface ConnectOptions {
  /** Called when the host no longer knows this tab's token. */
  readonly onSignedOut: () => void;
}

/**
 * A client over the desktop's port, or over HTTP and one socket to this page's own origin; `undefined` if this tab has no session.
 * Throws where it has none and no host answers: a page that the browser kept opens all the same.
 */
export async function connect(options: ConnectOptions): Promise<Client | undefined> {
  if (window.aiwm?.kind === 'desktop') {
    hearProgram();
    const port = await takePort();
    const client = createORPCClient<Client>(new PortLink({ port }));
    port.start();
    return client;
  }
  const token = await openSession();
  if (token !== undefined) {
    void lendSession(keptToken);
    return connectToHost(token, options);
  }
  await reachHost();
  return undefined;
}

/** Throws where no host answers; what it says does not matter. */
export async function reachHost(): Promise<void> {
  await fetch('/session/mine');
}

/** Streams that are followed share a socket; everything else is a request. */
function connectToHost(token: string, { onSignedOut }: ConnectOptions): Client {
  const authorization = `Bearer ${token}`;
  const requests = answerOnce(
    new FetchLink({
      url: `${location.origin}/rpc`,
      headers: { authorization },
      async fetch(request, init) {
        const response = await globalThis.fetch(request, init);
        if (response.status === 401) onSignedOut();
        return response;
      },
    }),
  );
  const streams = keepSocket({
    open: () => new WebSocket(`${location.origin.replace(/^http/u, 'ws')}/rpc`, ['aiwm', `token.${token}`]),
    isKnown: async () => (await fetch('/session/mine', { headers: { authorization } })).status !== 401,
    onSignedOut,
  });
  // What is followed shares the window's socket; all else, downloads too, is a request.
  return createORPCClient<Client>(new DynamicLink((_options, path) => (followed.has(path.join('.')) ? streams : requests)));
}

/** The preload answers with one end of a channel to the main process. */
function takePort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listening = new AbortController();
    window.addEventListener(
      'message',
      (event: MessageEvent<unknown>) => {
        const [port] = event.ports;
        if (event.source !== window || event.data !== 'aiwm:port' || port === undefined) return;
        listening.abort();
        resolve(port);
      },
      { signal: listening.signal },
    );
    window.postMessage('aiwm:want-port', location.origin);
  });
}
