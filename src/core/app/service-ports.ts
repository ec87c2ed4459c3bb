import type { ConfigService } from '../config/config-service.ts';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { ArchivePort } from '../domain/ports/archive-port.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { CredentialVault } from '../domain/ports/credential-vault.ts';
import type { FileConnector, FileSandboxGuard } from '../domain/ports/file-connector.ts';
import type { FormatterSet } from '../domain/ports/formatter.ts';
import type { Ids } from '../domain/ports/ids.ts';
import type { LogBook } from '../domain/ports/log-book.ts';
import type { PassphraseSeal } from '../domain/ports/passphrase-seal.ts';
import type { RunExecutor } from '../domain/ports/run-executor.ts';
import type { RunKeys } from '../domain/ports/run-keys.ts';
import type { SandboxNotes } from '../domain/ports/sandbox-notes.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';
import type { RunLoader } from '../domain/runtime/executor/run-loader.ts';
import type { SandboxDirectories } from '../domain/services/sandbox-directories.ts';
import type { OutgoingClient } from '../http/outgoing-client.ts';
import type { DataDirectory } from '../storage/data-directory.ts';
import type { ConnectorRegistry } from './connector-registry.ts';
import type { DocumentProcesses } from './documents/document-processes.ts';
import type { ToolServerSet } from './tool-server-set.ts';
import type { Sandbox } from './create-sandbox.ts';

/** What services are made from. */
export interface ServicePorts extends AdapterPorts {
  readonly executor: RunExecutor;
  readonly loader: RunLoader;
  readonly keys: RunKeys;
  readonly catalogue: Catalogue;
  /** Of the host; 0 where nobody drives runs and only queries are answered. */
  readonly epoch: number;
}

/** The part of it that does not depend on whether this process drives runs. */
export interface AdapterPorts {
  readonly data: WorkflowDataPort;
  readonly directory: DataDirectory;
  readonly publisher: WorkflowEventPublisher;
  readonly config: ConfigService;
  readonly guard: FileSandboxGuard;
  readonly directories: SandboxDirectories;
  readonly sandboxNotes: SandboxNotes;
  readonly files: FileConnector;
  /** The files that settings allow which are not the active ones. */
  readonly filesUnder: Sandbox['filesUnder'];
  readonly filesAt: (path: string) => FileConnector;
  readonly formatters: FormatterSet;
  readonly documents: DocumentProcesses;
  readonly archives: ArchivePort;
  readonly logBook: LogBook;
  readonly registry: ConnectorRegistry;
  readonly outgoing: OutgoingClient;
  readonly toolServers: ToolServerSet;
  readonly vault: CredentialVault;
  readonly passphraseSeal: PassphraseSeal;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Where each of `Ports` comes from: it is loaded and made when it is first asked for, and kept. */
export type PortSource<Ports> = { readonly [P in keyof Ports]: () => Ports[P] | Promise<Ports[P]> };

/** The ports named, ready to use; the others stay unloaded. */
export async function take<Ports, P extends keyof Ports>(source: PortSource<Ports>, names: readonly P[]): Promise<Pick<Ports, P>> {
  const taken = await Promise.all(names.map(async (name) => [name, await source[name]()] as const));
  return Object.fromEntries(taken) as Pick<Ports, P>;
}

/** What `make` made at the first call, at every call. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
