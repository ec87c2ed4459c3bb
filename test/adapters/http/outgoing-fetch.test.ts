import OpenAI from 'openai';
import { expect, it } from 'vitest';
import { createOutgoingClient } from '../../../src/core/http/outgoing-client.ts';
import { openPrivateServer, type PrivateServer } from './private-server.ts';

const allowing = ({ port }: PrivateServer) => createOutgoingClient({ allowedPrivateHosts: async () => [`127.0.0.1:${port}`] }).fetch;
const at = ({ port }: PrivateServer, path = '/'): string => `http://127.0.0.1:${port}${path}`;
const allClosed = async (server: PrivateServer): Promise<void> => expect.poll(() => server.openSockets.size).toBe(0);

const echo: Parameters<typeof openPrivateServer>[0] = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => response.end(JSON.stringify({ method: request.method, type: request.headers['content-type'], own: request.headers['x-own'], body: Buffer.concat(chunks).toString() })));
};

it('sends whatever body a caller has', async () => {
  await using server = await openPrivateServer(echo);
  const fetch = allowing(server);
  const send = async (body: BodyInit, headers: HeadersInit = {}): Promise<unknown> => (await fetch(at(server), { method: 'POST', body, headers })).json();

  expect(await send('text', { 'X-Own': '1', 'Content-Length': '4', Connection: 'keep-alive' })).toEqual({ method: 'POST', type: 'text/plain;charset=UTF-8', own: '1', body: 'text' });
  expect(await send(new TextEncoder().encode('bytes'))).toMatchObject({ body: 'bytes' });
  expect(await send(new URLSearchParams({ a: '1 2' }))).toMatchObject({ type: expect.stringContaining('application/x-www-form-urlencoded'), body: 'a=1+2' });
  expect(await send(new Blob(['blob'], { type: 'text/x' }))).toMatchObject({ type: 'text/x', body: 'blob' });
  expect(await send(new Blob(['stream']).stream())).toMatchObject({ body: 'stream' });
  expect(await (await fetch(new Request(at(server), { method: 'PUT', body: 'request', headers: new Headers({ 'x-own': '2' }) }))).json()).toMatchObject({ method: 'PUT', own: '2', body: 'request' });
});

it('hands on each piece of an answer when it comes', async () => {
  let goOn: () => void = () => undefined;
  await using server = await openPrivateServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: one\n\n');
    goOn = () => response.end('data: two\n\n');
  });

  const response = await allowing(server)(new URL(at(server)));
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  const first = new TextDecoder().decode((await reader.read()).value);
  goOn();
  const second = new TextDecoder().decode((await reader.read()).value);

  expect([response.headers.get('content-type'), first, second, (await reader.read()).done]).toEqual(['text/event-stream', 'data: one\n\n', 'data: two\n\n', true]);
  await allClosed(server);
});

it('closes the connection when its caller aborts, or wants no more', async () => {
  await using server = await openPrivateServer((_request, response) => { response.write('a'); });
  const fetch = allowing(server);
  const stop = new AbortController();
  const reason = new Error('enough');

  const response = await fetch(at(server), { signal: stop.signal });
  stop.abort(reason);
  await expect(response.text()).rejects.toBe(reason);
  await allClosed(server);

  await (await fetch(at(server))).body?.cancel();
  await allClosed(server);

  await expect(fetch(at(server), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

it('serves a vendor’s SDK, whose errors hold what was refused', async () => {
  await using server = await openPrivateServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const content of ['Hel', 'lo']) response.write(`data: ${JSON.stringify({ id: '1', object: 'chat.completion.chunk', created: 0, model: 'm', choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`);
    response.end('data: [DONE]\n\n');
  });
  const ask = async (fetch: typeof globalThis.fetch): Promise<string> => {
    const client = new OpenAI({ apiKey: 'k', baseURL: at(server, '/v1'), maxRetries: 0, fetch });
    let text = '';
    for await (const chunk of await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'x' }], stream: true })) text += chunk.choices[0]?.delta.content ?? '';
    return text;
  };

  expect(await ask(allowing(server))).toBe('Hello');
  await expect(ask(createOutgoingClient({ allowedPrivateHosts: async () => [] }).fetch)).rejects.toMatchObject({ cause: { code: 'host_denied' } });
  expect(server.requests).toEqual(['POST /v1/chat/completions']);
});
