import { AppError } from '../model/errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { ModelConnectorKind } from '../model/model-connector.ts';
import { readJson } from '../model/normal-json.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorRegistryPort } from '../ports/connector-registry-port.ts';
import type { Ids } from '../ports/ids.ts';
import type { ChatChunk, ChatRequest, ChatUsage, LLMConnector, ModelPrice } from '../ports/llm-connector.ts';

export interface AskModelDeps {
  readonly registry: Pick<ConnectorRegistryPort, 'llm' | 'draft'>;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly ids: Ids;
  readonly costOf: (price: ModelPrice, usage: ChatUsage) => number;
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
export async function askModel({ registry, clock, ids, costOf }: AskModelDeps, question: Question, signal: AbortSignal) {
  const connector = await connectorFor(registry, question);
  const request = requestOf(question, ids.next());
  const begun = clock.monotonic();
  let text = '';
  let firstWordMs: number | undefined;
  let end: Extract<ChatChunk, { kind: 'end' }> | undefined;
  for await (const chunk of connector.chat(request, signal)) {
    if (chunk.kind === 'end') {
      end = chunk;
    } else {
      firstWordMs ??= clock.monotonic() - begun;
      text += chunk.text;
    }
  }
  if (end === undefined) throw new AppError('connector_unavailable', `The connector "${connector.id}" ended its answer before it was whole.`, { next: 'Ask again.' });
  const known = connector.model(end.model) ?? connector.model(request.model);
  const json = question.answer === undefined ? undefined : parsed(text);
  return {
    ...{ connector: end.answeredBy?.connector ?? connector.id, model: end.model, text, stop: end.stop, usage: end.usage, promptTokens: estimated(request), latencyMs: clock.monotonic() - begun },
    ...(json === undefined ? {} : { json }),
    ...(known?.contextTokens === undefined ? {} : { contextTokens: known.contextTokens }),
    ...(known?.price === undefined ? {} : { micros: costOf(known.price, end.usage) }),
    ...(firstWordMs === undefined ? {} : { firstWordMs }),
  };
}

async function connectorFor(registry: AskModelDeps['registry'], { id, kind, baseUrl, model, credential, secret }: Question): Promise<LLMConnector> {
  if (kind !== undefined) return registry.draft({ kind, ...(baseUrl === undefined ? {} : { baseUrl }), ...(model === undefined ? {} : { model }), ...(credential === undefined ? {} : { credential }) }, secret);
  const stray = [['baseUrl', baseUrl], ['credential', credential], ['secret', secret]].find(([, value]) => value !== undefined)?.[0];
  if (stray !== undefined) throw new AppError('input_invalid', `"${stray}" goes with a kind: it tries what is not saved yet.`, { next: 'Say the kind, or leave it away.', data: { field: stray } });
  return registry.llm(id, { patient: true });
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
function estimated({ messages }: ChatRequest): number {
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
