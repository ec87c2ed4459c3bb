import type { ServerResponse } from 'node:http';
import { sceneFor, wireUsage, type Scene } from './wire-scenes.ts';
import { answerJson, writeEvents, WireServer, type HeardRequest } from './wire-server.ts';

/** Speaks OpenAI's chat completions as the real service does: pieces, a usage piece where it was asked for, `[DONE]`. */
export function openaiWire(): WireServer {
  return new WireServer(async (request, response) => {
    if (request.path === '/v1/models') {
      if (request.headers.authorization === 'Bearer sk-wrong') answerJson(response, { error: { message: 'Incorrect API key provided: sk-wrong.', type: 'invalid_request_error', code: 'invalid_api_key' } }, { status: 401 });
      else answerJson(response, { object: 'list', data: ['house-model', 'gpt-4.1-2025-04-14', 'gpt-6-sol'].map((id) => ({ id, object: 'model', created: 1, owned_by: 'x' })) });
      return;
    }
    await chat(request, response);
  });
}

interface Body {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly stream_options?: { readonly include_usage?: boolean };
}

async function chat({ body, headers }: HeardRequest, response: ServerResponse): Promise<void> {
  const { model, messages, max_tokens, max_completion_tokens, stream_options } = body as Body;
  const prompt = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const scene = sceneFor(prompt, max_completion_tokens ?? max_tokens ?? 1000);
  if (scene.failure !== undefined) {
    const { status, type, message, headers: more } = scene.failure;
    answerJson(response, { error: { message: message.replace('{key}', headers.authorization ?? ''), type, code: null } }, { status, headers: more });
    return;
  }
  const data = (choices: unknown, more: object = {}): string => `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: `${model}-2026-01-01`, choices, ...more })}\n\n`;
  const delta = (piece: object, finish_reason: string | null = null): string => data([{ index: 0, delta: piece, finish_reason }]);
  const said = scene.pieces.map((piece) => delta(scene.stop === 'refusal' ? { refusal: piece } : { content: piece }));
  const begun = [delta({ role: 'assistant', content: '' }), ...said, ...toolDeltas(scene).map((piece) => delta(piece))];
  const finish = { end: 'stop', length: 'length', refusal: 'stop', tools: 'tool_calls' }[scene.stop];
  const usage = { prompt_tokens: wireUsage.fresh + wireUsage.cached, completion_tokens: wireUsage.output, total_tokens: 23, prompt_tokens_details: { cached_tokens: wireUsage.cached } };
  const counted = scene.counts === undefined ? usage : { prompt_tokens: scene.counts, completion_tokens: scene.counts, prompt_tokens_details: { cached_tokens: scene.counts } };
  const end = [delta({}, finish), ...(stream_options?.include_usage === true ? [data([], { usage: counted })] : []), 'data: [DONE]\n\n'];
  await play(response, scene, { begun, end, error: `data: ${JSON.stringify({ error: { message: 'The engine fell over.', type: 'server_error' } })}\n\n`, garbage: 'data: {"id": "c1", "choices": [\n\n' });
}

/** Calls come in pieces: first a name, then its arguments a few characters at a time, two calls interleaved. */
function toolDeltas({ toolCalls = [] }: Scene): readonly object[] {
  const named = toolCalls.map(({ id, name }, index) => ({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }));
  const filled = toolCalls.flatMap(({ arguments: text }, index) => (text.match(/.{1,5}/gsu) ?? []).map((part) => ({ tool_calls: [{ index, function: { arguments: part } }] })));
  return [...named, ...filled];
}

export interface Played {
  readonly begun: readonly string[];
  readonly end: readonly string[];
  readonly error: string;
  readonly garbage: string;
}

/** Sends what a scene says, and breaks where it says so. */
export async function play(response: ServerResponse, { breaks, bytesPerPart }: Scene, { begun, end, error, garbage }: Played): Promise<void> {
  if (breaks === undefined) {
    await writeEvents(response, [...begun, ...end], bytesPerPart);
    response.end();
    return;
  }
  await writeEvents(response, begun.slice(0, breaks === 'silence' ? 2 : 3));
  if (breaks === 'cut') response.destroy();
  if (breaks === 'no-end') response.end();
  if (breaks === 'garbage') await writeEvents(response, [garbage, ...end]);
  if (breaks === 'error') await writeEvents(response, [error]);
  if (breaks === 'garbage' || breaks === 'error') response.end();
}
