import type { Json, JsonObject } from '../model/json.ts';
import type { HookNote, ModelHook } from '../model/model-hook.ts';

/** A message of a conversation. `tool` answers one call of the assistant message before it, by its id. */
export type ChatMessage =
  | { readonly role: 'system' | 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly text: string; readonly toolCalls?: readonly ToolCall[] }
  | { readonly role: 'tool'; readonly callId: string; readonly text: string; readonly isError?: boolean };

/** What the model may ask for; `parameters` is a JSON Schema 2020-12 of an object. */
export interface ToolSpec {
  /** Letters, digits, `_` and `-`, at most 64: what every vendor takes. */
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
}

/** A tool the model asks for. `arguments` is JSON text as the model wrote it: whoever runs the tool checks it. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** One model call. `key` is the effect's idempotency key; a connector passes it on where its vendor takes one. */
export interface ChatRequest {
  /** A model of the connector, or `default` for the one its settings name. */
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly maxOutputTokens: number;
  readonly temperature?: number;
  /** JSON Schema 2020-12 the answer must fit; the connector asks its vendor for structured output. */
  readonly answerSchema?: JsonObject;
  readonly tools?: readonly ToolSpec[];
  /** Applied besides those of the settings; no vendor sees them. */
  readonly hooks?: readonly ModelHook[];
  /** Whether it may use them; without it, it has to answer in words, though the conversation shows them. @default true */
  readonly mayUseTools?: boolean;
  readonly key: string;
  /** Joins what one command caused; a connector tells it vendors that take an id of the caller's. */
  readonly correlationId?: string;
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

/** Why an answer ended; `tools` means that it waits for the results of its tool calls. */
export type ChatStop = 'end' | 'length' | 'refusal' | 'tools';

export type ChatChunk =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'end'; readonly stop: ChatStop; readonly usage: ChatUsage; readonly model: string; readonly toolCalls?: readonly ToolCall[]; readonly answeredBy?: Answerer; /** What hooks did with the call. */ readonly hooks?: readonly HookNote[] };

/** Who answered, where that is another than the connector that was asked. */
export interface Answerer {
  readonly connector: string;
  readonly credential?: string;
  /** What it takes for the model that answered, where anybody knows. */
  readonly price?: ModelPrice;
  /** Who was asked, and the code of the failure that let another answer. */
  readonly insteadOf?: { readonly connector: string; readonly because: string };
}

/** Micro-units of US dollars per million tokens, as the vendor published them on `asOf` (a date, `2026-11-01`, or `settings`). */
export interface ModelPrice {
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
  readonly asOf: string;
}

export interface ModelInfo {
  readonly id: string;
  /** Absent where nobody knows, as for a model of one's own. */
  readonly contextTokens?: number;
  readonly maxOutputTokens?: number;
  readonly streaming?: boolean;
  readonly tools?: boolean;
  readonly structured?: boolean;
  /** Absent where nobody knows what it costs. */
  readonly price?: ModelPrice;
}

/**
 * A model vendor, or the mock. Chunks concatenate to the whole answer; the last chunk is `end`. Aborting closes the
 * connection and throws the signal's reason. Failures are `connector_unavailable`, `credential_missing`,
 * `credential_rejected`, `vault_locked`, `rate_limited` (with `data.retryAfterMs`), `host_denied` or `input_invalid`; a
 * connector never retries by itself.
 */
export interface LLMConnector {
  readonly id: string;
  /** Label of the key it asks with, for usage and budgets; absent where it needs none. */
  readonly credential?: string | undefined;
  chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatChunk>;
  /** Models with what is known of them. Asks the vendor where it has a list. */
  listModels(signal: AbortSignal): Promise<readonly ModelInfo[]>;
  /** What is known of a model without asking anybody; undefined where nothing is. `default` is the one the settings name. */
  model(id: string): ModelInfo | undefined;
  /** A light call that proves the connector works; `facts` are shown to the person. */
  test(signal: AbortSignal): Promise<{ readonly latencyMs: number; readonly facts: { readonly [name: string]: Json } }>;
}
