import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client, type ElicitResult } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { program } from '../../support/program.ts';
import { aiwm, answerOf, freshHome, hostPid, start, type Started } from './aiwm-process.ts';

// Several programs are started one after the other, on machines that do much else.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const patience = { timeout: 90_000 };

let home: string;
let clients: Client[];
let servers: Started[];
beforeEach(async () => {
  home = await freshHome();
  [clients, servers] = [[], []];
  const folder = path.join(home, 'files', 'asking');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'workflow.json'), JSON.stringify(asking));
  expect(await aiwm(['workflows', 'import', folder, '--slug', 'asking', '--publish', '--json'], { home })).toMatchObject({ code: 0 });
});
afterEach(async () => {
  for (const client of clients) await client.close();
  // Only what this test started: its own children, and the host its data directory names.
  for (const { child, ended } of servers) {
    child.kill('SIGKILL');
    await ended;
  }
  const pid = await hostPid(home);
  if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGKILL');
  await rm(path.dirname(home), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A workflow that asks a person how many. */
const asking = {
  format: 'aiwm.workflow/1',
  name: 'Asking',
  inputs: { type: 'object', properties: { what: { type: 'string' } }, required: ['what'] },
  cards: [{ id: 'many', title: 'How many {{ inputs.what }}?', body: '', fields: [{ key: 'count', label: 'Count', type: 'number', required: true, minimum: 1 }] }],
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, { id: 'ask', type: 'uiCard', config: { card: 'many' } }, { id: 'done', type: 'end', config: { outputs: { count: '{{ nodes.ask.card.values.count }}' } } }],
    transitions: [{ id: 't1', from: 'start', to: 'ask', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'ask', to: 'done', triggers: [{ type: 'card-submitted' }] }],
  },
};

interface Connecting {
  readonly args?: readonly string[];
  readonly mode?: 'auto' | 'legacy';
  readonly person?: () => ElicitResult;
}

/** The program as an assistant starts it, by the official client. */
async function connect({ args = [], mode = 'auto', person }: Connecting = {}): Promise<Client> {
  const client = new Client({ name: 'somebody', version: '1' }, { capabilities: person === undefined ? {} : { elicitation: { form: {} } }, versionNegotiation: { mode } });
  if (person !== undefined) client.setRequestHandler('elicitation/create', person);
  clients.push(client);
  const environment = Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [program, 'mcp', ...args], env: { ...environment, AIWM_HOME: home, NO_COLOR: '1' }, cwd: path.dirname(home), stderr: 'ignore' }), { timeout: 90_000 });
  return client;
}

it.each(['auto', 'legacy'] as const)('asks the person before the assistant what a card asks (%s)', async (mode) => {
  const client = await connect({ mode, person: () => ({ action: 'accept', content: { count: 3 } }) });

  expect(await client.callTool({ name: 'run_asking', arguments: { what: 'chairs' } }, { timeout: 90_000 })).toMatchObject({ structuredContent: { status: 'completed', outputs: { count: 3 } } });
  expect(answerOf(await aiwm(['audit', 'list', '--operation', 'cards.submit', '--json'], { home }))).toMatchObject({ items: [{ actor: 'user:local', door: 'mcp', outcome: 'ok' }] });
});

it('says that a run goes on where it takes longer than a tool waits, and waits for it again', async () => {
  const client = await connect();
  const { structuredContent } = await client.callTool({ name: 'run_asking', arguments: { what: 'chairs' } }, { timeout: 90_000 });
  const { run, cards } = structuredContent as { readonly run: string; readonly cards: readonly [{ readonly id: string }] };
  await aiwm(['cards', 'submit', cards[0].id, '--values', 'count=2', '--json'], { home });

  expect(await client.callTool({ name: 'runs_watch', arguments: { id: run } }, { timeout: 90_000 })).toMatchObject({ structuredContent: { status: 'completed', outputs: { count: 2 } } });
});

it('holds the assistant to the level it was started with, whatever it names', async () => {
  const reader = await connect({ args: ['--access', 'read'] });

  expect((await reader.listTools()).tools.map(({ name }) => name).filter((name) => ['runs_list', 'runs_start', 'run_asking', 'workflows_create'].includes(name))).toEqual(['runs_list']);
  expect(await reader.callTool({ name: 'runs_start', arguments: { workflow: 'asking' } })).toMatchObject({ isError: true, structuredContent: { error: { code: 'access_denied' } } });
  const operator = await connect();
  expect(await operator.callTool({ name: 'runs_start', arguments: { workflow: 'asking', input: { what: 'x' }, under: 'elsewhere' } })).toMatchObject({ isError: true, structuredContent: { error: { code: 'access_denied' } } });
});

it('goes on with the next host where one is killed', async () => {
  const client = await connect();
  expect(await client.callTool({ name: 'runs_list', arguments: {} })).toMatchObject({ structuredContent: { items: [] } });
  const pid = await hostPid(home);
  if (pid !== undefined) process.kill(pid, 'SIGKILL');

  expect(await client.callTool({ name: 'run_asking', arguments: { what: 'lamps' } }, { timeout: 90_000 })).toMatchObject({ structuredContent: { status: 'waiting', cards: [{ title: 'How many lamps?' }] } });
});

it('writes its protocol to standard output and nothing else, whatever is sent, and ends with its input', async () => {
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, [program, 'mcp'], { cwd: path.dirname(home), env: { ...process.env, AIWM_HOME: home, NO_COLOR: '1' }, stdio: ['pipe', 'pipe', 'pipe'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const call = { jsonrpc: '2.0', id: 3, method: 'tools/call', params: { name: 'runs_list', arguments: {} } };
  const lines = ['no JSON at all', '{"jsonrpc":"2.0"', '[]', 'null', '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}', '{"jsonrpc":"2.0","method":"notifications/initialized"}', '{"jsonrpc":"2.0","id":2,"method":"no/such"}', JSON.stringify(call)];
  child.stdin.write(`${lines.join('\n')}\n`);
  await expect.poll(() => out, patience).toContain('"id":3');
  child.stdin.end();

  expect(await ended).toBe(0);
  const messages = out.trim().split('\n').map((line) => JSON.parse(line) as { readonly jsonrpc: string; readonly id?: number });
  expect(messages.every(({ jsonrpc }) => jsonrpc === '2.0')).toBe(true);
  expect(messages.map(({ id }) => id)).toEqual(expect.arrayContaining([1, 2, 3]));
});

it('is served by the host that runs', async () => {
  const serving = start(['serve', '--port', '0', '--no-samples'], { home });
  servers.push(serving);
  await expect.poll(() => serving.printed.out, patience).toContain('#code=');
  const client = await connect();

  expect(await client.callTool({ name: 'workflows_list', arguments: {} })).toMatchObject({ structuredContent: { items: expect.arrayContaining([expect.objectContaining({ slug: 'asking' })]) } });
  expect(await hostPid(home)).toBe(serving.child.pid);
});
