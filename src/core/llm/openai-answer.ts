import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { AppError } from '../domain/model/errors.ts';
import type { ChatChunk, ChatStop, ChatUsage, ToolCall } from '../domain/ports/llm-connector.ts';
import { tokenCount } from './token-count.ts';

type CompletionUsage = NonNullable<ChatCompletionChunk['usage']>;

const stops: { readonly [reason: string]: ChatStop } = { stop: 'end', length: 'length', content_filter: 'refusal', tool_calls: 'tools', function_call: 'tools' };

/** Gathers an answer out of the pieces of OpenAI's stream. */
export class OpenaiAnswer {
  readonly #calls = new Map<number, { id: string; name: string; arguments: string }>();
  #stop: ChatStop | undefined;
  #hasRefused = false;
  #usage: CompletionUsage | undefined;
  #model: string | undefined;
  #written = '';
  #hasBegun = false;

  /** Whether anything was heard that is a piece of an answer. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** The text a piece adds; a refusal is said in words, too. */
  take(chunk: ChatCompletionChunk): string {
    this.#hasBegun = true;
    if (chunk.model !== '') this.#model = chunk.model;
    if (chunk.usage !== undefined && chunk.usage !== null) this.#usage = chunk.usage;
    // Pieces with usage alone have no choice; some programs leave the list away.
    const [choice] = (chunk.choices as ChatCompletionChunk['choices'] | undefined) ?? [];
    if (choice === undefined) return '';
    const delta = (choice.delta as ChatCompletionChunk.Choice.Delta | undefined) ?? {};
    for (const [position, piece] of (delta.tool_calls ?? []).entries()) {
      const call = this.#callAt(piece.index ?? position);
      call.id += piece.id !== undefined && call.id === '' ? piece.id : '';
      call.name += piece.function?.name ?? '';
      call.arguments += piece.function?.arguments ?? '';
    }
    if (typeof delta.refusal === 'string' && delta.refusal !== '') this.#hasRefused = true;
    if (choice.finish_reason !== null && choice.finish_reason !== undefined) this.#stop = stops[choice.finish_reason] ?? 'end';
    const text = `${delta.content ?? ''}${delta.refusal ?? ''}`;
    this.#written += text;
    return text;
  }

  /** The end, once nothing more comes; without a reason to stop the answer was cut. */
  end({ title, model, estimate }: { readonly title: string; readonly model: string; readonly estimate: (written: string) => ChatUsage }): ChatChunk {
    if (this.#stop === undefined) {
      throw new AppError('connector_unavailable', `${title} broke its answer off after ${this.#written.length} characters.`, { next: 'Ask again; nothing says that the answer is whole.', data: { reason: 'cut' } });
    }
    const toolCalls: readonly ToolCall[] = [...this.#calls].toSorted(([a], [b]) => a - b).map(([index, call]) => ({ ...call, id: call.id === '' ? `call_${index}` : call.id }));
    const usual = toolCalls.length > 0 && this.#stop === 'end' ? 'tools' : this.#stop;
    const stop = this.#hasRefused ? 'refusal' : usual;
    const estimated = estimate(this.#written);
    return { kind: 'end', stop, usage: this.#usage === undefined ? estimated : usageOf(this.#usage, estimated), model: this.#model ?? model, ...(toolCalls.length === 0 ? {} : { toolCalls }) };
  }

  #callAt(index: number): { id: string; name: string; arguments: string } {
    const call = this.#calls.get(index) ?? { id: '', name: '', arguments: '' };
    this.#calls.set(index, call);
    return call;
  }
}

/** OpenAI counts cached tokens as part of those of the prompt, as we do; a program that leaves a count away, or tells none, is estimated. */
function usageOf({ prompt_tokens: prompt, completion_tokens: completion, prompt_tokens_details: details }: CompletionUsage, estimated: ChatUsage): ChatUsage {
  const input = tokenCount(prompt) ?? estimated.input;
  return { input, cachedInput: Math.min(tokenCount(details?.cached_tokens) ?? 0, input), output: tokenCount(completion) ?? estimated.output };
}
