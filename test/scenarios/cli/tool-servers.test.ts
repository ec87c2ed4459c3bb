import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aiwm, answerOf, type Ended, freshHome, hostPid, start, type Started } from './aiwm-process.ts';

// Several programs are started one after the other, on machines that do much else.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const patience = { timeout: 90_000 };
const desk = path.join(import.meta.dirname, '../../adapters/mcp/desk-program.ts');

let home: string;
let log: string;
let servers: Started[];
beforeEach(async () => {
  home = await freshHome();
  log = path.join(path.dirname(home), 'orders.txt');
  servers = [];
});
afterEach(async () => {
  // Only what this test started: its own children, and the host its data directory names.
  for (const { child, ended } of servers) {
    child.kill('SIGKILL');
    await ended;
  }
  const pid = await hostPid(home);
  if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGKILL');
  await rm(path.dirname(home), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

const say = async (...args: string[]): Promise<Ended> => aiwm(args, { home, env: { DESK_LOG: log } });
const addDesk = async (...tools: string[]): Promise<Ended> => say('connectors', 'add', 'desk', '--kind', 'mcp-stdio', '--command', process.execPath, '--args', desk, '--env', 'DESK_LOG', ...tools.flatMap((tool) => ['--tools', tool]), '--json', '-q');
const orders = async (): Promise<string> => readFile(log, 'utf8').catch(() => '');

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function serve(): Promise<Started> {
  const started = start(['serve', '--port', '0', '--no-samples'], { home, env: { DESK_LOG: log } });
  servers.push(started);
  await expect.poll(() => started.printed.out, patience).toContain('#code=');
  return started;
}

/** An agent that is told by the offline model to order once, and nobody asks. */
async function publishOrdering(): Promise<void> {
  const folder = path.join(home, 'files', 'ordering');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'mock.json'), JSON.stringify({ format: 'aiwm.mock/1', rules: [{ when: { action: 'ask', turn: 1 }, reply: { tools: [{ name: 'linger', arguments: { item: 'tea' } }] } }, { reply: { text: 'Ordered.' } }] }));
  const nodes = [{ id: 'start', type: 'start' }, { id: 'work', type: 'workStep', entry: [{ id: 'ask', type: 'llm.agent', config: { prompt: 'Order tea.', tools: [{ server: 'desk', tools: ['linger'], approve: 'never' }] } }] }, { id: 'done', type: 'end' }];
  const transitions = [{ id: 't1', from: 'start', to: 'work', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'work', to: 'done', triggers: [{ type: 'task-complete' }] }];
  await writeFile(path.join(folder, 'workflow.json'), JSON.stringify({ format: 'aiwm.workflow/1', name: 'Ordering', root: { id: 'root', nodes, transitions } }));
  expect(await say('workflows', 'import', folder, '--slug', 'ordering', '--publish', '--json')).toMatchObject({ code: 0 });
}

it('a server of tools that is a program is added, tried and asked what it has; arguments as JSON text are refused with the right spelling', async () => {
  const wrong = await say('connectors', 'add', 'desk', '--kind', 'mcp-stdio', '--command', process.execPath, '--args', JSON.stringify([desk]), '--json');
  expect(wrong.code).not.toBe(0);
  expect(wrong.err + wrong.out).toContain(`word by word, not as JSON: --args=${desk}`);

  expect(await addDesk('echo', 'order')).toMatchObject({ code: 0 });
  expect(answerOf(await say('connectors', 'test', 'desk', '--json', '-q'))).toMatchObject({ ok: true, items: [{ id: 'desk', outcome: 'ok' }] });
  expect(answerOf(await say('connectors', 'capabilities', 'desk', '--json', '-q'))).toMatchObject({ id: 'desk', tools: expect.arrayContaining([expect.objectContaining({ name: 'order', isGranted: true }), expect.objectContaining({ name: 'crash', isGranted: false })]) as unknown });
});

it('a call that was under way when the host was killed is in doubt, is asked about, and is not made twice', async () => {
  expect(await addDesk('linger')).toMatchObject({ code: 0 });
  await publishOrdering();
  const host = await serve();
  const started = answerOf(await say('runs', 'start', 'ordering', '--attended', '--json', '-q')) as { readonly id: string };
  await expect.poll(orders, patience).toBe('tea\n');

  host.child.kill('SIGKILL');
  await host.ended;
  await serve();

  const incidents = async () => (answerOf(await say('runs', 'get', started.id, '--json', '-q')) as { readonly incidents: readonly { readonly code: string; readonly id: string }[] }).incidents;
  await expect.poll(async () => (await incidents()).map(({ code }) => code), patience).toEqual(['in_doubt']);
  expect(await orders()).toBe('tea\n');
  const [incident] = await incidents();
  expect(await say('runs', 'resolve', started.id, incident?.id ?? '', '--answer', 'skip', '--value', JSON.stringify({ text: 'ordered tea', isError: false }), '--json', '-q')).toMatchObject({ code: 0 });

  await expect.poll(async () => (answerOf(await say('runs', 'get', started.id, '--json', '-q')) as { readonly status: string }).status, patience).toBe('completed');
  expect(await orders()).toBe('tea\n');
});
