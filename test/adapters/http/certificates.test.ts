import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LLMConnector } from '../../../src/core/domain/ports/llm-connector.ts';
import { createOutgoingClient } from '../../../src/core/http/outgoing-client.ts';
import { llmConnectors } from '../../../src/core/llm/llm-connectors.ts';
import { systemClock } from '../../../src/core/platform/system-clock.ts';
import { type Certificate, hasOpenssl, selfSigned, signedBy } from './certificates.ts';
import { openPrivateServer } from './private-server.ts';

const never = new AbortController().signal;
const outgoing = (port: number) => createOutgoingClient({ allowedPrivateHosts: async () => [`127.0.0.1:${port}`, `localhost:${port}`] });
const failureOf = async (call: Promise<unknown>): Promise<unknown> => call.then(() => undefined, (error: unknown) => error);

/** A server that shows this certificate, and counts the requests that came through. */
async function shows({ key, cert }: Certificate) {
  let requests = 0;
  const server = createServer({ key: await readFile(key), cert: await readFile(cert) }, (_request, response) => {
    requests += 1;
    response.end('proven');
  });
  server.on('tlsClientError', () => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What a process of its own answers that was started with this authority as one to trust. */
async function askTrusting(authority: string, url: string, port: number): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, 'asking-process.ts'), url, String(port)], { env: { ...process.env, NODE_EXTRA_CA_CERTS: authority } });
  return JSON.parse(stdout);
}

describe.skipIf(!hasOpenssl)('a service that shows a certificate (skipped where openssl is not installed)', () => {
  let folder: string;
  let self: Certificate;
  let authority: Certificate;
  let good: Certificate;
  let other: Certificate;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'aiwm-certificates-'));
    self = await selfSigned(folder, { name: 'self', subject: 'IP:127.0.0.1' });
    authority = await selfSigned(folder, { name: 'authority', subject: 'DNS:authority.example' });
    good = await signedBy(authority, folder, { name: 'good', subject: 'IP:127.0.0.1' });
    other = await signedBy(authority, folder, { name: 'other', subject: 'DNS:other.example' });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('that it signed itself is refused, says what to do, and hears nothing', async () => {
    await using server = await shows(self);
    const url = `https://127.0.0.1:${server.port}/`;

    const failure = await failureOf(outgoing(server.port).request({ method: 'POST', url, body: new TextEncoder().encode('secret') }, never));
    expect(failure).toMatchObject({ code: 'host_denied', data: { reason: 'certificate', certificate: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, message: expect.stringContaining(`127.0.0.1:${server.port} could not prove who it is`), next: expect.stringContaining('NODE_EXTRA_CA_CERTS') });
    expect(await failureOf(outgoing(server.port).fetch(url))).toMatchObject({ code: 'host_denied', data: { reason: 'certificate' } });
    expect(server.requests()).toBe(0);
  });

  it('signed by an authority nobody trusts is refused, also for a model', async () => {
    await using server = await shows(good);
    const entry = llmConnectors.find(({ kind }) => kind === 'openai-compatible');
    const connector: LLMConnector | undefined = await entry?.load({ clock: systemClock, readScript: () => Promise.reject(new Error('none')), fetch: outgoing(server.port).fetch, secret: async (work) => work('sk-1'), id: 'house', settings: { baseUrl: `https://127.0.0.1:${server.port}/v1`, model: 'm' }, credential: undefined });

    expect(await failureOf(outgoing(server.port).request({ method: 'GET', url: `https://127.0.0.1:${server.port}/` }, never))).toMatchObject({ code: 'host_denied', data: { certificate: expect.stringMatching(/UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT/u) } });
    expect(await failureOf(connector?.test(never) ?? Promise.resolve())).toMatchObject({ code: 'host_denied', next: expect.stringContaining('NODE_EXTRA_CA_CERTS') });
    expect(server.requests()).toBe(0);
  });

  it('signed by an authority the program was told to trust is asked', async () => {
    await using server = await shows(good);

    expect(await askTrusting(authority.cert, `https://127.0.0.1:${server.port}/`, server.port)).toEqual({ status: 200, text: 'proven' });
    expect(server.requests()).toBe(1);
  });

  it('for another host is refused, whoever signed it', async () => {
    await using server = await shows(other);

    expect(await askTrusting(authority.cert, `https://127.0.0.1:${server.port}/`, server.port)).toMatchObject({ code: 'host_denied', data: { certificate: 'ERR_TLS_CERT_ALTNAME_INVALID' }, next: expect.stringContaining('for another name') });
    expect(await askTrusting(authority.cert, `https://localhost:${server.port}/`, server.port)).toMatchObject({ code: 'host_denied', data: { certificate: 'ERR_TLS_CERT_ALTNAME_INVALID' } });
    expect(server.requests()).toBe(0);
  });
});

it('a service that speaks http where https was asked is unavailable, and the port is named as what to check', async () => {
  await using server = await openPrivateServer();

  expect(await failureOf(outgoing(server.port).request({ method: 'GET', url: `https://127.0.0.1:${server.port}/` }, never))).toMatchObject({ code: 'connector_unavailable', message: expect.stringContaining('could not agree on encryption'), next: expect.stringContaining('port') });
});
