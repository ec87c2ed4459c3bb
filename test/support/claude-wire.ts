import type { ServerResponse } from 'node:http';
import { play } from './openai-wire.ts';
import { sceneFor, wireUsage, type Scene } from './wire-scenes.ts';
import { answerJson, WireServer, type HeardRequest } from './wire-server.ts';

/** Speaks Anthropic's messages as the real service does: named events, blocks with their pieces, usage at both ends. */
export function claudeWire(): WireServer {
  return new WireServer(async (request, response) => {
    if (request.path.startsWith('/v1/models')) {
      if (request.headers.authorization === 'Bearer sk-wrong') answerJson(response, { type: 'error', error: { type: 'authentication_error', message: 'invalid key: sk-wrong' } }, { status: 401 });
      else answerJson(response, { data: ['house-model', 'claude-haiku-4-5-20251001', 'claude-sonnet-5-5'].map((id) => ({ id, type: 'model', display_name: id, created_at: '2026-01-01T00:00:00Z', max_input_tokens: 1_000_000, max_tokens: 64_000, capabilities: null })), has_more: false, first_id: null, last_id: null });
      return;
    }
    await message(request, response);
  });
}

interface Body {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: readonly { readonly type: string; readonly text?: string }[] }[];
  readonly max_tokens: number;
}

async function message({ body, headers }: HeardRequest, response: ServerResponse): Promise<void> {
  const { model, messages, max_tokens } = body as Body;
  const prompt = messages.findLast(({ role }) => role === 'user')?.content.find(({ type }) => type === 'text')?.text ?? '';
  const scene = sceneFor(prompt, max_tokens);
  if (scene.failure !== undefined) {
    const { status, type, message: said, headers: more } = scene.failure;
    answerJson(response, { type: 'error', error: { type, message: said.replace('{key}', headers.authorization ?? '') } }, { status, headers: more });
    return;
  }
  const event = (type: string, more: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
  const { counts } = scene;
  const usage = counts === undefined ? { input_tokens: wireUsage.fresh - 1, cache_read_input_tokens: wireUsage.cached, cache_creation_input_tokens: 1, output_tokens: 1 } : { input_tokens: counts, cache_read_input_tokens: counts, cache_creation_input_tokens: counts, output_tokens: counts };
  const begun = [
    event('message_start', { message: { id: 'm1', type: 'message', role: 'assistant', model: `${model}-20260101`, content: [], stop_reason: null, stop_sequence: null, usage } }),
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    ...scene.pieces.map((text) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } })),
    event('ping', {}),
    event('content_block_stop', { index: 0 }),
    ...toolEvents(scene, event),
  ];
  const stop_reason = { end: 'end_turn', length: 'max_tokens', refusal: 'refusal', tools: 'tool_use' }[scene.stop];
  const end = [event('message_delta', { delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: counts === undefined ? wireUsage.output : counts } }), event('message_stop', {})];
  const played = scene.breaks === 'silence' ? begun.filter((_, at) => at !== 0) : begun;
  await play(response, scene, { begun: played, end, error: event('error', { error: { type: 'api_error', message: 'The engine fell over.' } }), garbage: 'event: content_block_delta\ndata: {"type": "content_block_delta", \n\n' });
}

/** Calls come in pieces: a block each, and in it the arguments a few characters at a time. */
function toolEvents({ toolCalls = [] }: Scene, event: (type: string, more: object) => string): readonly string[] {
  return toolCalls.flatMap(({ id, name, arguments: text }, at) => [
    event('content_block_start', { index: at + 1, content_block: { type: 'tool_use', id, name, input: {} } }),
    ...(text.match(/.{1,5}/gsu) ?? []).map((part) => event('content_block_delta', { index: at + 1, delta: { type: 'input_json_delta', partial_json: part } })),
    event('content_block_stop', { index: at + 1 }),
  ]);
}
