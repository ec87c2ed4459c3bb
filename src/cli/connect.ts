import { setTimeout as delay } from 'node:timers/promises';
import { readHostFile } from '../core/app/host-file.ts';
import type { VaultPassword } from '../core/app/vault-password.ts';
import { AppError } from '../core/domain/model/errors.ts';
import type { SettingsGiven } from '../core/domain/model/settings-layers.ts';
import type { OperationKind } from '../core/domain/operations/define-operation.ts';
import type { Connection, OwnClient } from './connect/connection.ts';
import { demandSameSettings, hasOwnSettings } from './connect/demand-same-settings.ts';
import { addressOf } from './connect/host-address.ts';

export interface ConnectOptions {
  readonly dataDirectory: string;
  /** A query is content with reading; commands and streams need a host. */
  readonly kind: OperationKind;
  readonly correlationId?: string;
  /** The master password for a vault this process opens itself. */
  readonly vaultPassword?: VaultPassword;
  /** Flags and variables that bear on settings. */
  readonly settings?: SettingsGiven;
  readonly signal: AbortSignal;
}

/** How long a host may take between its lock and its address, which is when it recovers runs. */
const longestOpeningMs = 30_000;
const betweenLooksMs = 50;
const longestAnswerMs = 10_000;

/** The host of the data directory if there is one; else this process becomes it, or merely reads for a query. */
export async function connect({ dataDirectory, kind, correlationId, vaultPassword, settings = {}, signal }: ConnectOptions): Promise<Connection> {
  let deadline: number | undefined;
  for (;;) {
    const client = await connectToRunningHost(dataDirectory, correlationId);
    const isOwn = hasOwnSettings(settings);
    if (client !== undefined && isOwn && kind !== 'query') await demandSameSettings(client, settings);
    // What is only read may be read under settings of one's own beside the host.
    if (client !== undefined && !(isOwn && kind === 'query')) return client;
    const { becomeHost, openDirectly } = await import('./connect/own-host.ts');
    if (kind === 'query') return openDirectly(dataDirectory, { correlationId, vaultPassword, settings });
    const own = await becomeHost(dataDirectory, { correlationId, vaultPassword, settings });
    if (own !== undefined) return own;
    // Asked for no sooner than here: its module takes longer to load than a query.
    deadline ??= performance.now() + longestOpeningMs;
    if (performance.now() > deadline) throw await silentHost(dataDirectory);
    await delay(betweenLooksMs, undefined, { signal });
  }
}

/** A client of the host that answers, if one does. `host.json` alone proves nothing: its process may be another one by now. */
export async function connectToRunningHost(dataDirectory: string, correlationId?: string, as?: OwnClient): Promise<Connection | undefined> {
  const address = addressOf(await readHostFile(dataDirectory));
  if (address === undefined) return undefined;
  const { connectToHost } = await import('./connect/remote-connection.ts');
  const client = connectToHost(address, correlationId, as);
  try {
    await client.call('system.info', {}, AbortSignal.timeout(longestAnswerMs));
    return client;
  } catch (error) {
    if (error instanceof AppError) throw error;
    return undefined;
  }
}

async function silentHost(dataDirectory: string): Promise<AppError> {
  const host = await readHostFile(dataDirectory);
  const who = host === undefined ? 'Another process' : `Process ${host.pid}`;
  return new AppError('conflict', `${who} is the host of "${dataDirectory}" and does not answer.`, {
    next: 'End that process, or work on another data directory with --data-dir.',
    data: { directory: dataDirectory, ...(host === undefined ? {} : { pid: host.pid }) },
  });
}
