import { AppError } from '../../../../../src/core/domain/model/errors.ts';
import type { Json, JsonObject } from '../../../../../src/core/domain/model/json.ts';
import type { EffectPorts } from '../../../../../src/core/domain/ports/effect-ports.ts';
import type { ChatChunk, ChatRequest, ChatUsage, LLMConnector, ModelInfo } from '../../../../../src/core/domain/ports/llm-connector.ts';
import { noPorts } from '../../../../scenarios/crash/no-ports.ts';
import { around, go, node, step } from '../../support/definitions.ts';
import { eventually } from './eventually.ts';

type Answer = { readonly usage?: Partial<ChatUsage>; readonly text?: string } | { readonly fails: AppError };

/** A call of the model, which the test answers. */
export interface ModelCall {
  readonly request: ChatRequest;
  readonly answer: (answer: Answer) => void;
}

/** A model connector of its own key: `large` costs a micro for every token, `small` a tenth of it, `free` has no known price. */
export class PricedModel implements LLMConnector {
  readonly id = 'vendor';
  readonly credential = 'prod';
  readonly calls: ModelCall[] = [];
  /** Answers by itself where it is set. */
  by: ((request: ChatRequest) => Answer) | undefined;

  /** Ports of a host whose runs ask this model. */
  get ports(): EffectPorts {
    return { ...noPorts, llm: async () => this };
  }

  async *chat(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, void, undefined> {
    const given = this.by?.(request) ?? (await new Promise<Answer>((resolve, reject) => {
      this.calls.push({ request, answer: resolve });
      signal.addEventListener('abort', () => { if (!this.isDeaf) reject(new AppError('interrupted', 'aborted')); });
    }));
    if ('fails' in given) throw given.fails;
    yield { kind: 'text', text: given.text ?? 'yes' };
    yield { kind: 'end', stop: 'end', usage: { input: 10, cachedInput: 0, output: 10, ...given.usage }, model: request.model };
  }

  /** Does not hear when it is aborted. */
  isDeaf = false;

  /** The call with this number, once it came. */
  async call(number: number): Promise<ModelCall> {
    await eventually(() => this.calls.length >= number);
    const call = this.calls[number - 1];
    if (call === undefined) throw new Error('no call came');
    return call;
  }

  model(id: string): ModelInfo | undefined {
    const perMillion = { large: 1_000_000, small: 100_000 }[id];
    return perMillion === undefined ? undefined : { id, contextTokens: 1000, maxOutputTokens: 1000, price: { input: perMillion, cachedInput: perMillion, output: perMillion, asOf: '2026-11-01' } };
  }

  listModels(): Promise<readonly ModelInfo[]> {
    return Promise.resolve([]);
  }

  test(): Promise<{ readonly latencyMs: number; readonly facts: { readonly [name: string]: Json } }> {
    return Promise.resolve({ latencyMs: 0, facts: {} });
  }
}

/** start → one step that asks as often, at most 100 tokens each time → end. */
export function asking(count: number, more: JsonObject = {}, config: JsonObject = {}): JsonObject {
  const asks = Array.from({ length: count }, (_, index) => step(`ask${index + 1}`, 'llm.chat', { config: { model: 'large', prompt: 'What now?', maxOutputTokens: 100, ...config }, retry: { maxRetries: 0 } }));
  return around(node('work', 'workStep', { entry: asks }), [go('t2', 'work', 'done', 'task-complete')], more);
}
