import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { canonicalJson } from '../../../src/core/domain/model/canonical-json.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { sha256Hex } from '../../../src/core/domain/model/sha256.ts';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { processClient } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from '../../domain/services/failure-of.ts';
import { openServer, type OpenServer } from './open-server.ts';
import { rawRequest } from './raw-request.ts';

// A host with its settings is opened, on machines that do much else.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const desk = { kind: 'mcp-stdio', command: 'desk', args: ['--quiet'], tools: ['lookup'] } as const;
const refused = { code: 'access_denied', data: { reason: 'program', id: 'desk' } };

let server: OpenServer;
let page: string;
beforeAll(async () => {
  server = await openServer();
  page = await sessionOf(server);
});
afterAll(() => server.close());

const client = () => processClient(server.host.app);
beforeEach(async () => {
  await client().profiles.use({ name: 'default' });
  await client().settings.reset({ section: 'connectors' });
});

async function sessionOf({ address, link }: OpenServer): Promise<string> {
  const code = new URLSearchParams(new URL(link()).hash.slice(1)).get('code') ?? '';
  const { text } = await rawRequest(address, { path: '/session', method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) });
  return (JSON.parse(text) as { readonly token: string }).token;
}

/** Asks by the door that clients with the contract use. */
async function call(operation: string, input: JsonObject, { to = server, token = page, door }: { readonly to?: OpenServer; readonly token?: string; readonly door?: string } = {}): Promise<unknown> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...(door === undefined ? {} : { 'x-aiwm-door': door }) };
  const { status, text } = await rawRequest(to.address, { path: `/rpc/${operation.replace('.', '/')}`, method: 'POST', headers, body: JSON.stringify({ json: input }) });
  const { json } = JSON.parse(text) as { readonly json: { readonly data?: unknown } };
  return status === 200 ? json : json.data;
}

const kept = async () => (await client().connectors.list({ category: 'tools' })).items.map(({ description }) => description);

describe('a page in a browser', () => {
  it.each<[string, JsonObject]>([
    ['connectors.add', { id: 'desk', ...desk }],
    ['settings.set', { section: 'connectors', value: { tools: { desk } } }],
    ['settings.set', { section: 'connectors.tools', value: { desk } }],
    ['settings.set', { section: 'connectors.Tools.desk', value: desk }],
    ['settings.save', { changes: { connectors: { tools: { desk } } } }],
  ])('names no program that this machine would start: %s %o', async (operation, input) => {
    expect(await call(operation, input)).toMatchObject({ ...refused, next: expect.stringContaining('aiwm connectors add') as string });
    expect(await call(operation, input, { door: 'cli' })).toMatchObject(refused);
    expect(await kept()).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['connectors.configure', { id: 'desk', args: ['--eval', 'x'] }],
    ['connectors.configure', { id: 'desk', command: 'other' }],
    ['connectors.configure', { id: 'desk', env: ['SECRET'] }],
    ['settings.set', { section: 'connectors.tools.desk.args', value: ['--eval', 'x'] }],
  ])('changes nothing of how a program is started: %s %o', async (operation, input) => {
    await client().connectors.add({ id: 'desk', ...desk, args: [...desk.args], tools: [...desk.tools] });

    expect(await call(operation, input)).toMatchObject(refused);
    expect(await kept()).toEqual([expect.stringContaining('the program desk')]);
  });

  it('changes a program neither by a profile that lies over it nor by bringing back what stood once', async () => {
    await client().connectors.add({ id: 'desk', ...desk, args: [...desk.args], tools: [...desk.tools] });
    await client().profiles.create({ name: 'trial', description: '' });
    expect(await call('settings.set', { section: 'connectors.tools.desk.command', value: 'other', into: 'trial' })).toMatchObject(refused);
    const { items } = await client().settings.history({ limit: 1 });
    const added = (await client().settings.history({ limit: 50 })).items.find(({ paths }) => paths.some((path) => path.startsWith('connectors')));
    await client().connectors.remove({ id: 'desk' });

    expect(items).toHaveLength(1);
    expect(await call('settings.restore', { id: added?.id ?? '' })).toMatchObject(refused);
    await client().profiles.remove({ name: 'trial' });
  });

  it('adds servers at addresses, grants and takes away tools, and removes', async () => {
    await client().connectors.add({ id: 'desk', ...desk, args: [...desk.args], tools: [...desk.tools] });

    expect(await call('connectors.add', { id: 'crm', kind: 'mcp-http', baseUrl: 'https://crm.example.com/mcp', tools: ['search'] })).toMatchObject({ id: 'crm' });
    expect(await call('connectors.configure', { id: 'desk', tools: [] })).toMatchObject({ server: { tools: [] } });
    expect(await call('connectors.remove', { id: 'desk' })).toEqual({ id: 'desk' });
  });

  it('may, where whoever serves said so', async () => {
    await using open = await disposable({ port: 0, allowPrograms: true });

    expect(await call('connectors.add', { id: 'desk', ...desk }, { to: open.server, token: await sessionOf(open.server) })).toMatchObject({ id: 'desk', server: { command: 'desk' } });
  });
});

describe('somebody who reads the data directory', () => {
  it.each(['cli', 'desktop', undefined])('names programs with the token of the host: %s', async (door) => {
    expect(await call('connectors.add', { id: 'desk', ...desk }, { token: server.token, ...(door === undefined ? {} : { door }) })).toMatchObject({ server: { command: 'desk' } });
  });

  it('does by the address door, too, and a page does not', async () => {
    const add = async (token: string) => (await rawRequest(server.address, { path: '/api/connectors/desk/add', method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(desk) })).text;

    expect(JSON.parse(await add(page))).toMatchObject(refused);
    expect(JSON.parse(await add(server.token))).toMatchObject({ server: { command: 'desk' } });
  });

  it('does in the program itself', async () => {
    for (const door of ['process', 'cli', 'desktop'] as const) {
      expect(await server.host.app.call('connectors.add', { id: `desk-${door}`, ...desk }, { caller: localUser(door) })).toMatchObject({ server: { command: 'desk' } });
    }
  });
});

describe('a file of settings from elsewhere', () => {
  it('changes nothing of a program that is here, by whichever layer', async () => {
    await client().connectors.add({ id: 'desk', ...desk, args: [...desk.args], tools: [...desk.tools] });
    const { bundle } = await client().settings.export({});
    const sealed = (body: JsonObject): JsonObject => ({ ...bundle, body, checksum: `sha256:${sha256Hex(canonicalJson(body))}` });
    const args = { connectors: { tools: { desk: { args: ['--eval', 'x'] } } } };

    expect(await failureOf(client().settings.import({ bundle: sealed({ settings: args, profiles: {}, credentials: [] }) }))).toMatchObject(refused);
    expect(await failureOf(client().settings.import({ bundle: sealed({ settings: {}, profiles: { trial: { description: '', sections: args } }, credentials: [] }), dryRun: true }))).toMatchObject(refused);
    expect(await client().settings.import({ bundle })).toMatchObject({ applied: true });
  });
});

async function disposable(options: Parameters<typeof openServer>[0]): Promise<AsyncDisposable & { readonly server: OpenServer }> {
  const opened = await openServer(options);
  return { server: opened, [Symbol.asyncDispose]: () => opened.close() };
}
