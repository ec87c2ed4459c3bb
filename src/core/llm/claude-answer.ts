import type { RawMessageStreamEvent, StopReason } from '@anthropic-ai/sdk/resources/messages/messages';
import { AppError } from '../domain/model/errors.ts';
import type { ChatChunk, ChatStop, ChatUsage, ToolCall } from '../domain/ports/llm-connector.ts';
import { tokenCount } from './token-count.ts';

const stops: { readonly [R in StopReason]: ChatStop } = {
  end_turn: 'end',
  stop_sequence: 'end',
  pause_turn: 'end',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'refusal',
  tool_use: 'tools',
};

/** Gathers an answer out of the events of Anthropic's stream. */
export class ClaudeAnswer {
  readonly #calls = new Map<number, { id: string; name: string; arguments: string }>();
  #fresh: number | undefined;
  #read = 0;
  #written = 0;
  #output: number | undefined;
  #said = '';
  #stop: ChatStop | undefined;
  #isWhole = false;
  #model: string | undefined;

  /** The text an event adds; what a model thinks is not part of its answer. */
  take(event: RawMessageStreamEvent): string {
    switch (event.type) {
      case 'message_start':
        this.#model = event.message.model;
        this.#count(event.message.usage);
        return '';
      case 'content_block_start':
        if (event.content_block.type === 'tool_use') this.#calls.set(event.index, { id: event.content_block.id, name: event.content_block.name, arguments: '' });
        return event.content_block.type === 'text' ? this.#take(event.content_block.text) : '';
      case 'content_block_delta': {
        const call = this.#calls.get(event.index);
        if (event.delta.type === 'input_json_delta' && call !== undefined) call.arguments += event.delta.partial_json;
        return event.delta.type === 'text_delta' ? this.#take(event.delta.text) : '';
      }
      case 'message_delta':
        this.#count(event.usage);
        if (event.delta.stop_reason !== null) this.#stop = stops[event.delta.stop_reason] ?? 'end';
        return '';
      case 'message_stop':
        this.#isWhole = true;
        return '';
      default:
        return '';
    }
  }

  /** The end, once nothing more comes; without the vendor's own last event the answer was cut. */
  end({ title, model, estimate }: { readonly title: string; readonly model: string; readonly estimate: (written: string) => ChatUsage }): ChatChunk {
    if (!this.#isWhole || this.#stop === undefined) {
      throw new AppError('connector_unavailable', `${title} broke its answer off after ${this.#said.length} characters.`, { next: 'Ask again; nothing says that the answer is whole.', data: { reason: 'cut' } });
    }
    const toolCalls: readonly ToolCall[] = [...this.#calls.values()].map((call) => ({ ...call, arguments: call.arguments === '' ? '{}' : call.arguments }));
    const estimated = estimate(this.#said);
    const input = this.#fresh === undefined ? Math.max(estimated.input, this.#read) : this.#fresh + this.#read + this.#written;
    const usage = { input, cachedInput: this.#read, output: this.#output ?? estimated.output };
    return { kind: 'end', stop: this.#stop, usage, model: this.#model ?? model, ...(toolCalls.length === 0 ? {} : { toolCalls }) };
  }

  #take(text: string): string {
    this.#said += text;
    return text;
  }

  /** Anthropic counts tokens it read from its cache, and those it put there, beside the others; later counts replace earlier ones. */
  #count(usage: { readonly input_tokens: number | null; readonly cache_read_input_tokens: number | null; readonly cache_creation_input_tokens: number | null; readonly output_tokens: number }): void {
    this.#fresh = tokenCount(usage.input_tokens) ?? this.#fresh;
    this.#read = tokenCount(usage.cache_read_input_tokens) ?? this.#read;
    this.#written = tokenCount(usage.cache_creation_input_tokens) ?? this.#written;
    this.#output = tokenCount(usage.output_tokens) ?? this.#output;
  }
}
