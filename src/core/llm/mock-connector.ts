import { AppError } from '../domain/model/errors.ts';
import { parseMockScript, type MockRule, type MockScript } from '../domain/model/mock-script.ts';
import { fillPlaceholders, fillPlaceholdersDeep, type MockFacts } from '../domain/model/mock-template.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { ChatChunk, ChatRequest, ChatStop, LLMConnector, ModelInfo, ToolCall } from '../domain/ports/llm-connector.ts';
import { makeUpAnswer } from './made-up-answer.ts';
import { describeCall, findRule, type MatchedRule, type MockCall } from './mock-call.ts';
import { estimateTokens, takeTokens } from './token-estimate.ts';

export interface MockConnectorDeps {
  readonly clock: Clock;
  /** The bytes of the script that a run pinned, by the `script` of a request's origin. */
  readonly readScript: (address: string) => Promise<Uint8Array>;
}

export const mockModel = { id: 'mock', contextTokens: 128_000, maxOutputTokens: 8_192, streaming: true, tools: true, structured: true, price: { input: 0, cachedInput: 0, output: 0, asOf: '2026-01-01' } } as const satisfies ModelInfo;
const model = mockModel;

const refusal = 'Offline answer: the mock script declines this request.';

/** What is said and how, once rules and prompt have been looked at. */
interface Performance {
  readonly text: string;
  readonly stop: ChatStop;
  readonly toolCalls: readonly ToolCall[];
  readonly chunkMs: number;
  /** Characters until the connection breaks. */
  readonly cutAfter: number | undefined;
}

/**
 * The model that needs no account and no network. It follows the script beside the workflow, or makes a plain answer up;
 * any model name will do. Equal requests get equal answers.
 */
export class MockConnector implements LLMConnector {
  readonly id = 'mock';
  readonly #deps: MockConnectorDeps;

  constructor(deps: MockConnectorDeps) {
    this.#deps = deps;
  }

  async *chat(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, void, undefined> {
    signal.throwIfAborted();
    const script = await this.#script(request.origin.script);
    const input = request.messages.reduce((sum, message) => sum + estimateTokens(message.text), 0);
    refuseLongPrompt(input);
    const call = describeCall(request);
    const matched = script === undefined ? undefined : findRule(script, call);
    await this.#pause(matched?.rule.delayMs ?? 0, signal);
    const { text, stop, toolCalls, chunkMs, cutAfter } = perform(request, call, matched);

    const whole = takeTokens(text, Math.min(request.maxOutputTokens, model.maxOutputTokens));
    let said = 0;
    for (const piece of whole.slice(0, cutAfter).match(/\S+\s*|\s+/gu) ?? []) {
      if (said > 0) await this.#pause(chunkMs, signal);
      said += piece.length;
      yield { kind: 'text', text: piece };
      signal.throwIfAborted();
    }
    if (cutAfter !== undefined) throw cutOff(said);
    const isWhole = whole.length === text.length;
    const asked = isWhole ? toolCalls : [];
    const usage = { input, cachedInput: 0, output: estimateTokens(whole + asked.map((wanted) => wanted.name + wanted.arguments).join('')) };
    yield { kind: 'end', stop: isWhole ? stop : 'length', usage, model: model.id, ...(asked.length === 0 ? {} : { toolCalls: asked }) };
  }

  async listModels(signal: AbortSignal): Promise<readonly ModelInfo[]> {
    signal.throwIfAborted();
    return [model];
  }

  model(id: string): ModelInfo | undefined {
    return id === 'default' || id === model.id ? model : undefined;
  }

  async test(signal: AbortSignal): Promise<{ readonly latencyMs: number; readonly facts: { readonly [name: string]: string } }> {
    signal.throwIfAborted();
    return { latencyMs: 0, facts: { network: 'none', answers: 'from mock.json beside the workflow, else made up' } };
  }

  async #script(address: string | undefined): Promise<MockScript | undefined> {
    if (address === undefined) return undefined;
    return parseMockScript(parseJson(await this.#deps.readScript(address)));
  }

  async #pause(durationMs: number, signal: AbortSignal): Promise<void> {
    const { clock } = this.#deps;
    if (durationMs > 0) await clock.sleepUntil(clock.now() + durationMs, signal);
    signal.throwIfAborted();
  }
}

/** Scripts are checked on import; only a damaged one is no JSON. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError('definition_invalid', 'The mock script is no JSON text.', { next: 'Correct mock.json beside the workflow and import it again.', cause });
  }
}

function perform(request: ChatRequest, call: MockCall, matched: MatchedRule | undefined): Performance {
  const calm = { stop: 'end', toolCalls: [], chunkMs: 0, cutAfter: undefined } as const;
  if (matched === undefined) return { ...calm, text: makeUpAnswer(call, request.answerSchema) };
  const { rule, matches } = matched;
  if (rule.fail !== undefined) throw scriptedFailure(rule.fail, call);
  const { chunkMs } = rule;
  if (rule.refuse !== undefined) return { ...calm, chunkMs, stop: 'refusal', text: rule.refuse === true ? refusal : rule.refuse };
  const isCut = rule.cut !== undefined && call.attempt <= (rule.cut.times ?? Number.POSITIVE_INFINITY);
  const facts = { ...call.facts, matches };
  const toolCalls = (rule.reply?.tools ?? []).map(({ name, arguments: given }, at) => ({ id: `call_${call.turn}_${at + 1}`, name, arguments: JSON.stringify(fillPlaceholdersDeep(given, facts)) }));
  return { ...calm, chunkMs, cutAfter: isCut ? rule.cut?.after : undefined, text: replyText(rule.reply ?? {}, facts), toolCalls, stop: toolCalls.length === 0 ? 'end' : 'tools' };
}

function replyText(reply: NonNullable<MockRule['reply']>, facts: MockFacts): string {
  if (reply.text !== undefined) return fillPlaceholders(reply.text, facts);
  if (reply.json !== undefined) return JSON.stringify(fillPlaceholdersDeep(reply.json, facts));
  return reply.echo === true ? facts.prompt : '';
}

function scriptedFailure(fail: NonNullable<MockRule['fail']>, { facts, attempt }: MockCall): AppError {
  const retryAfterMs = fail.retryAfterMs ?? (fail.code === 'rate_limited' ? 1000 : undefined);
  return new AppError(fail.code, `The mock script makes attempt ${attempt} of "${facts.node}/${facts.action}" fail.`, {
    next: 'Nothing is wrong with a real service: change the rule in mock.json if this is not wanted.',
    data: { attempt, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
  });
}

function cutOff(characters: number): AppError {
  return new AppError('connector_unavailable', `The mock script broke the answer off after ${characters} characters.`, {
    next: 'Nothing is wrong with a real service: change the rule in mock.json if this is not wanted.',
  });
}

function refuseLongPrompt(input: number): void {
  if (input <= model.contextTokens) return;
  throw new AppError('input_invalid', `The prompt has about ${input} tokens; the offline model takes ${model.contextTokens}.`, {
    next: 'Shorten the prompt, for example by passing a summary instead of the whole document.',
    data: { tokens: input, contextTokens: model.contextTokens },
  });
}
