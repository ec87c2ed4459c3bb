import { Agent, type RequestOptions, request } from 'node:http';
import { request as requestOverTls } from 'node:https';

export interface RawAnswer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly text: string;
}

export interface RawRequest {
  readonly path: string;
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string | Buffer;
  /** Sent in pieces, without a length. */
  readonly isChunked?: boolean;
  /** Whom to trust, of a server that speaks TLS, and by which name it is asked. */
  readonly tls?: { readonly ca: string; readonly servername: string };
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** A request as a program may send it: any path, any header, nothing added but what HTTP needs. */
export function rawRequest(address: string, { path, method = 'GET', headers = {}, body, isChunked = false, tls }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(address);
  const length = body === undefined || isChunked ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const options: RequestOptions = { hostname: hostname.replaceAll(/[[\]]/gu, ''), port, path, method, headers: { ...length, ...headers } };
    const outgoing = (tls === undefined ? request({ ...options, agent }) : requestOverTls({ ...options, ...tls, agent: false })).on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => { chunks.push(chunk); });
      response.on('end', () => { resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }); });
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
