import type { ErrorCode } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import type { ModelConnectorSettings } from '../model/model-connector.ts';
import type { LLMConnector, ModelInfo } from './llm-connector.ts';

export type ConnectorCategory = 'llm' | 'storage' | 'files' | 'documents' | 'tools';

/** `failed` and `restricted` are what the last test found; they say nothing of the next call. */
export type ConnectorState = 'ready' | 'needs_key' | 'failed' | 'restricted';

/** How a connector did when somebody tried it. */
export interface ConnectorTest {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly latencyMs?: number;
  readonly facts?: { readonly [name: string]: Json };
  /** Absent where it worked. */
  readonly failure?: { readonly code: ErrorCode; readonly message: string; readonly status?: number; readonly next?: string };
}

/** What a list of connectors shows of one, without loading it. */
export interface ConnectorInfo {
  readonly id: string;
  readonly category: ConnectorCategory;
  readonly title: string;
  readonly description: string;
  readonly needsKey: boolean;
  /** Whether the settings name it as the one in use for its category. */
  readonly active: boolean;
  /** Whether it stands in where the one asked is not available. */
  readonly fallback?: boolean;
  /** @default 'ready' */
  readonly state?: ConnectorState;
  /** Why it is in that state. */
  readonly detail?: string;
  /** How a model is spoken to. */
  readonly kind?: string;
  readonly model?: string;
  /** It is there, and nobody said yet what it stands for. */
  readonly isUnused?: boolean;
  /** What its keys are for, where they say so: such as `prod` and `sandbox`. */
  readonly environments?: readonly string[];
  readonly tested?: ConnectorTest;
}

/** What calls of a connector came to in this process. */
export interface ConnectorMetrics {
  readonly since: number;
  readonly calls: number;
  readonly failures: number;
  /** Since the last call that worked. */
  readonly failuresInRow: number;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly totalMs: number;
  readonly slowestMs: number;
  readonly lastFailure?: { readonly at: number; readonly code: string; readonly message: string };
  readonly circuit: 'closed' | 'open' | 'half_open';
}

/** Models of a connector: just asked, as they were when last asked, or as the program knows them. */
export interface ModelListing {
  readonly source: 'live' | 'kept' | 'built_in';
  /** When it was asked. */
  readonly at?: number;
  readonly models: readonly ModelInfo[];
  /** Why it could not be asked now. */
  readonly problem?: { readonly code: ErrorCode; readonly message: string; readonly next?: string };
}

/** Finds connectors by the name the settings give them. Each is made when first asked for; a change of settings or keys swaps it while running. */
export interface ConnectorRegistryPort {
  list(): Promise<readonly ConnectorInfo[]>;
  /**
   * The named model connector, or without `id` the active one; an unknown name is `not_found` and says which exist. Where
   * it is not available before its first word, `fallback`, or without one that of the settings, answers in its place.
   */
  llm(id?: string, options?: ModelChoice): Promise<LLMConnector>;
  /** Tries a secret with a connector before it is kept: throws as a call with it would, such as `credential_rejected`. */
  testSecret(id: string, secret: string, signal: AbortSignal): Promise<void>;
  /** A connector nobody saved. Without a key it asks with the one kept for its kind, unless it names an address. */
  draft(settings: ModelConnectorSettings, secret?: string): Promise<LLMConnector>;
  /** Keeps how a connector did for lists to show. */
  remember(id: string, test: ConnectorTest): Promise<void>;
  /** Answers even where the vendor does not; the listing says so. */
  models(id: string, options: { readonly refresh: boolean }, signal: AbortSignal): Promise<ModelListing>;
  metrics(id: string): ConnectorMetrics | undefined;
}

export interface ModelChoice {
  readonly fallback?: string;
  /** Whether another may stand in. @default true */
  readonly mayFallBack?: boolean;
  /** Asks again by itself, with growing pauses: for calls outside runs, where no engine does. */
  readonly patient?: boolean;
  /** Connectors that may be asked; a fallback outside of them never is. */
  readonly permitted?: readonly string[];
  readonly standsIn?: StandsIn;
}

/** Told before another connector is asked instead, with the model it is asked for: where this throws, it is not asked. */
export type StandsIn = (standIn: Pick<LLMConnector, 'id' | 'credential' | 'model'>, model: string) => Promise<void>;
