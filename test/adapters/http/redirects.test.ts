import { expect, it } from 'vitest';
import { createOutgoingClient, type OutgoingClient } from '../../../src/core/http/outgoing-client.ts';
import { openPrivateServer, type PrivateServer } from './private-server.ts';

const never = new AbortController().signal;
const bodyOf = ({ body }: { readonly body: Uint8Array }): string => new TextDecoder().decode(body);

/** Leads to whatever stands after `/to/`, with the status before it: `/302/to/http://…`. */
const leading: Parameters<typeof openPrivateServer>[0] = (request, response) => {
  const [, status, place] = /^\/(\d{3})\/to\/(.*)$/u.exec(request.url ?? '') ?? [];
  if (status !== undefined && place !== undefined) {
    response.writeHead(Number(status), { location: decodeURIComponent(place) }).end('elsewhere');
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => response.end(JSON.stringify({ method: request.method, headers: request.headers, body: Buffer.concat(chunks).toString() })));
};

const allowing = (...servers: readonly PrivateServer[]): OutgoingClient => createOutgoingClient({ allowedPrivateHosts: async () => servers.map(({ port }) => `127.0.0.1:${port}`) });
const at = ({ port }: PrivateServer, path: string): string => `http://127.0.0.1:${port}${path}`;
const led = (server: PrivateServer, to: string, status = 302): string => at(server, `/${status}/to/${encodeURIComponent(to)}`);

it.each([
  'http://127.0.0.1:{other}/', 'http://localhost:{other}/', 'http://2130706433:{other}/', 'http://[::ffff:127.0.0.1]:{other}/', 'http://[::1]:{other}/', '//127.0.0.1:{other}/x', 'http://0:{other}/', '\\\\127.0.0.1:{other}\\',
  'http://169.254.169.254/latest/meta-data/', 'http://10.0.0.1/', 'file:///etc/passwd', 'ftp://127.0.0.1:{other}/', 'http://user:word@127.0.0.1:{own}/', 'data:text/plain,x',
])('a redirect to %s is not followed, and neither is one that leads there by others', async (to) => {
  await using entry = await openPrivateServer(leading);
  await using other = await openPrivateServer();
  const place = to.replace('{other}', String(other.port)).replace('{own}', String(entry.port));
  const client = allowing(entry);

  for (const url of [led(entry, place), led(entry, led(entry, led(entry, place, 307), 301), 308)]) {
    await expect(client.request({ method: 'GET', url }, never)).rejects.toMatchObject({ code: expect.stringMatching(/^(?:host_denied|input_invalid)$/u) });
    await expect(client.fetch(url)).rejects.toMatchObject({ code: expect.stringMatching(/^(?:host_denied|input_invalid)$/u) });
  }

  expect(other.connections).toBe(0);
});

it('is needed: the platform’s own client follows into the private place', async () => {
  await using entry = await openPrivateServer(leading);
  await using other = await openPrivateServer();

  await (await fetch(led(entry, at(other, '/')))).text();

  expect(other.requests).toEqual(['GET /']);
});

it('follows what it may, tells where the answer came from, and stops at the sixth redirect', async () => {
  await using entry = await openPrivateServer(leading);
  const client = allowing(entry);
  const chain = (length: number): string => {
    let url = at(entry, '/end');
    for (let step = 0; step < length; step += 1) url = led(entry, url);
    return url;
  };

  expect(await client.request({ method: 'GET', url: chain(5) }, never)).toMatchObject({ status: 200, url: at(entry, '/end') });
  const response = await client.fetch(chain(2));
  expect([response.url, response.redirected, response.status]).toEqual([at(entry, '/end'), true, 200]);
  await response.text();

  await expect(client.request({ method: 'GET', url: chain(6) }, never)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('more than 5 times') });
  await expect(client.fetch(chain(6))).rejects.toMatchObject({ code: 'input_invalid' });
  const loop = await openPrivateServer((_request, answer) => answer.writeHead(302, { location: '/again' }).end());
  await using _loop = loop;
  await expect(allowing(loop).request({ method: 'GET', url: at(loop, '/') }, never)).rejects.toMatchObject({ code: 'input_invalid' });
  expect(loop.requests).toHaveLength(6);
  expect(await client.request({ method: 'GET', url: chain(1), maxRedirects: 0 }, never)).toMatchObject({ status: 302 });
});

