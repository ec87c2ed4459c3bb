import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type OpenServer } from './open-server.ts';
import { rawRequest } from './raw-request.ts';

let server: OpenServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

function ask(method: string, path: string) {
  return rawRequest(server.address, { path, method, headers: { authorization: `Bearer ${server.token}` } });
}

describe('a path of /api', () => {
  it.each([['DELETE', '/api/runs/list'], ['PUT', '/api/system/info?x=1']])('that is somebody’s is not asked with %s %s, and says with what', async (method, path) => {
    const { status, headers, text } = await ask(method, path);

    expect(status).toBe(405);
    expect(headers['allow']).toMatch(/GET/u);
    expect(JSON.parse(text)).toMatchObject({ code: 'operation_unknown', next: expect.stringContaining('GET') });
  });

  it('that is nobody’s is not found, whatever it is asked with', async () => {
    expect((await ask('DELETE', '/api/nobody/knows')).status).toBe(404);
    expect((await ask('GET', '/api/nobody/knows')).status).toBe(404);
  });

  it.each(['/api/../outside', '/api/openapi.json/../../outside/x.txt', '/rpc/../outside', '/rpc/runs/../../x', '/api/..'])('that leads out again is answered, too: %s', async (path) => {
    const { status, text } = await ask('GET', path);

    expect([status, text.includes('operation_unknown') || text.includes('not_found')]).toEqual([404, true]);
  });

  it('is asked with the method it has', async () => {
    expect((await ask('GET', '/api/system/info')).status).toBe(200);
  });
});
