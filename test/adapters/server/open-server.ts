import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Host } from '../../../src/core/app/app.ts';
import { openHost } from '../../../src/core/app/open-host.ts';
import { type HttpServer, type HttpServerOptions, startHttpServer } from '../../../src/server/http-server.ts';

export interface OpenServer extends HttpServer {
  readonly host: Host;
  readonly dataDirectory: string;
}

/** A server over a host on an empty data directory of its own; `close` ends both and removes the directory. */
export async function openServer(options: HttpServerOptions = { port: 0 }): Promise<OpenServer> {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'aiwm-server-'));
  const host = await openHost({ dataDirectory, samples: [] });
  if (host === undefined) throw new Error(`"${dataDirectory}" has a host already`);
  const server = await startHttpServer(host, options);
  return {
    ...server,
    host,
    dataDirectory,
    async close() {
      await server.close();
      await host.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
