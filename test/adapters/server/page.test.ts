import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type OpenServer } from './open-server.ts';
import { rawRequest } from './raw-request.ts';

let folder: string;
let server: OpenServer;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'aiwm-page-'));
  const page = path.join(folder, 'renderer');
  await mkdir(path.join(page, 'assets'), { recursive: true });
  await writeFile(path.join(folder, 'secret.txt'), 'not for the page');
  await writeFile(path.join(page, 'index.html'), '<!doctype html><title>Page</title>');
  await writeFile(path.join(page, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(path.join(page, 'assets', 'index-abc123.js'), 'export {};');
  await writeFile(path.join(page, 'assets', 'index-abc123.js.map'), '{}');
  await symlink(path.join(folder, 'secret.txt'), path.join(page, 'link.txt'));
  server = await openServer({ port: 0, page });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (file: string, method = 'GET') => rawRequest(server.address, { path: file, method });

describe('the page over HTTP', () => {
  it('comes with every header that keeps it to itself', async () => {
    const { headers, status, text } = await get('/');

    expect(status).toBe(200);
    expect(text).toContain('<title>Page</title>');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-r3BnrDUIbRdtQZEycQ/MbKbziEH1/L3OkjWyNILnQmg='; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types aiwm",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it.each(['/nothing', '/api/nothing', '/rpc/nothing', '/api/openapi.json'])('sends the same headers with %s', async (file) => {
    expect((await get(file)).headers).toMatchObject({ 'content-security-policy': expect.stringContaining("default-src 'none'"), 'x-content-type-options': 'nosniff' });
  });

  it('lets a browser keep what has its content in its name, and asks about the rest', async () => {
    expect((await get('/assets/index-abc123.js')).headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-type': 'text/javascript; charset=utf-8' });
    expect((await get('/icon.svg')).headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'image/svg+xml' });
  });

  it('is read only', async () => {
    expect(await get('/', 'HEAD')).toMatchObject({ status: 200, text: '' });
    expect(await get('/', 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect(await get('/index.html', 'DELETE')).toMatchObject({ status: 405 });
  });

  it.each([
    '/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '/%2e%2e%2fsecret.txt', '/..%5csecret.txt', '/..\\secret.txt', '/assets/..%2f..%2fsecret.txt',
    '/.%00./secret.txt', '/link.txt', '/assets', '/assets/', '/assets/index-abc123.js.map', '/INDEX.HTML', '/index.html/', '/./index.html', '/index.html%00', '/etc/passwd', '/C:/secret.txt',
  ])('has nothing at %s', async (file) => {
    const answer = await get(file);

    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('not for the page');
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  it('says so where it is not built, and lets programs in all the same', async () => {
    const bare = await openServer({ port: 0, page: path.join(folder, 'not-built') });
    try {
      const page = await rawRequest(bare.address, { path: '/' });
      expect(page).toMatchObject({ status: 503, text: expect.stringContaining('npm run build') });
      expect((await rawRequest(bare.address, { path: '/api/system/info', headers: { authorization: `Bearer ${bare.token}` } })).status).toBe(200);
    } finally {
      await bare.close();
    }
  });
});
