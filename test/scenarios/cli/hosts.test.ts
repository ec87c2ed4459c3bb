import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aiwm, answerOf, freshHome, hostPid, publishAsking, start, type Started } from './aiwm-process.ts';

let home: string;
let servers: Started[];
beforeEach(async () => {
  home = await freshHome();
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

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function serve(...args: string[]): Promise<Started & { readonly link: string }> {
  const started = start(['serve', '--port', '0', ...args], { home });
  servers.push(started);
  await expect.poll(() => started.printed.out).toContain('#code=');
  return { ...started, link: started.printed.out.trim() };
}

function seqs(jsonLines: string): number[] {
  return jsonLines.trim().split('\n').flatMap((line) => (JSON.parse(line) as { seq?: number; type: string }).type === 'run' ? [] : ((JSON.parse(line) as { seq?: number }).seq ?? []));
}

describe('--detach', () => {
  it('answers with the id of a run that a host in the background drives, which ends when there is nothing to do', async () => {
    const { code, out } = await aiwm(['run', 'hello', '--detach', '-q'], { home });

    expect(code).toBe(0);
    const run = await aiwm(['runs', 'watch', out.trim(), '--json', '-q'], { home });
    expect(seqs(run.out)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    await expect.poll(() => existsSync(path.join(home, 'host.json'))).toBe(false);
  });

  it('survives the death of that host: the card is still there, its answer lets the run end', async () => {
    const detached = await aiwm(['run', 'approval', '--input', 'topic=Holiday plan', '--detach', '-q'], { home });
    const id = detached.out.trim();
    const asked = await aiwm(['runs', 'watch', id, '--until', 'settled', '--json'], { home });
    expect(asked.out).toContain('card_requested');
    const pid = await hostPid(home);
    if (pid === undefined) throw new Error('No host was started.');
    process.kill(pid, 'SIGKILL');

    const cards = await aiwm(['cards', 'list', '--json', '-q'], { home });
    const [card] = (answerOf(cards) as { items: { id: string; runId: string }[] }).items;
    const submitted = await aiwm(['cards', 'submit', card?.id ?? '', '--values', '{"decision":"approved"}', '--json', '-q'], { home });

    expect(card?.runId).toBe(id);
    expect(submitted).toMatchObject({ code: 0, err: '' });
    const run = (answerOf(await aiwm(['runs', 'get', id, '--json'], { home })) as { status: string; seq: number });
    expect(run.status).toBe('completed');
    const events = (answerOf(await aiwm(['runs', 'events', id, '--json'], { home })) as { items: { seq: number }[] });
    expect(events.items.map(({ seq }) => seq)).toEqual(Array.from({ length: run.seq }, (_, index) => index + 1));
    expect((await aiwm(['cards', 'submit', card?.id ?? '', '--values', 'decision=approved', '--json'], { home })).code).toBe(6);
  });
});

describe('one host', () => {
  it('two commands at once on a fresh data directory both run: one is the host, the other its client', async () => {
    const [first, second] = await Promise.all([aiwm(['run', 'hello', '--json', '-q'], { home }), aiwm(['run', 'hello', '--json', '-q'], { home })]);

    expect([first, second]).toMatchObject([{ code: 0, err: '' }, { code: 0, err: '' }]);
    expect([seqs(first.out), seqs(second.out)]).toEqual([[1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7]]);
    expect((answerOf(await aiwm(['runs', 'list', '--status', 'completed', '--json'], { home })) as { items: unknown[] }).items).toHaveLength(2);
  });

  it('a command that became the host stays for the runs of its clients', async () => {
    await publishAsking({ home }, 'slow', { reply: { text: 'At last.' }, delayMs: 3000 });
    await publishAsking({ home }, 'slower', { reply: { text: 'At long last.' }, delayMs: 6000 });
    const first = start(['run', 'slow', '--json', '-q'], { home });
    servers.push(first);
    await expect.poll(() => first.printed.out).toContain('run_started');
    const client = start(['run', 'slower', '--json'], { home });

    const [host, served] = await Promise.all([first.ended, client.ended]);

    expect([host.code, served.code]).toEqual([0, 0]);
    expect(served.err).not.toContain('The host went away');
    expect(JSON.parse(served.out.trim().split('\n').at(-1) ?? '')).toMatchObject({ type: 'run', status: 'completed' });
  });

  it('a client whose host dies becomes the host and goes on after the last row it saw', async () => {
    const host = await serve();
    await publishAsking({ home }, 'slow', { reply: { text: 'At last.' }, delayMs: 1500 });
    const client = start(['run', 'slow', '--json'], { home });
    await expect.poll(() => client.printed.out).toContain('effect_scheduled');

    host.child.kill('SIGKILL');

    const { code, out, err } = await client.ended;
    expect(code).toBe(0);
    expect(err).toContain('The host went away');
    expect(seqs(out)).toEqual(seqs(out).map((_, index) => index + 1));
    expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toMatchObject({ type: 'run', status: 'completed' });
  });
});

describe('serve', () => {
  it('prints a link whose code opens one session, and closes cleanly', async () => {
    const host = await serve();
    const { origin, hash } = new URL(host.link);
    const exchange = (): Promise<Response> => fetch(`${origin}/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: hash.slice('#code='.length) }) });

    expect((await exchange()).status).toBe(200);
    expect((await exchange()).status).toBe(401);
    expect((await fetch(`${origin}/session/code`, { method: 'POST' })).status).toBe(401);

    host.child.kill('SIGTERM');
    expect((await host.ended).code).toBe(0);
    expect(existsSync(path.join(home, 'host.json'))).toBe(false);
  });

  it('a second one shows the page of the first, whatever port it was to listen on; what is no port is a fault of the line', async () => {
    const host = await serve();
    const { origin } = new URL(host.link);

    const again = await aiwm(['serve', '--json', '-q'], { home });
    const opened = await aiwm(['open', '-q'], { home });
    const elsewhere = await aiwm(['serve', '--port', '0', '--json', '-q'], { home });

    expect((answerOf(again) as { link: string }).link).toMatch(new RegExp(`^${origin}/#code=`, 'u'));
    expect(opened).toMatchObject({ code: 0, out: expect.stringMatching(new RegExp(`^${origin}/#code=`, 'u')) });
    expect(opened.out.trim()).not.toBe(host.link);
    expect(elsewhere.code).toBe(0);
    expect((answerOf(elsewhere) as { link: string }).link).toMatch(new RegExp(`^${origin}/#code=`, 'u'));
    expect(await aiwm(['serve', '--port', 'abc'], { home })).toMatchObject({ code: 2, err: expect.stringContaining('0 to 65535') });
  });

  it('two commands at once on a directory that is not there yet both answer', async () => {
    const both = await Promise.all([aiwm(['workflows', 'list', '--json'], { home }), aiwm(['workflows', 'list', '--json'], { home })]);

    for (const { code, err } of both) expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('waits for a host in the background to finish, and takes over', async () => {
    await aiwm(['run', 'hello', '--detach', '-q'], { home });
    const background = await hostPid(home);

    const host = await serve();

    expect(host.printed.err).toContain(`Waiting for the host in the background (pid ${String(background)})`);
    expect(await hostPid(home)).toBe(host.child.pid);
    expect(background).not.toBe(host.child.pid);
  });

  it('a port that is taken is a conflict that names it, and leaves nothing behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;

    const { code, err } = await aiwm(['serve', '--port', String(port), '--json'], { home });
    other.close();

    expect(code).toBe(6);
    expect(JSON.parse(err)).toMatchObject({ code: 'conflict', message: expect.stringContaining(String(port)), next: expect.stringContaining('--port') });
    expect(existsSync(home)).toBe(false);
  });

  it('without a host there is nothing to open: 6, and the command that serves', async () => {
    const { code, err } = await aiwm(['open', '--json'], { home });

    expect(code).toBe(6);
    expect(JSON.parse(err)).toMatchObject({ code: 'precondition_failed', next: expect.stringContaining('aiwm serve') });
  });
});
