import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import type { Contract } from '../../../src/core/domain/operations/areas.ts';
import { openServer, type OpenServer } from './open-server.ts';
import { closeCodeOf, linkThrough, openSocket, statusOf } from './open-socket.ts';
import { rawRequest } from './raw-request.ts';

let server: OpenServer;
beforeAll(async () => {
  server = await openServer({ port: 0, pulseMs: 50 });
});
afterAll(() => server.close());

const admin = () => server.host.app.client(localUser('process'));
let made = 0;
async function tokenWith(...scopes: string[]) {
  made += 1;
  return admin().tokens.create({ name: `t-${made}`, scopes });
}

function ask(token: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${token}`, 'x-aiwm-door': 'cli', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  return rawRequest(server.address, { path, method: body === undefined ? 'GET' : 'POST', headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

describe('a token that was made by name', () => {
  it('is shown once, and kept as a hash only', async () => {
    const { token, ...known } = await tokenWith('read');

    expect(token).toMatch(/^aiwm_pat_[0-9a-f]{72}$/u);
    expect(known).toMatchObject({ state: 'valid', scopes: ['read'], createdBy: 'user:local' });
    expect(JSON.stringify(await admin().tokens.list({}))).not.toContain(token.slice(9, 40));
    expect(JSON.stringify(await admin().audit.list({ operation: 'tokens.create' }))).not.toContain(token.slice(9, 40));
  });

  it('may do over /api and /rpc what its scopes say, area by area, and nothing else', async () => {
    const { token } = await tokenWith('workflows:author', 'runs:read');

    expect((await ask(token, '/api/workflows', { name: 'By a token' })).status).toBe(200);
    expect((await ask(token, '/api/runs')).status).toBe(200);
    const refused = await ask(token, '/api/runs/start', { workflow: 'none' });
    expect(refused.status).toBe(403);
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'access_denied', data: { operation: 'runs.start', level: 'read', needed: 'operate' }, next: expect.stringContaining('runs:operate') });
    expect(JSON.parse((await ask(token, '/api/system/info')).text)).toMatchObject({ code: 'access_denied', data: { level: 'none' } });
    expect((await ask(token, '/rpc/tokens/list', { json: {} })).status).toBe(403);
  });

  it('is itself in the audit log, whatever it says it came by', async () => {
    const { token, name } = await tokenWith('workflows:author');

    await ask(token, '/api/workflows', { name: 'Who made me' });

    expect((await admin().audit.list({ actor: `token:${name}` })).items).toMatchObject([{ operation: 'workflows.create', door: 'rest', outcome: 'ok' }]);
  });

  it('gives nobody more than it has itself', async () => {
    const { token } = await tokenWith('tokens:admin', 'runs:operate');
    const create = async (scope: string) => JSON.parse((await ask(token, '/api/tokens', { name: `from-${scope.replace(':', '-')}`, scopes: [scope] })).text) as { readonly code?: string };

    expect(await create('admin')).toMatchObject({ code: 'access_denied' });
    expect(await create('read')).toMatchObject({ code: 'access_denied' });
    expect(await create('runs:author')).toMatchObject({ code: 'access_denied' });
    expect(await create('vault:read')).toMatchObject({ code: 'access_denied' });
    expect(await create('nowhere:read')).toMatchObject({ code: 'input_invalid' });
    expect((await create('runs:read')).code).toBeUndefined();
  });

  it('gets no link to a page, which may do everything', async () => {
    const { token } = await tokenWith('admin');

    expect(await ask(token, '/session/code', {})).toMatchObject({ status: 403 });
    expect((await ask(token, '/session/mine')).status).toBe(204);
  });

  it('names no program that this machine would start', async () => {
    const { token } = await tokenWith('admin');

    const answer = await ask(token, '/rpc/connectors/add', { json: { id: 'shell', kind: 'mcp-stdio', command: '/bin/sh', args: [] } });

    expect(JSON.parse(answer.text)).toMatchObject({ json: { data: { code: 'access_denied', data: { reason: 'program' } } } });
    expect((await admin().settings.get({ section: 'connectors' })).value).not.toMatchObject({ tools: { shell: expect.anything() } });
  });

  it('is not taken when it is cut, wrong, unknown, revoked or past its end', async () => {
    const { token, name } = await tokenWith('read');
    const other = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`;

    for (const wrong of [token.slice(0, -1), other, `aiwm_pat_${'0'.repeat(72)}`, 'aiwm_pat_']) expect((await ask(wrong, '/api/system/info')).status, wrong).toBe(401);
    await admin().tokens.revoke({ name });
    expect((await ask(token, '/api/system/info')).status).toBe(401);

    const ending = await tokenWith('read');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(ending.expiresAt) - 1 });
    try {
      expect((await ask(ending.token, '/api/system/info')).status).toBe(200);
      vi.setSystemTime(Date.parse(ending.expiresAt));
      expect((await ask(ending.token, '/api/system/info')).status).toBe(401);
    } finally {
      vi.useRealTimers();
    }
  });

  it('tells when it was used last', async () => {
    const { token, name } = await tokenWith('read');
    expect((await admin().tokens.list({})).items.find((item) => item.name === name)?.lastUsedAt).toBeUndefined();

    await ask(token, '/api/system/info');

    await vi.waitFor(async () => { expect((await admin().tokens.list({})).items.find((item) => item.name === name)?.lastUsedAt).toBeDefined(); });
  });

  it('calls through a socket with the same rights, which ends when it is revoked', async () => {
    const { token, name } = await tokenWith('runs:read');
    const socket = await openSocket(server.address, { token });
    const client = createORPCClient<ContractRouterClient<Contract>>(linkThrough(socket));

    expect((await client.runs.list({})).items).toEqual([]);
    await expect(client.workflows.list({})).rejects.toMatchObject({ code: 'access_denied' });
    const closed = closeCodeOf(socket);
    await admin().tokens.revoke({ name });

    expect(await closed).toBe(1008);
    expect((await statusOf(server.address, { token })).status).toBe(401);
  });

  it('has its streams over HTTP ended, too, when it is revoked or comes to its end', async () => {
    for (const end of ['revoked', 'expired'] as const) {
      const { token, name, expiresAt } = await tokenWith('audit:admin');
      const answer = await fetch(`${server.address}/api/audit/tail?rows=0`, { headers: { authorization: `Bearer ${token}` } });
      expect(answer.status).toBe(200);
      const read = answer.text();

      if (end === 'revoked') await admin().tokens.revoke({ name });
      else vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(expiresAt) });

      await expect(read).rejects.toThrow();
      vi.useRealTimers();
    }
  });
});
