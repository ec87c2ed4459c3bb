import type Anthropic from '@anthropic-ai/sdk';
import { z } from 'zod';
import { AppError } from '../domain/model/errors.ts';
import type { Json } from '../domain/model/json.ts';
import { present } from '../domain/model/present.ts';
import type { ChatChunk, ChatRequest, LLMConnector, ModelInfo } from '../domain/ports/llm-connector.ts';
import { ClaudeAnswer } from './claude-answer.ts';
import { claudeModels } from './claude-models.ts';
import { claudeRequest } from './claude-request.ts';
import { knownModel, listedModels, publicFacts } from './known-models.ts';
import { withOwnHeaders } from './own-headers.ts';
import { demandSendable } from './sendable-key.ts';
import { estimateUsage } from './token-estimate.ts';
import { vendorFailure } from './vendor-failure.ts';
import { usualTimeoutMs, type VendorParts } from './vendor-parts.ts';
import { vendorList } from './vendor-list.ts';
import { vendorAnswer, vendorEvents, type VendorStreamOptions } from './vendor-stream.ts';

const address = 'https://api.anthropic.com';
const defaultModel = 'claude-sonnet-5-5';

/** Models of Anthropic. Every answer is streamed; the SDK never retries and never logs. */
export class ClaudeConnector implements LLMConnector {
  readonly id: string;
  readonly #parts: VendorParts;
  readonly #title: string;

  constructor(parts: VendorParts) {
    this.id = parts.id;
    this.#parts = parts;
    this.#title = parts.settings.title ?? 'Claude';
  }

  get credential(): string | undefined {
    return this.#parts.credential;
  }

  async *chat(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, void, undefined> {
    signal.throwIfAborted();
    const used: { key?: string | undefined } = {};
    const model = this.#modelId(request.model);
    const { transformJSONSchema } = await import('@anthropic-ai/sdk/lib/transform-json-schema');
    const body = claudeRequest(request, { model, takesTemperature: knownModel(this.#knowledge(), model)?.takesTemperature ?? false, narrow: (schema) => transformJSONSchema({ ...schema }) });
    const open = (closed: AbortSignal) => this.#ask(used, (client) => client.messages.create(body, { signal: closed, headers: { 'Idempotency-Key': request.key } }));
    const answer = new ClaudeAnswer();
    for await (const event of vendorEvents(open, this.#options(signal, used))) {
      const text = answer.take(event);
      if (text !== '') yield { kind: 'text', text };
    }
    yield answer.end({ title: this.#title, model, estimate: (written) => estimateUsage(request.messages, written) });
  }

  async listModels(signal: AbortSignal): Promise<readonly ModelInfo[]> {
    const used: { key?: string | undefined } = {};
    const ask = (closed: AbortSignal) => this.#ask(used, async (client) => vendorList(await client.models.list({ limit: 1000 }, { signal: closed }).asResponse(), { id: this.id, title: this.#title, language: "Anthropic's API" }));
    const listed = await vendorAnswer(ask, this.#options(signal, used));
    return listedModels(this.#knowledge(), listed.map(factsOf));
  }

  model(id: string): ModelInfo | undefined {
    return publicFacts(knownModel(this.#knowledge(), this.#modelId(id)));
  }

  async test(signal: AbortSignal): Promise<{ readonly latencyMs: number; readonly facts: { readonly [name: string]: Json } }> {
    const begun = this.#parts.clock.monotonic();
    const models = await this.listModels(signal);
    const model = this.#modelId('default');
    return { latencyMs: this.#parts.clock.monotonic() - begun, facts: { models: models.length, model, modelOffered: models.some(({ id }) => id === model) } };
  }

  #knowledge() {
    return { table: claudeModels, prices: this.#parts.settings.prices };
  }

  #modelId(wanted: string): string {
    return wanted === 'default' ? (this.#parts.settings.model ?? defaultModel) : wanted;
  }

  #options(signal: AbortSignal, used: { readonly key?: string | undefined }): VendorStreamOptions {
    const explain = (error: unknown): Error => vendorFailure(error, { id: this.id, title: this.#title, key: used.key });
    return { signal, timeoutMs: this.#parts.settings.timeoutMs ?? usualTimeoutMs, title: this.#title, explain };
  }

  /** The key is lent until the service has answered with its headers; reading the answer needs it no more. */
  async #ask<Answer>(used: { key?: string | undefined }, work: (client: Anthropic) => Promise<Answer>): Promise<Answer> {
    const { default: Client } = await import('@anthropic-ai/sdk');
    const { settings, secret, fetch } = this.#parts;
    return secret(async (key) => {
      // Without a key the SDK would look for one of its own on this machine.
      if (key === undefined) throw new AppError('credential_missing', `The connector "${this.id}" has no key.`, { next: `Set one: \`aiwm connectors credentials set ${this.id}\`.`, data: { connector: this.id } });
      demandSendable(key, this.id);
      used.key = key;
      return work(new Client({ baseURL: settings.baseUrl ?? address, apiKey: key, authToken: null, fetch: withOwnHeaders(fetch, key), maxRetries: 0, timeout: settings.timeoutMs ?? usualTimeoutMs, logLevel: 'off', webhookKey: null }));
    });
  }
}

/** What the vendor's own list says; programs that speak its language may say less. */
const Listed = z.object({ id: z.string(), max_input_tokens: z.number().optional().catch(undefined), max_tokens: z.number().optional().catch(undefined), capabilities: z.object({ structured_outputs: z.object({ supported: z.boolean() }) }).optional().catch(undefined) });

function factsOf(listed: { readonly id: string }): ModelInfo {
  const { id, max_input_tokens: contextTokens, max_tokens: maxOutputTokens, capabilities } = Listed.parse(listed);
  return { id, ...present({ contextTokens, maxOutputTokens, structured: capabilities?.structured_outputs.supported }) };
}
