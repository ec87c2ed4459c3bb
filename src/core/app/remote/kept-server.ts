import type { RemoteServer } from '../../domain/model/remote-server.ts';
import { present } from '../../domain/model/present.ts';
import { keptServer } from '../../domain/services/kept-servers.ts';
import { systemClock } from '../../platform/system-clock.ts';
import { createAdapters } from '../create-adapters.ts';
import { openData } from '../open-reader.ts';
import { openProgramLog } from '../program-log.ts';
import { sampleFolders } from '../product-files.ts';
import { take } from '../service-ports.ts';
import type { VaultPassword } from '../vault-password.ts';

export interface KeptServerAsked {
  readonly name: string;
  /** In the place of the one in the vault, which then stays closed. */
  readonly token?: string;
  /** Of the vault of this data directory. */
  readonly password?: VaultPassword;
}

/** A server that was kept in a data directory, whoever its host is. */
export async function openKeptServer(dataDirectory: string, { name, token, password }: KeptServerAsked): Promise<RemoteServer> {
  const { data, directory } = await openData(dataDirectory);
  const log = openProgramLog(directory.logs, systemClock);
  try {
    const ports = createAdapters({ data, directory, samples: sampleFolders, clock: systemClock, log, isReader: true, ...present({ vaultPassword: password }) });
    return await keptServer(await take(ports, ['config', 'vault']), name, token);
  } finally {
    await data.close();
  }
}
