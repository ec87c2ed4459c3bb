import { createServer, type IncomingMessage, request as ask, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { certificateFiles } from '../../adapters/server/certificate-files.ts';
import { aiwm, answerOf, type Ended, freshHome, start, type Started } from './aiwm-process.ts';

const elsewhere = Object.values(networkInterfaces()).flat().find((entry) => entry?.family === 'IPv4' && !entry.internal)?.address ?? '';

/** Where the person sits, and where the server works. */
let here: string;
let there: string;
let server: Started | undefined;
const opened: Server[] = [];
beforeEach(async () => {
  [here, there] = [await freshHome(), await freshHome()];
  server = undefined;
});
afterEach(async () => {
  server?.child.kill('SIGKILL');
  await server?.ended;
  for (const proxy of opened.splice(0)) {
    proxy.closeAllConnections();
    proxy.close();
  }
  for (const home of [here, there]) await rm(path.dirname(home), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

interface Served {
  readonly address: string;
  readonly outside: readonly string[];
}

async function serve(...args: readonly string[]): Promise<Served> {
  const started = start(['serve', '--json', '--no-samples', ...args], { home: there });
  server = started;
  await expect.poll(() => started.printed.out).toContain('\n');
  return JSON.parse(started.printed.out) as Served;
}

async function tokenThere(name: string, ...scopes: readonly string[]): Promise<string> {
  return (await aiwm(['tokens', 'create', name, ...scopes.flatMap((scope) => ['--scopes', scope]), '-q'], { home: there })).out.trim();
}

function at(address: string, token: string, more: Readonly<Record<string, string>> = {}) {
  return (...args: readonly string[]): Promise<Ended> => aiwm(args, { home: here, env: { AIWM_SERVER: address, AIWM_TOKEN: token, ...more } });
}

const waiting = { format: 'aiwm.workflow/1', name: 'From afar', inputs: { type: 'object', properties: { text: { type: 'string', format: 'file' } }, required: ['text'] }, root: { id: 'root', nodes: [{ id: 'start', type: 'start' }, { id: 'end', type: 'end' }], transitions: [{ id: 'e', from: 'start', to: 'end', triggers: [{ type: 'immediate' }] }] } };

describe('a server', () => {
  it('does what it is told from elsewhere as a host does here, and nothing is made here', async () => {
    const { address } = await serve('--port', '0');
    const on = at(address, await tokenThere('all', 'admin'));
    await writeFile(path.join(path.dirname(here), 'flow.json'), JSON.stringify(waiting));
    await writeFile(path.join(path.dirname(here), 'a.txt'), 'From my machine');

    const imported = await on('workflows', 'import', 'flow.json', '--slug', 'flow', '--publish', '--json');
    expect(imported).toMatchObject({ code: 0 });
    const ran = await on('run', 'flow', '--input', 'text=a.txt', '--json');
    const rows = ran.out.trim().split('\n').map((line) => JSON.parse(line) as { readonly type: string; readonly status?: string });

    expect(ran).toMatchObject({ code: 0 });
    expect(rows.at(-1)).toMatchObject({ type: 'run', status: 'completed' });
    expect(answerOf(await aiwm(['runs', 'list', '--json'], { home: there }))).toMatchObject({ items: [{ startedBy: 'token:all', status: 'completed' }] });
    expect(answerOf(await aiwm(['runs', 'list', '--json'], { home: here }))).toMatchObject({ items: [] });
  });

  it('lets a token do what its scopes say, and no more once it is revoked', async () => {
    const { address } = await serve('--port', '0');
    const token = await tokenThere('narrow', 'runs:read');
    const on = at(address, token);

    expect((await on('runs', 'list')).code).toBe(0);
    expect(await on('workflows', 'list')).toMatchObject({ code: 4, err: expect.stringContaining('access_denied') });
    const followed = start(['runs', 'watchlist'], { home: here, env: { AIWM_SERVER: address, AIWM_TOKEN: token } });
    await expect.poll(() => followed.printed.out).not.toBe('');
    await aiwm(['tokens', 'revoke', 'narrow'], { home: there });
    const refused = await on('runs', 'list');

    expect(refused).toMatchObject({ code: 4 });
    expect(refused.err).not.toContain(token);
    expect((await followed.ended).code).not.toBe(0);
  });

  it.runIf(elsewhere !== '')('is believed with an authority of its own, and sent nothing without', async () => {
    const { cert, key } = await certificateFiles([`IP:${elsewhere}`]);
    const { outside } = await serve('--port', '0', '--listen', `${elsewhere}:0`, '--tls-cert', cert, '--tls-key', key);
    const [address = ''] = outside;
    const token = await tokenThere('tls', 'read');

    expect(await at(address, token)('runs', 'list', '--json')).toMatchObject({ code: 4, err: expect.stringContaining('"reason":"certificate"') });
    expect(await at(address, token, { AIWM_CA: cert })('runs', 'list')).toMatchObject({ code: 0 });
    const other = await certificateFiles([`IP:${elsewhere}`]);
    expect(await at(address, token)('runs', 'list', '--ca', other.cert)).toMatchObject({ code: 4, err: expect.stringContaining('not believed') });
  });

  it('is told where a token would go in clear, nobody answers, or somebody else does', async () => {
    const strange = createServer((_request, response) => { response.end('hello'); }).listen(0, '127.0.0.1');
    opened.push(strange);
    await once(strange, 'listening');
    const { port } = strange.address() as { readonly port: number };

    expect(await at('http://192.0.2.7:4319', 'word')('runs', 'list')).toMatchObject({ code: 2, err: expect.stringContaining('clear text') });
    expect(await at(`http://127.0.0.1:${port}`, 'word')('runs', 'list')).toMatchObject({ code: 3, err: expect.stringContaining('no server of this program') });
    strange.closeAllConnections();
    strange.close();
    expect(await at(`http://127.0.0.1:${port}`, 'word')('runs', 'list')).toMatchObject({ code: 3, err: expect.stringContaining('ECONNREFUSED') });
    expect(await aiwm(['--server', 'http://127.0.0.1:1', 'runs', 'list'], { home: here, env: { AIWM_TOKEN: '' } })).toMatchObject({ code: 3, err: expect.stringContaining('AIWM_TOKEN') });
    expect(await aiwm(['--server', 'http://127.0.0.1:1', 'serve'], { home: here })).toMatchObject({ code: 2 });
  });
});

interface Between {
  readonly address: string;
  /** What was asked for through it. */
  readonly asked: string[];
}

type Change = (request: IncomingMessage, response: ServerResponse, pass: () => Promise<IncomingMessage>) => Promise<void>;

/** A program in front of the server, which does with answers what it is told. */
async function between(target: string, change: Change): Promise<Between> {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? '');
    const pass = async (): Promise<IncomingMessage> => {
      const onward = ask(`${target}${request.url ?? ''}`, { method: request.method, headers: { ...request.headers, host: new URL(target).host } });
      request.pipe(onward);
      const [answer] = (await once(onward, 'response')) as [IncomingMessage];
      return answer;
    };
    change(request, response, pass).catch(() => { response.destroy(); });
  }).listen(0, '127.0.0.1');
  opened.push(proxy);
  await once(proxy, 'listening');
  return { address: `http://127.0.0.1:${(proxy.address() as { readonly port: number }).port}`, asked };
}

function passOn(answer: IncomingMessage, response: ServerResponse, headers: Readonly<Record<string, string | undefined>> = {}): void {
  response.writeHead(answer.statusCode ?? 500, Object.fromEntries(Object.entries({ ...answer.headers, ...headers }).filter(([, value]) => value !== undefined)));
  answer.pipe(response);
}

describe('what got no answer', () => {
  it('is sent again with the same key, and done once', async () => {
    const { address } = await serve('--port', '0');
    let lost = 0;
    const line = await between(address, async (request, response, pass) => {
      const answer = await pass();
      if (!(request.url ?? '').endsWith('/workflows/create') || lost === 2) return passOn(answer, response);
      // Done there, and never heard of here.
      lost += 1;
      answer.resume();
      response.destroy();
    });
    const made = await at(line.address, await tokenThere('all', 'admin'))('workflows', 'create', 'Only once', '--json');

    expect(made).toMatchObject({ code: 0, err: expect.stringContaining('does not answer just now') });
    expect(lost).toBe(2);
    expect((answerOf(await aiwm(['workflows', 'list', '--json'], { home: there })) as { readonly items: readonly unknown[] }).items).toHaveLength(1);
  });

  it('because the server was killed over it, is known as done by the next one, or done by it', async () => {
    const { address } = await serve('--port', '0');
    const token = await tokenThere('all', 'admin');
    let isKilled = false;
    const target = { address };
    const line = await between(address, async (request, response, pass) => {
      if (!(request.url ?? '').endsWith('/workflows/create') || isKilled) return passOn(await pass(), response);
      isKilled = true;
      const answer = await pass();
      answer.resume();
      const port = new URL(target.address).port;
      server?.child.kill('SIGKILL');
      await server?.ended;
      response.destroy();
      await serve('--port', port);
    });
    const made = await at(line.address, token)('workflows', 'create', 'Only once', '--json');

    expect(made).toMatchObject({ code: 6, err: expect.stringContaining('"reason":"already_done"') });
    expect((answerOf(await aiwm(['workflows', 'list', '--json'], { home: there })) as { readonly items: readonly unknown[] }).items).toHaveLength(1);
  });

  it('is followed on after the server was away, each row once', async () => {
    const { address } = await serve('--port', '0');
    const on = at(address, await tokenThere('all', 'admin'));
    await writeFile(path.join(path.dirname(here), 'wait.json'), JSON.stringify({ format: 'aiwm.workflow/1', name: 'Waits', root: { id: 'root', nodes: [{ id: 'start', type: 'start' }, { id: 'go', type: 'wait', config: { signal: 'go' } }, { id: 'end', type: 'end' }], transitions: [{ id: 'a', from: 'start', to: 'go', triggers: [{ type: 'immediate' }] }, { id: 'b', from: 'go', to: 'end', triggers: [{ type: 'external' }] }] } }));
    const imported = await on('workflows', 'import', 'wait.json', '--slug', 'wait', '--publish');
    expect(imported).toMatchObject({ code: 0 });
    const { id } = answerOf(await on('run', 'wait', '--detach', '--json')) as { readonly id: string };
    const followed = start(['runs', 'watch', id, '--json'], { home: here, env: { AIWM_SERVER: address, AIWM_TOKEN: (await tokenThere('watch', 'read')) } });
    await expect.poll(() => followed.printed.out).toContain('"type"');
    server?.child.kill('SIGKILL');
    await server?.ended;
    await serve('--port', new URL(address).port);
    expect(await on('runs', 'signal', id, 'go')).toMatchObject({ code: 0 });
    const { out, code } = await followed.ended;
    const seqs = out.trim().split('\n').map((row) => (JSON.parse(row) as { readonly seq?: number }).seq).filter((seq) => seq !== undefined);

    expect(code).toBe(0);
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => index + 1));
    expect(out).toContain('run_ended');
  });
});

