import type { LLMConnector } from './llm-connector.ts';

export type ConnectorCategory = 'llm' | 'storage' | 'files' | 'documents';

/** What a list of connectors shows of one, without loading it. */
export interface ConnectorInfo {
  readonly id: string;
  readonly category: ConnectorCategory;
  readonly title: string;
  readonly description: string;
  readonly needsKey: boolean;
  /** Whether the settings name it as the one in use for its category. */
  readonly active: boolean;
}

/** Finds connectors by the name the settings give them. Each is made when first asked for; a change of settings swaps it while running. */
export interface ConnectorRegistryPort {
  list(): Promise<readonly ConnectorInfo[]>;
  /** The named model connector, or without `id` the active one; an unknown name is `not_found` and says which exist. */
  llm(id?: string): Promise<LLMConnector>;
  /** Tries a secret with a connector before it is kept: throws as a call with it would, such as `credential_rejected`. */
  testSecret?(id: string, secret: string, signal: AbortSignal): Promise<void>;
}