it('leaves every key behind where another origin is reached, and takes it along within one', async () => {
  await using entry = await openPrivateServer(leading);
  await using other = await openPrivateServer(leading);
  const secrets = { authorization: 'Bearer s3cret', cookie: 'sid=s3cret', 'proxy-authorization': 'Basic s3cret', 'x-api-key': 's3cret', 'x-company-thing': 's3cret', 'API-Token': 's3cret' };
  const client = allowing(entry, other);
  const send = async (url: string): Promise<string> => bodyOf(await client.request({ method: 'GET', url, headers: { ...secrets, accept: 'text/plain' } }, never));

  const within = await send(led(entry, at(entry, '/end')));
  const elsewhere = await send(led(entry, at(other, '/end')));
  const thereAndBack = await send(led(entry, led(other, at(entry, '/end'))));

  expect(within.match(/s3cret/gu)).toHaveLength(6);
  expect(elsewhere).toContain('"accept":"text/plain"');
  expect(elsewhere).not.toContain('s3cret');
  expect(thereAndBack).not.toContain('s3cret');
  expect(await (await client.fetch(led(entry, at(other, '/end')), { headers: secrets })).text()).not.toContain('s3cret');
});

it.each([
  { status: 301, method: 'POST', becomes: 'GET', body: '' },
  { status: 302, method: 'POST', becomes: 'GET', body: '' },
  { status: 303, method: 'PUT', becomes: 'GET', body: '' },
  { status: 302, method: 'PUT', becomes: 'PUT', body: 'form' },
  { status: 307, method: 'POST', becomes: 'POST', body: 'form' },
  { status: 308, method: 'DELETE', becomes: 'DELETE', body: 'form' },
] as const)('after $status a $method is a $becomes', async ({ status, method, becomes, body }) => {
  await using entry = await openPrivateServer(leading);

  const answer = await allowing(entry).request({ method, url: led(entry, at(entry, '/end'), status), body: new TextEncoder().encode('form'), headers: { 'content-type': 'text/plain' } }, never);

  expect(JSON.parse(bodyOf(answer))).toMatchObject({ method: becomes, body, headers: body === '' ? expect.not.objectContaining({ 'content-type': 'text/plain' }) : { 'content-type': 'text/plain' } });
});

it('asks only hosts that the workflow permits, at every redirect', async () => {
  await using entry = await openPrivateServer(leading);
  await using other = await openPrivateServer(leading);
  const client = allowing(entry, other);
  const ask = async (url: string, allowedHosts: readonly string[]) => client.request({ method: 'GET', url, allowedHosts }, never);

  expect((await ask(led(entry, at(other, '/end')), ['127.0.0.1'])).status).toBe(200);
  await expect(ask(led(entry, at(other, '/end')), [`127.0.0.1:${entry.port}`])).rejects.toMatchObject({ code: 'host_denied', data: { reason: 'not_permitted' } });
  await expect(ask(at(entry, '/end'), [])).rejects.toMatchObject({ code: 'host_denied' });
  expect(other.requests).toHaveLength(1);
});

it('does not follow where a caller of fetch asks not to', async () => {
  await using entry = await openPrivateServer(leading);
  const client = allowing(entry);

  const manual = await client.fetch(led(entry, 'http://127.0.0.1:1/'), { redirect: 'manual' });
  expect(await manual.text()).toBe('elsewhere');
  expect([manual.status, manual.headers.get('location')]).toEqual([302, 'http://127.0.0.1:1/']);
  await expect(client.fetch(led(entry, at(entry, '/end')), { redirect: 'error' })).rejects.toBeInstanceOf(TypeError);
});
