import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { httpRequest } from '../../../src/core/domain/catalogue/actions/http-request.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { openPrivateServer } from '../http/private-server.ts';
import { actionInput, benchSecret, openActionBench } from './action-bench.ts';

/** Answers what it was asked; `/status/418` with that status. */
async function openService() {
  return openPrivateServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const status = Number(/\/status\/(\d+)/u.exec(request.url ?? '')?.[1] ?? 200);
      const type = /type=([^&]+)/u.exec(request.url ?? '')?.[1] ?? 'application/json';
      response.writeHead(status, { 'content-type': decodeURIComponent(type), 'retry-after': '2', 'set-cookie': 'sid=1', 'x-echo': request.headers.authorization ?? '' });
      response.end(request.method === 'HEAD' ? undefined : JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() }));
    });
  });
}

async function openBench() {
  const [bench, service] = [await openActionBench(), await openService()];
  bench.allow(`127.0.0.1:${service.port}`);
  const url = (path = '/'): string => `http://127.0.0.1:${service.port}${path}`;
  return {
    bench, service, url,
    ask: async (config: JsonObject): Promise<JsonObject> => (await bench.run('http.request', { url: url(), ...config })).output as JsonObject,
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await bench[Symbol.asyncDispose]();
    },
  };
}

it('sends values, text, forms and files, each with what it is', async () => {
  await using site = await openBench();
  await writeFile(join(site.bench.folder, 'notes.txt'), 'of a file');
  const send = async (body: JsonObject): Promise<unknown> => {
    const { body: said } = await site.ask({ method: 'PUT', body });
    return [(said as { headers: JsonObject }).headers['content-type'], (said as JsonObject)['body']];
  };

  expect(await send({ json: { a: [1, null] } })).toEqual(['application/json', '{"a":[1,null]}']);
  expect(await send({ text: 'Grüße' })).toEqual(['text/plain; charset=utf-8', 'Grüße']);
  expect(await send({ form: { 'a b': '&=', n: 1 } })).toEqual(['application/x-www-form-urlencoded', 'a%20b=%26%3D&n=1']);
  expect(await send({ file: 'notes.txt', mediaType: 'text/x-notes' })).toEqual(['text/x-notes', 'of a file']);
  expect(await send({ file: { ...site.bench.keep('k.bin', 'kept', 'image/png') } })).toEqual(['image/png', 'kept']);
});

it('adds its query to what the address has', async () => {
  await using site = await openBench();

  expect(await site.ask({ url: site.url('/a?x=1#part'), query: { q: 'ü &', n: [1, 2] } })).toMatchObject({ status: 200, body: { method: 'GET', url: '/a?x=1&q=%C3%BC%20%26&n=1&n=2' } });
});

it('lends the key to the request alone: an answer that repeats it has stars', async () => {
  await using site = await openBench();
  const echoed = Buffer.from(`user:${benchSecret}`).toString('base64');

  const bearer = await site.ask({ credential: { connector: 'crm' } });
  const basic = await site.ask({ credential: { connector: 'crm', scheme: 'Basic' } });
  const plain = await site.ask({ credential: { connector: 'crm', label: 'prod', header: 'X-Api-Key', scheme: '' } });
  const kept = await site.bench.run('http.request', { url: site.url(), credential: { connector: 'crm' }, parse: 'bytes', saveAs: 'answer.json' });

  expect(bearer).toMatchObject({ headers: { 'x-echo': 'Bearer ***' }, body: { headers: { authorization: 'Bearer ***' } } });
  expect(plain).toMatchObject({ body: { headers: { 'x-api-key': '***' } } });
  expect(JSON.stringify([bearer, basic, plain, kept])).not.toMatch(new RegExp(`${benchSecret}|${echoed}|${Buffer.from(benchSecret).toString('base64')}`, 'u'));
  expect(Buffer.from(site.bench.bytesOf((kept.output as JsonObject)['body'] ?? null)).toString()).toContain('"authorization":"Bearer ***"');
  expect(kept.results[0]?.artifacts).toMatchObject([{ name: 'answer.json', mediaType: 'application/json' }]);
});

it.each([
  { writing: 'escaped signs of JSON', type: 'application/json', parse: 'auto', written: (key: string) => `{"${escaped(key)}": {"seen": ["${escaped(key)}"]}}` },
  { writing: 'two bytes for a sign', type: 'text/plain; charset=utf-16le', parse: 'text', written: (key: string) => Buffer.from(`key ${key}`, 'utf16le') },
  { writing: 'hexadecimal', type: 'text/plain', parse: 'text', written: (key: string) => Buffer.from(`Bearer ${key}`).toString('hex') },
  { writing: 'base64 with more around it', type: 'text/plain', parse: 'text', written: (key: string) => Buffer.from(`key:${key};`).toString('base64') },
])('has stars where a service repeats the key in $writing, in what is kept and in what is said of an error', async ({ type, parse, written }) => {
  await using bench = await openActionBench();
  await using service = await openPrivateServer((request, response) => {
    response.writeHead(request.url === '/bad' ? 400 : 200, { 'content-type': type }).end(written(benchSecret));
  });
  bench.allow(`127.0.0.1:${service.port}`);
  const ask = (path: string) => bench.run('http.request', { url: `http://127.0.0.1:${service.port}${path}`, credential: { connector: 'crm' }, parse });

  const kept = JSON.stringify((await ask('/')).output);
  const said = await ask('/bad').then(() => '', (error: unknown) => (error as Error).message);
  expect(kept).toContain('***');
  expect(said).toContain('status 400');
  for (const form of [benchSecret, escaped(benchSecret), Buffer.from(benchSecret).toString('hex'), Buffer.from(`key:${benchSecret};`).toString('base64').slice(8, -4)]) expect(`${kept}${said}`).not.toContain(form);
});