it.each([['an older', undefined], ['another', '99.0.0']])('%s version is said, and what it does not know is said with it', async (_which, version) => {
  const { address } = await serve('--port', '0');
  const line = await between(address, async (request, response, pass) => {
    const isNew = (request.url ?? '').includes('/rpc/search/');
    if (isNew) {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ json: { defined: false, code: 'operation_unknown', status: 404, message: 'none', data: { code: 'operation_unknown', message: 'There is no operation "search.find".' } } }));
      return;
    }
    passOn(await pass(), response, { 'x-aiwm-version': version });
  });
  const on = at(line.address, await tokenThere('all', 'admin'));

  expect(await on('runs', 'list')).toMatchObject({ code: 0, err: expect.stringContaining(version ?? 'an older version') });
  expect(await on('search', 'find', 'x')).toMatchObject({ code: 2, err: expect.stringContaining('same version on both sides') });
});

it('a server is kept under a name: its address in the settings, its token in the vault alone', async () => {
  const { address } = await serve('--port', '0');
  const token = await tokenThere('all', 'admin');
  const secret = path.join(path.dirname(here), 'token');
  const password = path.join(path.dirname(here), 'password');
  await writeFile(secret, `${token}\n`);
  await writeFile(password, 'a long master password\n', { mode: 0o600 });
  const env = { AIWM_KEYCHAIN: 'off', AIWM_VAULT_PASSWORD_FILE: password };
  const run = (...args: readonly string[]) => aiwm(args, { home: here, env });

  expect(await run('vault', 'setup', '--kind', 'password', '--password-file', password)).toMatchObject({ code: 0 });
  expect(await run('servers', 'add', 'office', address, '--key-file', secret)).toMatchObject({ code: 0 });
  expect(await run('servers', 'test', 'office', '--json')).toMatchObject({ code: 0, out: expect.stringContaining('"sameVersion":true') });
  expect(await run('--server', 'office', 'workflows', 'create', 'By name')).toMatchObject({ code: 0 });
  expect((answerOf(await aiwm(['workflows', 'list', '--json'], { home: there })) as { readonly items: readonly unknown[] }).items).toHaveLength(1);
  expect(await readFile(path.join(here, 'config', 'settings.yaml'), 'utf8').catch(async () => JSON.stringify(answerOf(await run('settings', 'get', 'servers', '--json'))))).not.toContain(token);

  // Settings that name another address do not move the token.
  expect(await run('settings', 'set', 'servers.items.office.url', 'https://192.0.2.9:1')).toMatchObject({ code: 0 });
  expect(await run('--server', 'office', 'runs', 'list')).toMatchObject({ code: 3, err: expect.stringContaining('credential_missing') });
  expect(await run('servers', 'remove', 'office')).toMatchObject({ code: 0 });
  expect(await run('--server', 'office', 'runs', 'list')).toMatchObject({ code: 5 });
});
