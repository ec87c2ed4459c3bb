import { setTimeout as delay } from 'node:timers/promises';
import { openKeptServer } from '../core/app/remote/kept-server.ts';
import { readHostFile } from '../core/app/host-file.ts';
import { openHost } from '../core/app/open-host.ts';
import { takeVaultPassword } from '../core/app/vault-password.ts';
import { AppError } from '../core/domain/model/errors.ts';
import { loadContract } from '../core/domain/operations/areas.ts';
import { startHttpServer } from '../server/http-server.ts';
import type { Backend, BackendOptions } from './opened-backend.ts';
import { createRemoteRouter } from './remote-router.ts';
import { openSafeBackend } from './safe-backend.ts';
import { standardErrors } from './standard-errors.ts';

/** How long another host may take between its lock and its address, which is when it recovers runs. */
const longestOpeningMs = 30_000;
const betweenLooksMs = 100;

/** Becomes the host of the data directory, open to the command line too; where another process is the host, its client. */
export async function openBackend(dataDirectory: string, { isSafe = false, ...options }: BackendOptions = {}): Promise<Backend> {
  if (isSafe) return openSafeBackend(dataDirectory);
  const deadline = performance.now() + longestOpeningMs;
  for (;;) {
    const backend = (await becomeHost(dataDirectory, options)) ?? (await becomeClient(dataDirectory));
    if (backend !== undefined) return backend;
    if (performance.now() > deadline) throw await silentHost(dataDirectory);
    await delay(betweenLooksMs);
  }
}

async function becomeHost(dataDirectory: string, options: BackendOptions): Promise<Backend | undefined> {
  const host = await openHost({ dataDirectory, ...options, vaultPassword: takeVaultPassword({ environment: process.env }) });
  if (host === undefined) return undefined;
  try {
    const server = await startHttpServer(host, { port: 0 });
    return {
      role: 'host',
      router: host.app.router,
      log: host.app.log.child('desktop'),
      keptServer: async (name) => host.app.keptServer(name),
      async close() {
        await server.close();
        await host.close();
      },
    };
  } catch (error) {
    await host.close();
    throw error;
  }
}

async function becomeClient(dataDirectory: string): Promise<Backend | undefined> {
  const other = await readHostFile(dataDirectory);
  if (other?.address === undefined || other.token === undefined) return undefined;
  const router = createRemoteRouter(await loadContract(), { address: other.address, token: other.token });
  return { role: 'client', router, log: standardErrors, keptServer: async (name) => openKeptServer(dataDirectory, { name }), close: () => Promise.resolve() };
}

async function silentHost(dataDirectory: string): Promise<AppError> {
  const host = await readHostFile(dataDirectory);
  return new AppError('conflict', `${host === undefined ? 'Another process' : `Process ${host.pid}`} holds the data directory "${dataDirectory}" and does not listen.`, {
    next: 'End that process, or choose another data directory with AIWM_HOME.',
    data: { directory: dataDirectory },
  });
}