function escaped(text: string): string {
  return [...text].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}

it('keeps no cookie, and takes no key as a plain header', async () => {
  await using site = await openBench();

  expect((await site.ask({}))['headers']).not.toHaveProperty('set-cookie');
  for (const name of ['Authorization', 'cookie', 'Proxy-Authorization']) expect(httpRequest.config.safeParse({ url: 'https://a.test/', headers: { [name]: 'x' } }).success).toBe(false);
});

it.each([
  { config: {}, kind: 'http.read' }, { config: { method: 'HEAD' }, kind: 'http.read' }, { config: { method: 'POST' }, kind: 'http.write' }, { config: { method: 'DELETE' }, kind: 'http.write' },
  { config: { method: 'POST', idempotencyHeader: 'Idempotency-Key' }, kind: 'http.keyed' }, { config: { method: 'GET', idempotencyHeader: 'x-key' }, kind: 'http.read' },
] as const)('$config is an effect $kind', ({ config, kind }) => {
  expect(httpRequest.next(httpRequest.config.parse({ url: 'https://a.test/', ...config }), actionInput, [])).toMatchObject({ requests: [{ kind }] });
  const repeats = Object.fromEntries(httpRequest.effects.map((effect) => [effect.kind, effect.repeat]));
  expect(repeats).toEqual({ 'http.read': 'safe', 'http.keyed': 'keyed', 'http.write': 'once' });
});

it('sends the key of the effect where the service knows repetitions by one', async () => {
  await using site = await openBench();

  expect(await site.ask({ method: 'POST', idempotencyHeader: 'Idempotency-Key' })).toMatchObject({ body: { headers: { 'idempotency-key': 'k' } } });
});

it.each([
  [400, 'input_invalid'], [401, 'credential_rejected'], [403, 'access_denied'], [404, 'not_found'], [409, 'conflict'], [412, 'precondition_failed'], [422, 'input_invalid'], [429, 'rate_limited'], [500, 'connector_unavailable'], [503, 'connector_unavailable'], [304, 'input_invalid'],
] as const)('the status %i is %s unless it was expected', async (status, code) => {
  await using site = await openBench();
  const url = site.url(`/status/${status}`);

  await expect(site.ask({ url })).rejects.toMatchObject({ code, message: expect.stringContaining(`status ${status}`), data: { status, ...(code === 'rate_limited' || code === 'connector_unavailable' ? { retryAfterMs: 2000 } : {}) } });
  expect(await site.ask({ url, expect: [status], parse: 'text' })).toMatchObject({ status });
});

it('reads an answer as it was asked to, or says why it cannot', async () => {
  await using site = await openBench();

  expect(await site.ask({ url: site.url('/?type=text/plain') })).toMatchObject({ body: expect.stringContaining('"method":"GET"') });
  expect(await site.ask({ url: site.url('/?type=application/problem%2Bjson') })).toMatchObject({ body: { method: 'GET' } });
  expect(await site.ask({ url: site.url('/?type=text/plain'), parse: 'json' })).toMatchObject({ body: { method: 'GET' } });
  expect(await site.ask({ method: 'HEAD' })).toMatchObject({ status: 200, body: null });
  await expect(site.ask({ url: site.url('/?type=text/plain;charset=klingon') })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('klingon') });
  await expect(site.ask({ method: 'PUT', body: { text: 'x'.repeat(1_100_000) } })).rejects.toMatchObject({ code: 'input_invalid', next: expect.stringContaining('bytes') });
  await expect(site.ask({ maxBytes: 10 })).rejects.toMatchObject({ code: 'input_invalid' });
});

it('asks only hosts that the workflows around it permit, redirects included', async () => {
  await using site = await openBench();
  const ask = async (hosts: readonly string[]) => site.bench.perform({ kind: 'http.read', request: { url: site.url() } }, { permissions: { hosts } });

  await expect(ask(['127.0.0.1'])).resolves.toMatchObject({ output: { status: 200 } });
  await expect(ask(['example.com'])).rejects.toMatchObject({ code: 'host_denied', data: { reason: 'not_permitted' } });
  expect(site.service.requests).toHaveLength(1);
});
