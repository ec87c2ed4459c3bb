import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { toolHash } from '../../../src/core/domain/model/tool-schema.ts';
import { ToolServerSettings } from '../../../src/core/domain/model/tool-server.ts';
import { createOutgoingClient } from '../../../src/core/http/outgoing-client.ts';
import { ToolServers } from '../../../src/core/mcp/tool-servers.ts';
import { deskServer } from './desk-server.ts';

// Programs are started, on machines that do much else.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const granted = ['echo', 'order', 'refuse', 'huge', 'hang', 'crash', 'where'];
const never = new AbortController().signal;
const program = join(import.meta.dirname, 'desk-program.ts');
const secret = 'key-of-the-desk-1234';

let folder: string;
let port: number;
const keys: (string | undefined)[] = [];
const handler = createMcpHandler(() => deskServer());
const web = createServer((request, response) => {
  void (async () => {
    keys.push(request.headers.authorization);
    const answer = await handler.fetch(new Request(`http://127.0.0.1${request.url ?? '/'}`, { method: request.method ?? 'GET', headers: new Headers(Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])), ...(request.method === 'POST' ? { body: await text(request) } : {}) }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body !== null) for await (const chunk of answer.body) response.write(chunk);
    response.end();
  })();
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aiwm-mcp-'));
  await new Promise<void>((resolve) => { web.listen(0, '127.0.0.1', resolve); });
  port = (web.address() as AddressInfo).port;
});
afterAll(async () => {
  await handler.close();
  web.closeAllConnections();
  web.close();
  await rm(folder, { recursive: true, force: true });
});

interface Bench extends AsyncDisposable {
  readonly servers: ToolServers;
  readonly lines: string[];
  readonly settings: { [id: string]: ToolServerSettings };
}

function open(settings: unknown, { allowed = [`127.0.0.1:${port}`] }: { readonly allowed?: readonly string[] } = {}): Bench {
  const lines: string[] = [];
  const held = { desk: ToolServerSettings.parse(settings) };
  const log = (message: string, facts?: unknown): void => { lines.push(`${message} ${JSON.stringify(facts)}`); };
  const servers = new ToolServers({
    servers: () => Promise.resolve(held),
    fetch: createOutgoingClient({ allowedPrivateHosts: () => Promise.resolve(allowed) }).fetch,
    use: (_ref, work) => work(secret),
    redact: (said) => said.replaceAll(secret, '***').replaceAll('sk-secret-in-stderr', '***'),
    folder: join(folder, 'tools'),
    log: { info: log, warn: log },
    environment: { DESK_LOG: join(folder, 'orders.txt'), AIWM_VAULT_PASSWORD: 'not for programs' },
  });
  return { servers, lines, settings: held, [Symbol.asyncDispose]: () => servers.close() };
}

const stdio = (more: object = {}): object => ({ kind: 'mcp-stdio', command: process.execPath, args: [program], env: ['DESK_LOG'], tools: granted, timeoutMs: 20_000, ...more });
const http = (more: object = {}): object => ({ kind: 'mcp-http', baseUrl: `http://127.0.0.1:${port}/mcp`, credential: 'default', tools: granted, timeoutMs: 20_000, ...more });

async function hashOf(servers: ToolServers, tool: string): Promise<string> {
  const found = (await servers.tools('desk', never)).find(({ name }) => name === tool);
  if (found === undefined) throw new Error(`no ${tool}`);
  return toolHash(found);
}

const use = async (servers: ToolServers, tool: string, given: { readonly [name: string]: string } = {}) => servers.call('desk', { tool, arguments: given, hash: await hashOf(servers, tool) }, never);

