import type { Json, JsonObject } from '../model/json.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

/** One model call. `key` is the effect's idempotency key; a connector passes it on where its vendor takes one. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly maxOutputTokens: number;
  readonly temperature?: number;
  /** JSON Schema 2020-12 the answer must fit; the connector asks its vendor for structured output. */
  readonly answerSchema?: JsonObject;
  readonly key: string;
  /** Which try of the same effect this is, from 1; absent means 1. Only scripted faults look at it, never a vendor. */
  readonly attempt?: number;
  /** Where the call comes from, so that a scripted connector can tell calls apart; `visit` is the structural id, `script` the address of the mock script pinned by the run. */
  readonly origin: { readonly workflow: string; readonly node: string; readonly action: string; readonly visit: string; readonly script?: string };
}

/** Tokens; `cachedInput` is part of `input` whatever the vendor's own counting. */
export interface ChatUsage {
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
}

export type ChatChunk =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'end'; readonly stop: 'end' | 'length' | 'refusal'; readonly usage: ChatUsage; readonly model: string };

export interface ModelInfo {
  readonly id: string;
  readonly contextTokens: number;
  readonly maxOutputTokens: number;
}

/**
 * A model vendor, or the mock. Chunks concatenate to the whole answer; the last chunk is `end`. Aborting closes the
 * connection and throws the signal's reason. Failures are `connector_unavailable`, `credential_missing`,
 * `credential_rejected`, `rate_limited` (with `data.retryAfterMs`) or `input_invalid`; a connector never retries by itself.
 */
export interface LLMConnector {
  readonly id: string;
  chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatChunk>;
  listModels(signal: AbortSignal): Promise<readonly ModelInfo[]>;
  /** A light call that proves the connector works; `facts` are shown to the person. */
  test(signal: AbortSignal): Promise<{ readonly latencyMs: number; readonly facts: { readonly [name: string]: Json } }>;
}
