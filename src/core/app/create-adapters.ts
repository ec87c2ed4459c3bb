import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { SettingsGiven } from '../domain/model/settings-layers.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';
import { createEventBus } from '../events/event-bus.ts';
import { systemRandom } from '../platform/system-random.ts';
import { createUuidIds } from '../platform/uuid-ids.ts';
import type { StartProgram } from '../processes/start-program.ts';
import type { DataDirectory } from '../storage/data-directory.ts';
import type { EffectScope } from './effect-scope.ts';
import { fileAdapters } from './file-adapters.ts';
import type { ProgramLog } from './program-log.ts';
import { createSettingsLock } from './settings-lock.ts';
import { fontFolders } from './font-folders.ts';
import { createToolServerSet } from './tool-server-set.ts';
import type { VaultPassword } from './vault-password.ts';
import { type AdapterPorts, once, type PortSource } from './service-ports.ts';

export interface AdapterOptions {
  readonly data: WorkflowDataPort;
  readonly directory: DataDirectory;
  /** Sample folders, which workflows may read. */
  readonly samples: () => readonly string[];
  readonly clock: Clock;
  readonly log: ProgramLog;
  /** @default one of its own */
  readonly publisher?: WorkflowEventPublisher;
  /** For whom connectors are asked. @default nobody known */
  readonly scope?: Pick<EffectScope, 'current'>;
  /** Flags and variables that bear on settings. @default the variables of this process */
  readonly given?: SettingsGiven;
  /** The master password this program was started with, taken at most once. */
  readonly vaultPassword?: VaultPassword;
  /** Whether nothing of the data may be written here. */
  readonly isReader?: boolean;
  /** How programs beside this one are started. @default Node, by its own file */
  readonly startProgram?: StartProgram;
}

/** Every adapter, each loaded when it is first taken: a query of one area does not pay for those of the others. */
export function createAdapters({ data, directory, samples, clock, log, publisher: told, scope, vaultPassword, startProgram, isReader = false, given = { environment: process.env } }: AdapterOptions): PortSource<AdapterPorts> {
  const { onFault } = log;
  const publisher = told ?? createEventBus({ onListenerError: (channel, error) => { onFault(error, { channel }); } });
  const config = once(async () => (await import('../config/config-service.ts')).createConfigService({ root: directory.config, store: data.settings, events: publisher, clock, exclusively: createSettingsLock(directory.config), given, onFault }));
  // Allowed directories are compared by their real paths, whatever links led to the data directory.
  const place = once(async () => ({ ...directory, files: await realpath(directory.files) }));
  const record = scope === undefined || isReader ? {} : { record: { audit: data.audit, publisher, scope, clock, log: log.log.child('effects') } };
  const ids = createUuidIds(clock, systemRandom);
  const vault = once(async () => {
    const made = (await import('./create-vault.ts')).createVault({ data, directory, isReader, clock, ids, publisher, config: await config(), ...(vaultPassword === undefined ? {} : { password: vaultPassword }) });
    log.redactWith(made);
    return scope === undefined || isReader ? made : (await import('./recorded-vault.ts')).recordedVault(made, { audit: data.audit, publisher, scope, clock, profile: async () => (await config()).activeProfile(), log: log.log.child('vault') });
  });
  const outgoing = once(async () => {
    const { createOutgoingClient } = await import('../http/outgoing-client.ts');
    const settings = await config();
    return createOutgoingClient({ allowedPrivateHosts: async () => (await settings.get('network')).value.allowedPrivateHosts });
  });
  const fetch: typeof globalThis.fetch = async (input, init) => (await outgoing()).fetch(input, init);
  const toolServers = createToolServerSet({ config, fetch, vault, root: directory.root, log: log.log.child('connectors') });
  return {
    data: () => data,
    directory: place,
    publisher: () => publisher,
    config,
    ...fileAdapters({ config, place, samples, ...record }),
    formatters: once(async () => (await import('../files/formatters/formatters.ts')).createFormatterSet()),
    documents: once(async () => (await import('./documents/document-processes.ts')).openDocumentProcesses({ fontFolders: fontFolders(directory.root, given.environment ?? {}), startProgram })),
    logBook: () => log.book,
    archives: once(async () => new (await import('../archives/zip-archive.ts')).ZipArchive()),
    registry: once(async () => {
      const [{ createConnectorRegistry }, { llmConnectors }, { ConnectorNotebook }] = await Promise.all([import('./connector-registry.ts'), import('../llm/llm-connectors.ts'), import('../llm/connector-notes.ts')]);
      const parts = { clock, calls: { log: log.log.child('connectors'), clock, whose: () => scope?.current() }, readScript: (address: string) => data.blobs.read(address) };
      return createConnectorRegistry({ config: await config(), vault, notes: new ConnectorNotebook(join(directory.config, 'connectors-seen.json')), llm: llmConnectors, parts, fetch, others: [storageInUse] });
    }),
    outgoing,
    toolServers: () => toolServers,
    vault,
    passphraseSeal: once(async () => {
      const [{ createPassphraseSeal }, { argon2Kdf }] = await Promise.all([import('../vault/passphrase-seal.ts'), import('../vault/password-kdf.ts')]);
      return createPassphraseSeal({ kdf: argon2Kdf, random: systemRandom });
    }),
    clock: () => clock,
    ids: () => ids,
  };
}

const storageInUse = { id: 'local-sqlite', category: 'storage', title: 'SQLite', description: 'Keeps everything in the data directory.' } as const;
