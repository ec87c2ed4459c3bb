import { Client, type ElicitResult, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../../src/core/app/app.ts';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { loadContract } from '../../../src/core/domain/operations/areas.ts';
import { operationFacts } from '../../../src/core/domain/operations/operation-facts.ts';
import { type HttpServer, startHttpServer } from '../../../src/server/http-server.ts';
import { byHand } from '../../contracts/fixture/by-hand-definition.ts';
import { openSampleHost } from '../../contracts/fixture/sample-host.ts';
import { rawRequest } from './raw-request.ts';

let host: Host;
let server: HttpServer;
const clients: Client[] = [];
beforeAll(async () => {
  host = await openSampleHost();
  server = await startHttpServer(host, { port: 0 });
});
afterAll(async () => {
  for (const client of clients) await client.close();
  await server.close();
  await host.close();
});

const admin = () => host.app.client(localUser('process'));

interface Connected {
  readonly token?: string;
  readonly mode?: 'auto' | 'legacy';
  /** What the person before the assistant answers; without it the program cannot ask. */
  readonly person?: (message: string) => ElicitResult;
}

async function connect({ token = server.token, mode = 'auto', person }: Connected = {}): Promise<Client> {
  const client = new Client({ name: 'somebody', version: '1' }, { capabilities: person === undefined ? {} : { elicitation: { form: {} } }, versionNegotiation: { mode } });
  if (person !== undefined) client.setRequestHandler('elicitation/create', ({ params }) => person(params.message));
  await client.connect(new StreamableHTTPClientTransport(new URL(`${server.address}/mcp`), { requestInit: { headers: { authorization: `Bearer ${token}` } } }));
  clients.push(client);
  return client;
}

async function tokenWith(name: string, ...scopes: string[]): Promise<string> {
  return (await admin().tokens.create({ name, scopes })).token;
}

async function names(client: Client): Promise<string[]> {
  return (await client.listTools()).tools.map(({ name }) => name);
}

const use = async (client: Client, name: string, input: Record<string, unknown> = {}) => client.callTool({ name, arguments: input });

describe.each(['auto', 'legacy'] as const)('an assistant over HTTP that begins with %s', (mode) => {
  it('is offered what the contract marks, and each published workflow with its inputs', async () => {
    const marked = Object.values(await loadContract()).flatMap((area) => Object.values(area)).map(operationFacts).filter(({ tool }) => tool !== undefined);
    const { tools } = await (await connect({ mode })).listTools();

    expect(tools.map(({ name }) => name)).toEqual([...marked.map(({ name }) => name.replace('.', '_')), 'run_approval', 'run_data-report']);
    expect(tools.find(({ name }) => name === 'run_approval')).toMatchObject({
      title: 'Approval',
      description: expect.stringContaining('Asks a person'),
      inputSchema: { type: 'object', properties: { topic: { type: 'string', minLength: 1 } }, required: ['topic'] },
    });
    expect(tools.find(({ name }) => name === 'runs_list')).toMatchObject({ annotations: { readOnlyHint: true, destructiveHint: false } });
    expect(tools.find(({ name }) => name === 'approvals_decide')).toMatchObject({ annotations: { readOnlyHint: false, destructiveHint: true } });
    expect(tools.every(({ name }) => /^[\w-]{1,64}$/u.test(name))).toBe(true);
  });

  it('runs a workflow, hears how far it is, and gets its outputs and files', async () => {
    const client = await connect({ mode });
    const heard: string[] = [];
    const answer = await client.callTool({ name: 'run_data-report', arguments: { title: 'Of an assistant' } }, { onprogress: ({ message }) => { heard.push(message ?? ''); } });

    expect(answer).toMatchObject({ structuredContent: { workflow: 'data-report', status: 'completed', artifacts: [{ name: expect.stringContaining('report') }] } });
    expect(heard).toContainEqual(expect.stringContaining('write:'));
    const link = answer.content.find(({ type }) => type === 'resource_link');
    const { contents } = await client.readResource({ uri: link?.type === 'resource_link' ? link.uri : '' });
    expect(contents).toMatchObject([{ mimeType: 'text/markdown', text: expect.stringContaining('# Of an assistant') }]);
  });

  it('is told what a run waits for, and hands the answer in', async () => {
    const client = await connect({ mode });
    const waiting = await use(client, 'run_approval', { topic: 'Holiday plan' });

    expect(waiting).toMatchObject({ structuredContent: { status: 'waiting', cards: [{ title: 'Approve Holiday plan?' }], next: expect.stringContaining('cards_get') } });
    const { run, cards } = waiting.structuredContent as { readonly run: string; readonly cards: readonly [{ readonly id: string }] };
    const [{ id }] = cards;
    expect(await use(client, 'cards_get', { id })).toMatchObject({ structuredContent: { card: { fields: [{ key: 'decision' }] } } });
    expect((await client.listResources()).resources).toContainEqual(expect.objectContaining({ uri: `aiwm://card/${encodeURIComponent(id)}` }));
    await use(client, 'cards_submit', { id, values: { decision: 'approved' } });
    expect(await use(client, 'runs_watch', { id: run })).toMatchObject({ structuredContent: { status: 'completed', outputs: { decision: 'approved' } } });
    expect((await admin().audit.list({ operation: 'cards.submit', limit: 1 })).items).toMatchObject([{ door: 'mcp', outcome: 'ok' }]);
  });

  it('meets refusals with the codes of every other door', async () => {
    const client = await connect({ mode });

    expect(await use(client, 'runs_get', { id: 'nobody' })).toMatchObject({ isError: true, structuredContent: { error: { code: 'not_found' } } });
    expect(await use(client, 'runs_list', { limit: 0 })).toMatchObject({ isError: true, structuredContent: { error: { code: 'input_invalid', data: { fields: [{ path: 'limit' }] } } } });
    expect(await use(client, 'run_approval', { topic: '' })).toMatchObject({ isError: true, structuredContent: { error: { code: 'input_invalid' } } });
    for (const name of ['runs_purge', 'run_nothing', 'tokens_create', 'constructor', '__proto__', 'run_', '']) {
      expect(await use(client, name)).toMatchObject({ isError: true, structuredContent: { error: { code: 'operation_unknown' } } });
    }
    for (const uri of ['aiwm://run/nobody', 'aiwm://token/x', 'aiwm://run/%ff', 'file:///etc/passwd', 'aiwm://run/../card/x']) {
      await expect(client.readResource({ uri })).rejects.toMatchObject({ code: -32602, data: { code: 'not_found' } });
    }
  });

  it('starts a run once for one key', async () => {
    const client = await connect({ mode });
    const first = await use(client, 'runs_start', { workflow: 'data-report', key: `once-${mode}` });
    const second = await use(client, 'runs_start', { workflow: 'data-report', key: `once-${mode}` });

    expect(second.structuredContent).toEqual({ ...(first.structuredContent as object), duplicate: true });
  });

  it('decides nothing that is for a person where none can be asked', async () => {
    const { id } = await admin().workflows.create({ name: `Not to be published ${mode}` });

    expect(await use(await connect({ mode }), 'workflows_publish', { id })).toMatchObject({ isError: true, structuredContent: { error: { code: 'access_denied', message: expect.stringContaining('for a person') } } });
    expect(await admin().workflows.get({ id })).toMatchObject({ status: 'draft' });
  });
});

describe('the person before an assistant', () => {
  it('is asked what a card asks, and again where the answer is not right', async () => {
    const answers: ElicitResult[] = [{ action: 'accept', content: { decision: 'perhaps' } }, { action: 'accept', content: { decision: 'rejected' } }];
    const asked: string[] = [];
    const client = await connect({
      person: (message) => {
        asked.push(message);
        return answers.shift() ?? { action: 'cancel' };
      },
    });

    expect(await use(client, 'run_approval', { topic: 'A new\u202E chair' })).toMatchObject({ structuredContent: { status: 'completed', outputs: { decision: 'rejected' } } });
    expect(asked).toEqual([expect.stringContaining(String.raw`Approve A new\u202e chair?`), expect.stringContaining('Decision: ')]);
  });

  it('may leave a card for later', async () => {
    const client = await connect({ person: () => ({ action: 'decline' }) });

    expect(await use(client, 'run_approval', { topic: 'Tea' })).toMatchObject({ structuredContent: { status: 'waiting', cards: [{ title: 'Approve Tea?' }] } });
  });

  it('sees what is to be approved, and says whether it is', async () => {
    const workflow = await admin().workflows.create({ name: 'By hand', definition: byHand });
    await admin().workflows.publish({ id: workflow.id });
    const { id: run } = await admin().runs.start({ workflow: workflow.id });
    await host.app.idle();
    const [approval] = (await admin().approvals.list({ run })).items;
    const asked: string[] = [];
    const saying = (content: Record<string, boolean>) => connect({
      person: (message) => {
        asked.push(message);
        return { action: 'accept', content };
      },
    });
    const decide = { id: approval?.id ?? '', decision: 'approve', hash: approval?.hash ?? '' };

    expect(await use(await saying({ agree: false }), 'approvals_decide', decide)).toMatchObject({ isError: true, structuredContent: { error: { code: 'access_denied', message: 'The person did not agree.' } } });
    expect((await admin().approvals.list({ run })).items).toHaveLength(1);
    expect(await use(await saying({ agree: true }), 'approvals_decide', decide)).toMatchObject({ structuredContent: { state: 'approved' } });
    expect(asked[0]).toContain('Go on?');
  });
});

describe('an assistant with a token', () => {
  it('is offered what its scopes reach, and refused the rest', async () => {
    const client = await connect({ token: await tokenWith('reader', 'read') });

    expect(await names(client)).toContain('runs_list');
    expect((await names(client)).filter((name) => name.startsWith('run_') || ['runs_start', 'cards_submit', 'workflows_create'].includes(name))).toEqual([]);
    expect(await use(client, 'runs_start', { workflow: 'data-report' })).toMatchObject({ isError: true, structuredContent: { error: { code: 'access_denied' } } });
    expect(await use(client, 'run_data-report')).toMatchObject({ isError: true });
  });

  it('may work in one area, and read no resource of another', async () => {
    const client = await connect({ token: await tokenWith('runner', 'runs:operate') });

    expect((await names(client)).every((name) => name.startsWith('runs_'))).toBe(true);
    await expect(client.readResource({ uri: 'aiwm://workflow/approval' })).rejects.toMatchObject({ data: { code: 'access_denied' } });
  });

  it('is itself in the audit log, and tells nothing of its token', async () => {
    const token = await tokenWith('desk', 'operate');
    const client = await connect({ token });
    const answers = [await use(client, 'run_data-report'), await use(client, 'runs_list'), await use(client, 'overview_show'), await client.listTools()];

    expect((await admin().audit.list({ actor: 'token:desk' })).items).toMatchObject([{ operation: 'runs.start', door: 'mcp' }]);
    expect(JSON.stringify(answers)).not.toContain(token.slice(9));
    expect(JSON.stringify(answers)).not.toContain(server.token);
  });

  it('is refused once it is revoked', async () => {
    const client = await connect({ token: await tokenWith('gone', 'read') });
    await admin().tokens.revoke({ name: 'gone' });

    await expect(client.listTools()).rejects.toThrow(/401|token/iu);
  });
});

describe('whoever else comes to /mcp', () => {
  const post = (body: string, headers: Record<string, string> = {}) => rawRequest(server.address, { path: '/mcp', method: 'POST', headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers }, body });
  const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });

  it.each([
    ['without a token', { authorization: '' }, 401],
    ['with a wrong token', { authorization: `Bearer aiwm_pat_${'0'.repeat(72)}` }, 401],
    ['from another page', { origin: 'https://evil.example' }, 403],
    ['from another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['by another name', { host: 'evil.example' }, 421],
    ['with a form', { 'content-type': 'text/plain' }, 415],
  ])('is refused %s', async (_how, headers, status) => {
    expect((await post(list, headers)).status).toBe(status);
  });

  it.each([
    ['no JSON', '{"jsonrpc"'],
    ['nothing', '{}'],
    ['no object', '[]'],
    ['another protocol', '{"jsonrpc":"1.0","id":1,"method":"tools/list"}'],
    ['a method that is none', '{"jsonrpc":"2.0","id":1,"method":"__proto__/constructor"}'],
    ['arguments that are no object', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"runs_list","arguments":[1]}}'],
    ['a prototype', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"runs_list","arguments":{"__proto__":{"polluted":1}}}}'],
    ['too deep a value', `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${'{"a":'.repeat(500)}1${'}'.repeat(500)}}`],
  ])('is answered without harm where it sends %s', async (_what, body) => {
    const { status } = await post(body);

    expect(status).toBeLessThan(500);
    expect(Object.prototype).not.toHaveProperty('polluted');
    expect((await post(list)).status).toBe(200);
  });

  it.each(['GET', 'DELETE', 'PUT'])('is told that nothing is asked with %s', async (method) => {
    expect((await rawRequest(server.address, { path: '/mcp', method, headers: { authorization: `Bearer ${server.token}`, accept: 'text/event-stream' } })).status).toBe(405);
  });
});