describe.each([['over pipes', stdio], ['over HTTP', http]] as const)('a server of tools %s', (_, settings) => {
  it('lists its granted tools with their schemas and takes a call', async () => {
    await using bench = open(settings({ tools: ['echo', 'refuse'] }));

    expect(await bench.servers.tools('desk', never)).toMatchObject([{ name: 'echo', description: 'Says it back', parameters: { type: 'object', required: ['words'] } }, { name: 'refuse' }]);
    expect(await use(bench.servers, 'echo', { words: 'hello' })).toEqual({ text: 'hello', isError: false });
    expect(await use(bench.servers, 'refuse')).toEqual({ text: 'out of stock', isError: true });
    expect((await bench.servers.describe('desk', never)).tools).toHaveLength(8);
    await expect(bench.servers.call('desk', { tool: 'order', arguments: { item: 'x' }, hash: '' }, never)).rejects.toMatchObject({ code: 'access_denied' });
  });

  it('is not called by a description it no longer gives', async () => {
    await using bench = open(settings());

    await expect(bench.servers.call('desk', { tool: 'echo', arguments: { words: 'x' }, hash: 'another' }, never)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('fails with a code where it hangs, and takes the next call', async () => {
    await using bench = open(settings({ timeoutMs: 20_000 }));
    const hash = await hashOf(bench.servers, 'hang');
    bench.settings['desk'] = ToolServerSettings.parse(settings({ timeoutMs: 1500 }));

    await expect(bench.servers.call('desk', { tool: 'hang', arguments: {}, hash }, never)).rejects.toMatchObject({ code: 'connector_unavailable', data: { connector: 'desk' } });
    bench.settings['desk'] = ToolServerSettings.parse(settings());
    expect(await use(bench.servers, 'echo', { words: 'again' })).toMatchObject({ text: 'again' });
  });

  it('is not taken where it says too much', async () => {
    await using bench = open(settings());

    await expect(use(bench.servers, 'huge')).rejects.toMatchObject({ code: 'connector_unavailable', message: expect.stringContaining('2000000 characters') as string });
  });

  it('stops when it is told to', async () => {
    await using bench = open(settings());
    const hash = await hashOf(bench.servers, 'hang');
    const stop = new AbortController();
    const reason = new Error('enough');

    const called = bench.servers.call('desk', { tool: 'hang', arguments: {}, hash }, stop.signal);
    stop.abort(reason);

    await expect(called).rejects.toBe(reason);
  });
});

describe('a program that serves tools', () => {
  it('works in a folder of its own, with the variables named and no other of ours', async () => {
    await using bench = open(stdio());

    const { text: said } = await use(bench.servers, 'where');
    const found = JSON.parse(said) as { readonly cwd: string; readonly names: readonly string[] };

    expect(found.cwd).toContain(join('tools', 'desk'));
    expect(found.names).toContain('DESK_LOG');
    expect(found.names).not.toContain('AIWM_VAULT_PASSWORD');
    await expect.poll(() => bench.lines.join('\n'), { timeout: 20_000 }).toContain('desk starts with ***');
  });

  it('that ends in the middle of a call fails it, is not called again by itself, and starts anew for the next', async () => {
    await using bench = open(stdio());

    await expect(use(bench.servers, 'crash')).rejects.toMatchObject({ code: 'connector_unavailable' });
    expect(await use(bench.servers, 'order', { item: 'tea' })).toMatchObject({ text: 'ordered tea' });
    expect(await readFile(join(folder, 'orders.txt'), 'utf8')).toBe('tea\n');
  });

  it('ends with the host', async () => {
    const bench = open(stdio());
    const { pid } = JSON.parse((await use(bench.servers, 'where')).text) as { readonly pid: number };

    await bench.servers.close();

    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
    await expect(bench.servers.tools('desk', never)).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('that changed its words is found out before a call', async () => {
    await using bench = open(stdio());
    const hash = await hashOf(bench.servers, 'echo');
    bench.settings['desk'] = ToolServerSettings.parse(stdio({ args: [program, '--changed'] }));

    await expect(bench.servers.call('desk', { tool: 'echo', arguments: { words: 'x' }, hash }, never)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('that is not there is a failure with its name', async () => {
    await using bench = open(stdio({ command: join(folder, 'no-such-program') }));

    await expect(bench.servers.tools('desk', never)).rejects.toMatchObject({ code: 'connector_unavailable', message: expect.stringContaining('"desk"') as string });
    await expect(bench.servers.tools('other', never)).rejects.toMatchObject({ code: 'connector_unavailable', data: { reason: 'missing' } });
  });
});

describe('a server of tools at an address', () => {
  it('is asked with its key, which stands in no answer', async () => {
    await using bench = open(http());
    keys.length = 0;

    expect(await use(bench.servers, 'echo', { words: `I heard ${secret}` })).toEqual({ text: 'I heard ***', isError: false });
    expect(new Set(keys)).toEqual(new Set([`Bearer ${secret}`]));
  });

  it('in a private network is not reached unless the person allowed that very host', async () => {
    await using bench = open(http(), { allowed: [] });

    await expect(bench.servers.tools('desk', never)).rejects.toMatchObject({ code: 'host_denied' });
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
