import type { Sha256 } from '../model/ids.ts';
import type { DocumentBuilderSet } from './document-builder.ts';
import type { FileConnector } from './file-connector.ts';
import type { FormatterSet } from './formatter.ts';
import type { ModelChoice } from './connector-registry-port.ts';
import type { CredentialRef } from './credential-vault.ts';
import type { HttpPort } from './http-port.ts';
import type { LLMConnector } from './llm-connector.ts';
import type { RunDocuments } from './run-documents.ts';
import type { ToolServerPort } from './tool-server-port.ts';

/** Everything an effect may touch. A run has no other way to the outside. */
export interface EffectPorts {
  /** Absolute paths, and relative ones below the data directory's own files. */
  readonly files: FileConnector;
  readonly formatters: FormatterSet;
  readonly documents: DocumentBuilderSet;
  /** Documents of the registry; absent where there is none. */
  readonly registered?: RunDocuments;
  /** The named connector, or the one chosen in settings, and who may stand in for it; `connector_unavailable` when there is none. */
  llm(connectorId: string | undefined, choice?: ModelChoice): Promise<LLMConnector>;
  readonly http: HttpPort;
  /** Servers of tools that the settings grant; absent where there are none. */
  readonly tools?: ToolServerPort;
  /** Lends a key of the vault to a request to this address: `host_denied` where the settings do not let the key go there. */
  secret<Answer>(ref: CredentialRef, url: string, work: (secret: string) => Promise<Answer>): Promise<Answer>;
  /** The same for runs of one profile: files, models, hosts and keys as it has them. Without it every run has those of the active settings. */
  under?(profile: string): EffectPorts;
  /** Bytes a value names by address; `not_found` when they are kept no more. */
  readBlob(ref: { readonly sha256: Sha256 }): Promise<Uint8Array>;
}
