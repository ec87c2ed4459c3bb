import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operationTable } from '../../contracts/fixture/operation-table.ts';
import { apiReference } from '../../../src/server/page/api-reference.ts';
import { openServer, type OpenServer } from './open-server.ts';
import { rawRequest } from './raw-request.ts';

let server: OpenServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

describe('the page that shows the interface', () => {
  it('needs no token, asks for nothing but its sheet, and holds no script', async () => {
    const { status, headers, text } = await rawRequest(server.address, { path: '/api/openapi' });

    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': expect.stringContaining("default-src 'none'"), 'x-content-type-options': 'nosniff' });
    expect(text).not.toMatch(/<script|<[^>]*\s(?:on\w+|style|src)=/iu);
    expect([...text.matchAll(/(?:src|href)="([^"#]+)"/gu)].map(([, address]) => address)).toEqual(['/api/openapi.css', '/api/openapi.json']);
    expect(await rawRequest(server.address, { path: '/api/openapi.css' })).toMatchObject({ status: 200, headers: { 'content-type': 'text/css; charset=utf-8' } });
  });

  it('shows every operation once, with its way, an example and its failures', async () => {
    const { text } = await rawRequest(server.address, { path: '/api/openapi' });
    const ids = [...text.matchAll(/<details id="([^"]+)">/gu)].map(([, id]) => id ?? '');

    expect(ids.toSorted()).toEqual(operationTable.map(({ name }) => name).toSorted());
    const start = text.slice(text.indexOf('<details id="runs.start">'), text.indexOf('</details>', text.indexOf('<details id="runs.start">')));
    expect(start).toContain('<code>/api/runs/start</code>');
    expect(start).toContain('-d &#39;{&quot;workflow&quot;:&quot;approval&quot;');
    expect(start).toContain('definition_invalid, input_invalid');
    expect(text).toMatch(/<details id="runs\.get">[\s\S]*?&quot;\$address\/api\/runs\/[^{}]+&quot;/u);
  });

  it('takes nothing of a document for markup', () => {
    const hostile = `</pre><script>alert(1)</script>"'&`;
    const text = apiReference({ openapi: '3.1.1', info: { title: hostile, version: hostile, description: hostile }, paths: { [`/${hostile}`]: { get: { operationId: hostile, tags: [hostile], summary: hostile, description: hostile, parameters: [{ name: hostile, in: 'query', description: hostile, example: hostile }], responses: { 200: { description: hostile, content: { [hostile]: { schema: { description: hostile } } } }, 400: { description: hostile } } } } } });

    expect(text).not.toContain('<script');
    expect(text).not.toContain(`"'&"`);
  });

  it('is only read', async () => {
    expect((await rawRequest(server.address, { path: '/api/openapi', method: 'POST' })).status).toBe(401);
    expect((await rawRequest(server.address, { path: '/api/openapi/../openapi' })).status).toBe(401);
  });
});
