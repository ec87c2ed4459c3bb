import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';

export interface HeardRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  /** Ends when the connection of the request is gone, or the answer was sent. */
  readonly ended: Promise<'closed by the client' | 'answered'>;
}

export type Answering = (request: HeardRequest, response: ServerResponse) => Promise<void>;

/** A server on this machine that tests let speak as a vendor does. */
export class WireServer {
  readonly requests: HeardRequest[] = [];
  readonly #answer: Answering;
  readonly #server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const text = Buffer.concat(parts).toString();
      const ended = new Promise<'closed by the client' | 'answered'>((resolve) => {
        response.on('close', () => { resolve(response.writableFinished ? 'answered' : 'closed by the client'); });
      });
      const heard: HeardRequest = { path: request.url ?? '', headers: request.headers, body: text === '' ? undefined : JSON.parse(text), ended };
      this.requests.push(heard);
      await this.#answer(heard, response);
    })();
  });

  constructor(answer: Answering) {
    this.#answer = answer;
  }

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  get last(): HeardRequest {
    const last = this.requests.at(-1);
    if (last === undefined) throw new Error('Nothing was asked.');
    return last;
  }
}

/** Writes events one at a time, or their bytes in parts of a size, each as a chunk of its own. */
export async function writeEvents(response: ServerResponse, events: readonly string[], bytesPerPart?: number): Promise<void> {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  const bytes = bytesPerPart === undefined ? undefined : Buffer.from(events.join(''));
  const parts = bytes === undefined ? events : Array.from({ length: Math.ceil(bytes.length / (bytesPerPart ?? 1)) }, (_, at) => bytes.subarray(at * (bytesPerPart ?? 1), (at + 1) * (bytesPerPart ?? 1)));
  for (const part of parts) {
    response.write(part);
    await setImmediate();
  }
}

export function answerJson(response: ServerResponse, value: unknown, { status = 200, headers = {} }: { readonly status?: number; readonly headers?: { readonly [name: string]: string } | undefined } = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}
