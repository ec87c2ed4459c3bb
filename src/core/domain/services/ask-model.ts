import { usageOf } from '../catalogue/model-usage.ts';
import { AppError } from '../model/errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { ModelConnectorKind } from '../model/model-connector.ts';
import { readJson } from '../model/normal-json.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorRegistryPort, StandsIn } from '../ports/connector-registry-port.ts';
import type { ChatRequest, LLMConnector } from '../ports/llm-connector.ts';
import { type AskSpend, type AskSpendDeps, claimAsk, type EndOfAnswer } from './ask-spend.ts';

export interface AskModelDeps extends AskSpendDeps {
  readonly registry: Pick<ConnectorRegistryPort, 'llm' | 'draft'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  /** Hears each piece of the answer when it comes. */
  readonly onText?: (text: string) => void;
}

export interface Question {
  readonly id?: string | undefined;
  readonly prompt: string;
  readonly system?: string | undefined;
  readonly model?: string | undefined;
  readonly maxOutputTokens: number;
  readonly temperature?: number | undefined;
  readonly answer?: JsonObject | undefined;
  readonly kind?: ModelConnectorKind | undefined;
  readonly baseUrl?: string | undefined;
  readonly credential?: string | undefined;
  readonly secret?: string | undefined;
}

/** A prompt tried by hand: the answer, and what it took. Nothing of it belongs to a run. */
export async function askModel(deps: AskModelDeps, question: Question, signal: AbortSignal) {
  const { registry, clock, ids } = deps;
  let spend: AskSpend | undefined;
  const connector = await connectorFor(registry, question, async (other, model) => { await spend?.standsIn(other, model); });
  const request = requestOf(question, ids.next());
  const begun = clock.monotonic();
  const claimed = (spend = await claimAsk(deps, connector, request));
  let ended: EndOfAnswer | undefined;
  const onEnd = (end: EndOfAnswer): void => { ended = end; };
  const { text, end, firstWordMs } = await heardOf(deps, { connector, request, onText: (piece) => { deps.onText?.(piece); }, onEnd }, signal).catch(async (error: unknown) => {
    // An answer that was refused once it was whole is paid for.
    await (ended === undefined ? claimed.failed(error) : claimed.answered(ended));
    throw error;
  });
  await claimed.answered(end);
  const known = end.answeredBy === undefined ? (connector.model(end.model) ?? connector.model(request.model)) : undefined;
  const { micros } = usageOf(connector, end, request.model);
  const json = question.answer === undefined ? undefined : parsed(text);
  return {
    ...{ connector: end.answeredBy?.connector ?? connector.id, model: end.model, text, stop: end.stop, usage: end.usage, promptTokens: estimatedTokens(request.messages), latencyMs: clock.monotonic() - begun },
    ...(json === undefined ? {} : { json }),
    ...(known?.contextTokens === undefined ? {} : { contextTokens: known.contextTokens }),
    ...(micros === undefined ? {} : { micros }),
    ...(firstWordMs === undefined ? {} : { firstWordMs }),
  };
}

interface Asking {
  readonly connector: LLMConnector;
  readonly request: ChatRequest;
  readonly onText: (text: string) => void;
  readonly onEnd: (end: EndOfAnswer) => void;
}

/** The whole answer; what comes of it is told as it comes. */
async function heardOf({ clock }: AskModelDeps, { connector, request, onText, onEnd }: Asking, signal: AbortSignal): Promise<{ readonly text: string; readonly end: EndOfAnswer; readonly firstWordMs?: number }> {
  const begun = clock.monotonic();
  let text = '';
  let firstWordMs: number | undefined;
  let end: EndOfAnswer | undefined;
  for await (const chunk of connector.chat(request, signal)) {
    if (chunk.kind === 'end') {
      end = chunk;
      onEnd(chunk);
    } else {
      firstWordMs ??= clock.monotonic() - begun;
      text += chunk.text;
      onText(chunk.text);
    }
  }
  if (end !== undefined) return { text, end, ...(firstWordMs === undefined ? {} : { firstWordMs }) };
  throw new AppError('connector_unavailable', `The connector "${connector.id}" ended its answer before it was whole.`, { next: 'Ask again.' });
}

async function connectorFor(registry: AskModelDeps['registry'], { id, kind, baseUrl, model, credential, secret }: Question, standsIn: StandsIn): Promise<LLMConnector> {
  if (kind !== undefined) return registry.draft({ kind, ...(baseUrl === undefined ? {} : { baseUrl }), ...(model === undefined ? {} : { model }), ...(credential === undefined ? {} : { credential }) }, secret);
  const stray = [['baseUrl', baseUrl], ['credential', credential], ['secret', secret]].find(([, value]) => value !== undefined)?.[0];
  if (stray !== undefined) throw new AppError('input_invalid', `"${stray}" goes with a kind: it tries what is not saved yet.`, { next: 'Say the kind, or leave it away.', data: { field: stray } });
  // Whoever names a connector wants to hear that one.
  return registry.llm(id, { patient: true, mayFallBack: id === undefined, standsIn });
}

function requestOf({ prompt, system, model, maxOutputTokens, temperature, answer }: Question, key: string): ChatRequest {
  return {
    model: model ?? 'default',
    messages: [...(system === undefined ? [] : [{ role: 'system' as const, text: system }]), { role: 'user', text: prompt }],
    maxOutputTokens,
    ...(temperature === undefined ? {} : { temperature }),
    ...(answer === undefined ? {} : { answerSchema: answer }),
    key,
    origin: { workflow: '', node: 'by-hand', action: 'ask', visit: 'by-hand#1' },
  };
}

/** Four bytes a token: near enough to tell whether a prompt fits, before anybody counted it. */
export function estimatedTokens(messages: ChatRequest['messages']): number {
  return messages.reduce((sum, { text }) => sum + Math.ceil(new TextEncoder().encode(text).length / 4), 0);
}

function parsed(text: string): Json | undefined {
  try {
    const read = readJson(JSON.parse(text));
    return read.fault === undefined ? read.value : undefined;
  } catch {
    return undefined;
  }
}
