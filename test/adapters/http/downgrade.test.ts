import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';
import { hasOpenssl, selfSigned, signedBy } from './certificates.ts';

// Certificates are made and a process is started, on machines that do much else.
vi.setConfig({ testTimeout: 120_000 });

it.skipIf(!hasOpenssl)('a redirect from https to http is not followed (skipped where openssl is not installed)', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'aiwm-downgrade-'));
  const authority = await selfSigned(folder, { name: 'authority', subject: 'DNS:authority.example' });
  const good = await signedBy(authority, folder, { name: 'good', subject: 'IP:127.0.0.1' });
  const server = createServer({ key: await readFile(good.key), cert: await readFile(good.cert) }, (request, response) => {
    response.writeHead(302, { location: `http://${request.headers.host ?? ''}/plain` });
    response.end();
  });
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, 'asking-process.ts'), `https://127.0.0.1:${port}/`, String(port)], { env: { ...process.env, NODE_EXTRA_CA_CERTS: authority.cert } });

    expect(JSON.parse(stdout)).toMatchObject({ code: 'host_denied', data: { reason: 'downgrade' } });
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
