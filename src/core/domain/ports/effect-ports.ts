import type { Sha256 } from '../model/ids.ts';
import type { DocumentBuilderSet } from './document-builder.ts';
import type { FileConnector } from './file-connector.ts';
import type { FormatterSet } from './formatter.ts';
import type { ModelChoice } from './connector-registry-port.ts';
import type { LLMConnector } from './llm-connector.ts';

/** Everything an effect may touch. A run has no other way to the outside. */
export interface EffectPorts {
  /** Absolute paths, and relative ones below the data directory's own files. */
  readonly files: FileConnector;
  readonly formatters: FormatterSet;
  readonly documents: DocumentBuilderSet;
  /** The named connector, or the one chosen in settings, and who may stand in for it; `connector_unavailable` when there is none. */
  llm(connectorId: string | undefined, choice?: ModelChoice): Promise<LLMConnector>;
  /** Bytes a value names by address; `not_found` when they are kept no more. */
  readBlob(ref: { readonly sha256: Sha256 }): Promise<Uint8Array>;
}
