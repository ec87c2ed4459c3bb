import { setTimeout as delay } from 'node:timers/promises';
import type { App, Host } from '../../core/app/app.ts';
import type { VaultPassword } from '../../core/app/vault-password.ts';
import { localUser } from '../../core/domain/model/caller.ts';
import { present } from '../../core/domain/model/present.ts';
import type { SettingsGiven } from '../../core/domain/model/settings-layers.ts';
import { errorFromWire } from '../../core/domain/model/error-wire.ts';
import type { HttpServer } from '../../server/http-server.ts';
import type { Call, Connection } from './connection.ts';

interface OwnOptions {
  readonly correlationId?: string | undefined;
  readonly vaultPassword?: VaultPassword | undefined;
  readonly settings?: SettingsGiven | undefined;
}

/** Becomes the host of a data directory, clients included; nothing if another process is it. */
export async function becomeHost(dataDirectory: string, { correlationId, vaultPassword, settings }: OwnOptions = {}): Promise<Connection | undefined> {
  const { openHost } = await import('../../core/app/open-host.ts');
  const host = await openHost({ dataDirectory, untilIdle: true, ...present({ vaultPassword, settings }) });
  if (host === undefined) return undefined;
  let server: HttpServer;
  try {
    server = await listen(host);
  } catch (error) {
    await host.close();
    throw error;
  }
  return {
    role: 'host',
    call: callIn(host.app, correlationId),
    async settled(signal) {
      await host.app.idle(signal);
      await lastWords(host.app, signal);
    },
    async close() {
      await server.close();
      await host.close();
    },
  };
}

/** Answers queries where nobody is the host. */
export async function openDirectly(dataDirectory: string, { correlationId, vaultPassword, settings }: OwnOptions = {}): Promise<Connection> {
  const { openReader } = await import('../../core/app/open-reader.ts');
  const reader = await openReader({ dataDirectory, ...present({ vaultPassword, settings }) });
  return { role: 'reader', call: callIn(reader, correlationId), settled: () => Promise.resolve(), close: () => reader.close() };
}

const lastWordsMs = 1000;
const farewellMs = 250;
const betweenLooksMs = 25;

/** Clients that watched hear how their runs ended, and may ask what came of them, before the host is gone. */
async function lastWords(app: Pick<App, 'openStreams'>, signal: AbortSignal): Promise<void> {
  if (app.openStreams === 0) return;
  const until = performance.now() + lastWordsMs;
  while (app.openStreams > 0 && performance.now() < until) await delay(betweenLooksMs, undefined, { signal });
  await delay(farewellMs, undefined, { signal });
}

async function listen(host: Host): Promise<HttpServer> {
  const { startHttpServer } = await import('../../server/http-server.ts');
  return startHttpServer(host, { port: 0 });
}

function callIn(app: Pick<App, 'call'>, correlationId: string | undefined): Call {
  const caller = { ...localUser('cli'), ...(correlationId === undefined ? {} : { correlationId }) };
  return async (operation, input, signal) => {
    try {
      return await app.call(operation, input, { caller, ...(signal === undefined ? {} : { signal }) });
    } catch (error) {
      throw errorFromWire(error);
    }
  };
}
