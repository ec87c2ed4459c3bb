import { askedTools, type AskedTool } from '../../../core/domain/model/asked-tools.ts';
import { approvalId, effectParts } from '../../../core/domain/model/effect-id.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../core/domain/model/json.ts';
import { standInWords } from '../../../core/domain/model/stand-in-words.ts';
import type { RunLine } from '../../../core/domain/operations/runs.ts';
import { runWords } from '../../strings/runs.ts';

/** One thing a run did outside: a model asked, a tool used, a file written. */
export interface RunCall {
  readonly effect: string;
  readonly visit: string;
  readonly kind: string;
  readonly isModel: boolean;
  /** As it was sent; nothing where retention took it. */
  readonly request: Json | undefined;
  readonly state: 'open' | 'asked' | 'done' | 'failed' | 'rejected';
  /** Which connector and model answered. */
  readonly answeredBy: string | undefined;
  readonly tokens: number | undefined;
  /** What a model wrote. */
  readonly text: string | undefined;
  readonly tools: readonly AskedTool[];
  readonly output: Json | undefined;
  readonly error: string | undefined;
  /** Whoever answered where a person was asked before. */
  readonly decision: string | undefined;
}

/** What a run did outside, in the order it began or was asked for. */
export function runCalls(lines: readonly RunLine[]): readonly RunCall[] {
  const calls = new Map<string, RunCall>();
  for (const { type, payload } of lines) {
    const effect = payload['effect'];
    if (typeof effect === 'string') calls.set(effect, { ...(calls.get(effect) ?? blank(effect)), ...told(type, payload) });
    if (type === 'approval') decide(calls, payload);
  }
  return [...calls.values()];
}

function blank(effect: string): RunCall {
  const nothing = { request: undefined, answeredBy: undefined, tokens: undefined, text: undefined, output: undefined, error: undefined, decision: undefined };
  return { effect, visit: effectParts(effect)?.visit ?? effect, kind: '', isModel: false, state: 'open', tools: [], ...nothing };
}

function told(type: string, payload: JsonObject): Partial<RunCall> {
  switch (type) {
    case 'effect_scheduled':
      return scheduled(payload);
    case 'approval_requested':
      return asked(payload);
    case 'effect_completed':
      return { state: 'done', output: payload['output'], error: undefined, text: textIn(payload['output']), tools: askedTools(payload['output']), ...used(payload['usage']) };
    case 'effect_failed':
      return { state: 'failed', error: errorIn(payload['error']) };
    default:
      return {};
  }
}

function scheduled(payload: JsonObject): Partial<RunCall> {
  const kind = typeof payload['kind'] === 'string' ? payload['kind'] : '';
  // A call that is tried again is told without its request: it is the same.
  const { request } = payload;
  return { kind, isModel: kind.startsWith('llm.'), state: 'open', ...(request === undefined ? {} : { request }) };
}

function asked(payload: JsonObject): Partial<RunCall> {
  const [request] = isJsonList(payload['requests']) ? payload['requests'].filter(isJsonObject) : [];
  return { kind: typeof request?.['type'] === 'string' ? request['type'] : '', request: request?.['config'], state: 'asked' };
}

/** A person's answer belongs to the call they were asked about; an approval of a validator to none. */
function decide(calls: Map<string, RunCall>, payload: JsonObject): void {
  const { visit, validator, decision, by, comment } = payload;
  if (typeof visit !== 'string' || typeof validator !== 'string' || typeof decision !== 'string') return;
  const call = calls.get(approvalId(visit, validator));
  if (call === undefined) return;
  const words = [runWords.calls.decided(decision, typeof by === 'string' ? by : ''), comment].filter((each) => typeof each === 'string').join(': ');
  calls.set(call.effect, { ...call, decision: words, state: decision === 'reject' ? 'rejected' : call.state });
}

function used(usage: Json | undefined): Partial<RunCall> {
  if (!isJsonObject(usage)) return {};
  const { connector, model, inputTokens, outputTokens } = usage;
  const answeredBy = [connector, model, standInWords(usage)].filter((name) => typeof name === 'string').join(' · ');
  return { ...(answeredBy === '' ? {} : { answeredBy }), tokens: (typeof inputTokens === 'number' ? inputTokens : 0) + (typeof outputTokens === 'number' ? outputTokens : 0) };
}

function textIn(output: Json | undefined): string | undefined {
  const text = isJsonObject(output) ? output['text'] : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function errorIn(error: Json | undefined): string | undefined {
  return isJsonObject(error) && typeof error['message'] === 'string' ? error['message'] : undefined;
}