it('leaves a run to itself where the assistant does not wait any more', async () => {
  const client = await connect();
  const left = new AbortController();
  const called = client.callTool({ name: 'run_approval', arguments: { topic: 'Left alone' } }, { signal: left.signal, onprogress: () => { left.abort(); } });

  await expect(called).rejects.toThrow();
  await expect.poll(async () => (await admin().runs.list({ search: 'approval', limit: 1 })).items[0]?.status).toBe('waiting');
});

it('offers every published workflow, however many there are and however long their names', async () => {
  const long = `${'long-'.repeat(12)}name`;
  for (const slug of [long, ...Array.from({ length: 60 }, (_, index) => `of-many-${index}`)]) {
    const { id } = await admin().workflows.create({ name: slug, slug, template: 'blank' });
    await admin().workflows.publish({ id });
  }
  const client = await connect();
  const offered = await names(client);
  const ofMany = offered.filter((name) => name.startsWith('run_'));

  expect(ofMany.filter((name) => name.startsWith('run_of-many-'))).toHaveLength(60);
  expect(new Set(offered).size).toBe(offered.length);
  const name = ofMany.find((each) => each.startsWith('run_long-')) ?? '';
  expect(name).toMatch(/^[\w-]{64}$/u);
  expect(await use(client, name)).toMatchObject({ structuredContent: { workflow: long, status: 'completed' } });
});

it('holds one of our own clients to a level it asks for, and gives nobody more than they have', async () => {
  const may = async (token: string, access: string, path: string): Promise<number> => (await rawRequest(server.address, { path, method: 'POST', headers: { authorization: `Bearer ${token}`, 'x-aiwm-access': access, 'content-type': 'application/json' }, body: JSON.stringify({ name: `Held ${access}` }) })).status;

  expect(await may(server.token, 'read', '/api/workflows')).toBe(403);
  expect(await may(server.token, 'author', '/api/workflows')).toBe(200);
  expect(await may(await tokenWith('low', 'read'), 'admin', '/api/workflows')).toBe(403);
});
