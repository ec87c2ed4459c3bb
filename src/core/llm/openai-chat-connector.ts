import type OpenAI from 'openai';
import { AppError } from '../domain/model/errors.ts';
import type { Json } from '../domain/model/json.ts';
import type { ChatChunk, ChatRequest, LLMConnector, ModelInfo } from '../domain/ports/llm-connector.ts';
import { type KnownModel, knownModel, listedModels, publicFacts } from './known-models.ts';
import { OpenaiAnswer } from './openai-answer.ts';
import { openaiRequest } from './openai-request.ts';
import { withOwnHeaders } from './own-headers.ts';
import { demandSendable } from './sendable-key.ts';
import { estimateUsage } from './token-estimate.ts';
import { vendorFailure } from './vendor-failure.ts';
import { foreignAnswer, type ListedBy, vendorList } from './vendor-list.ts';
import { usualTimeoutMs, type VendorParts } from './vendor-parts.ts';
import { vendorAnswer, vendorEvents, type VendorStreamOptions } from './vendor-stream.ts';

/** What tells one service from another that speaks OpenAI's chat completions. */
export interface OpenaiDialect {
  readonly title: string;
  readonly baseUrl: string;
  readonly table: readonly KnownModel[];
  readonly defaultModel: string | undefined;
  readonly lengthField: 'max_completion_tokens' | 'max_tokens';
  /** Of models the table does not have. */
  readonly takesTemperature: boolean;
}

/** Chats in the language of OpenAI's chat completions. Every answer is streamed; the SDK never retries and never logs. */
export class OpenaiChatConnector implements LLMConnector {
  readonly id: string;
  readonly #parts: VendorParts;
  readonly #dialect: OpenaiDialect;
  readonly #title: string;

  constructor(parts: VendorParts, dialect: OpenaiDialect) {
    this.id = parts.id;
    this.#parts = parts;
    this.#dialect = dialect;
    this.#title = parts.settings.title ?? dialect.title;
  }

  get credential(): string | undefined {
    return this.#parts.credential;
  }

  get #by(): ListedBy {
    return { id: this.id, title: this.#title, language: "OpenAI's API" };
  }

  async *chat(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, void, undefined> {
    const used: { key?: string | undefined } = {};
    const model = this.#modelId(request.model);
    const body = openaiRequest(request, { model, lengthField: this.#dialect.lengthField, takesTemperature: this.#known(model)?.takesTemperature ?? (this.#known(model) === undefined && this.#dialect.takesTemperature) });
    const open = (closed: AbortSignal) => this.#ask(used, (client) => client.chat.completions.create(body, { signal: closed, headers: { 'Idempotency-Key': request.key, ...(request.correlationId === undefined ? {} : { 'X-Client-Request-Id': request.correlationId }) } }));
    const answer = new OpenaiAnswer();
    for await (const chunk of vendorEvents(open, this.#options(signal, used))) {
      const text = answer.take(chunk);
      if (text !== '') yield { kind: 'text', text };
    }
    if (!answer.hasBegun) throw foreignAnswer(this.#by);
    yield answer.end({ title: this.#title, model, estimate: (written) => estimateUsage(request.messages, written) });
  }

  async listModels(signal: AbortSignal): Promise<readonly ModelInfo[]> {
    const used: { key?: string | undefined } = {};
    const ask = (closed: AbortSignal) => this.#ask(used, async (client) => vendorList(await client.models.list({ signal: closed }).asResponse(), this.#by));
    const listed = await vendorAnswer(ask, this.#options(signal, used));
    return listedModels({ table: this.#dialect.table, prices: this.#parts.settings.prices }, listed.map(({ id }) => ({ id })));
  }

  model(id: string): ModelInfo | undefined {
    const named = id === 'default' ? (this.#parts.settings.model ?? this.#dialect.defaultModel) : id;
    return named === undefined ? undefined : publicFacts(this.#known(named));
  }

  async test(signal: AbortSignal): Promise<{ readonly latencyMs: number; readonly facts: { readonly [name: string]: Json } }> {
    const begun = this.#parts.clock.monotonic();
    const models = await this.listModels(signal);
    const latencyMs = this.#parts.clock.monotonic() - begun;
    const model = this.#parts.settings.model ?? this.#dialect.defaultModel;
    const offered = model === undefined ? {} : { model, modelOffered: models.some(({ id }) => id === model) };
    return { latencyMs, facts: { models: models.length, ...offered } };
  }

  #known(model: string): KnownModel | undefined {
    return knownModel({ table: this.#dialect.table, prices: this.#parts.settings.prices }, model);
  }

  #modelId(wanted: string): string {
    const model = wanted === 'default' ? (this.#parts.settings.model ?? this.#dialect.defaultModel) : wanted;
    if (model !== undefined) return model;
    throw new AppError('input_invalid', `The connector "${this.id}" does not say which model to use.`, {
      next: `Name one with \`aiwm connectors configure ${this.id} --model <model>\`; \`aiwm connectors capabilities ${this.id} --refresh\` lists them.`,
      data: { connector: this.id },
    });
  }

  #options(signal: AbortSignal, used: { readonly key?: string | undefined }): VendorStreamOptions {
    const explain = (error: unknown): Error => vendorFailure(error, { id: this.id, title: this.#title, key: used.key });
    return { signal, timeoutMs: this.#parts.settings.timeoutMs ?? usualTimeoutMs, title: this.#title, explain };
  }

  /** The key is lent until the service has answered with its headers; reading the answer needs it no more. */
  async #ask<Answer>(used: { key?: string | undefined }, work: (client: OpenAI) => Promise<Answer>): Promise<Answer> {
    const { default: Client } = await import('openai');
    const { settings, secret, fetch } = this.#parts;
    return secret(async (key) => {
      demandSendable(key, this.id);
      used.key = key;
      const options = { baseURL: settings.baseUrl ?? this.#dialect.baseUrl, fetch: withOwnHeaders(fetch, key), maxRetries: 0, timeout: settings.timeoutMs ?? usualTimeoutMs, logLevel: 'off', organization: null, project: null, adminAPIKey: null, webhookSecret: null } as const;
      return work(new Client({ ...options, apiKey: key ?? 'none' }));
    });
  }
}
