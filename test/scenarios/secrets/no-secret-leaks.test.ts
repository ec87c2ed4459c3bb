import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ZipArchive } from '../../../src/core/archives/zip-archive.ts';
import { program } from '../../support/program.ts';
import { freshHome } from '../cli/aiwm-process.ts';

const canary = (name: string): string => `sk-${name}-${randomBytes(15).toString('hex')}`;

/** Every secret of this test; none is anywhere else in it. */
const secrets = { password: canary('master'), nextPassword: canary('next-master'), wrongPassword: canary('wrong-master'), prod: canary('prod'), rotated: canary('rotated'), rejected: canary('rejected'), chatgpt: canary('chatgpt'), claude: canary('claude'), typed: canary('typed') };
const taken: readonly string[] = [secrets.prod, secrets.rotated];

/** Some samples wait for a person, or for a time that is far away. */
const longestMs = 20_000;

let home = '';
let outside = '';
let vendor: Server;
let host: ChildProcess;
let address = '';
let said = '';
const heard: string[] = [];

beforeAll(async () => {
  home = await freshHome();
  outside = path.dirname(home);
  for (const [name, secret] of Object.entries(secrets)) await writeFile(path.join(outside, name), `${secret}\n`, { mode: 0o600 });
  vendor = createServer(answerAsVendor).listen(0, '127.0.0.1');
  await once(vendor, 'listening');
  address = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}/v1`;
});
afterAll(async () => {
  vendor.closeAllConnections();
  vendor.close();
  host.kill('SIGKILL');
  await rm(outside, { recursive: true, force: true });
});

/** Takes some keys, and repeats the whole request to whoever comes with another. */
const answerAsVendor: Parameters<typeof createServer>[1] = (request, response) => {
  const key = (request.headers.authorization ?? '').replace('Bearer ', '');
  heard.push(key);
  request.resume().on('end', () => {
    const isTaken = taken.includes(key);
    response.writeHead(isTaken ? 200 : 401, { 'content-type': 'application/json', 'x-request-id': key });
    if (!isTaken) response.end(JSON.stringify({ error: { message: `Incorrect API key provided: ${key}`, type: 'invalid_request_error', code: 'invalid_api_key', headers: request.headers } }));
    else if (request.method === 'GET') response.end(JSON.stringify({ object: 'list', data: [{ id: 'm', object: 'model', created: 1, owned_by: 'x' }] }));
    else response.end(JSON.stringify({ id: 'c', object: 'chat.completion', created: 1, model: 'm', choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'All is well.' } }], usage: { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 } }));
  });
};

/** Serves the data directory until the test ends it. */
async function serve(): Promise<void> {
  host = start(['serve', '--port', '0']);
  for (const stream of [host.stdout, host.stderr]) stream?.on('data', (chunk: Buffer) => { said += chunk.toString('utf8'); });
  await once(host.stdout ?? host, 'data');
}

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [program, ...args], { cwd: outside, env: { ...process.env, AIWM_HOME: home, NO_COLOR: '1', AIWM_DEBUG: '1', AIWM_VAULT_PASSWORD_FILE: path.join(outside, 'password'), ...env } });
}

/** Runs the real program; everything it says is searched at the end. */
async function aiwm(args: readonly string[], { code = 0, env = {}, input = '' }: { readonly code?: number | 'any'; readonly env?: NodeJS.ProcessEnv; readonly input?: string } = {}): Promise<string> {
  const child = start(args, env);
  let own = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { own += chunk.toString('utf8'); });
  child.stdin?.end(input);
  const tooLong = setTimeout(() => child.kill(), longestMs);
  const [ended] = (await once(child, 'close')) as [number];
  clearTimeout(tooLong);
  said += own;
  if (code !== 'any') expect(ended, `aiwm ${args.join(' ')}\n${own}`).toBe(code);
  return own;
}

/** A secret as it may be written down: plain, in base64 wherever it begins, base64 for addresses, hex, UTF-16, percent signs. */
function writtenAs(secret: string): readonly Buffer[] {
  const base64 = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]).toString('base64').slice(shift === 0 ? 0 : 4, -4));
  const percent = [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return [secret, ...base64, Buffer.from(secret).toString('base64url'), Buffer.from(secret).toString('hex'), percent].map((text) => Buffer.from(text)).concat(Buffer.from(secret, 'utf16le'));
}

function namesIn(bytes: Buffer): readonly string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => (writtenAs(secret).some((form) => bytes.includes(form)) ? [name] : []));
}

it('no secret is written anywhere, whatever is done with it', async () => {
  await serve();
  await aiwm(['settings', 'set', 'logging', '--value', '{"level":"debug"}']);
  await aiwm(['settings', 'set', 'network', '--value', JSON.stringify({ allowedPrivateHosts: [new URL(address).host] })]);
  await aiwm(['vault', 'setup', '--kind', 'password', '--password-file', 'password']);
  await aiwm(['connectors', 'add', 'workshop', '--kind', 'openai-compatible', '--base-url', address, '--model', 'm'], { code: 'any' });
  await aiwm(['connectors', 'credentials', 'set', 'workshop', '--label', 'prod', '--key-file', 'prod', '--no-test']);
  await aiwm(['connectors', 'credentials', 'set', 'chatgpt', '--key-env', 'MY_KEY', '--no-test'], { env: { MY_KEY: secrets.chatgpt } });
  await aiwm(['credentials', 'set', 'claude', '--label', 'sandbox', '--stdin', '--no-test', '--reason', 'first one'], { input: secrets.claude });
  await aiwm(['credentials', 'set', 'workshop', '--label', 'bad', '--key-file', 'rejected', '--json'], { code: 3 });
  await aiwm(['credentials', 'set', 'workshop', '--key', secrets.typed], { code: 2 });
  await aiwm(['credentials', 'set', 'workshop', secrets.typed], { code: 2 });
  await aiwm(['credentials', 'test', 'workshop', '--label', 'prod'], { code: 'any' });
  await aiwm(['credentials', 'rotate', 'workshop', '--label', 'prod', '--key-file', 'rejected'], { code: 3 });
  await aiwm(['credentials', 'rotate', 'workshop', '--label', 'prod', '--key-file', 'rotated', '--no-test', '--grace-minutes', '5', '--reference', 'T-1']);
  await aiwm(['vault', 'unlock'], { env: { AIWM_VAULT_PASSWORD_FILE: '', AIWM_VAULT_PASSWORD: secrets.wrongPassword }, code: 3 });
  await aiwm(['vault', 'password', '--password-file', 'password', '--new-password-file', 'nextPassword']);
  await writeFile(path.join(outside, 'password'), secrets.nextPassword);

  await aiwm(['connectors', 'test', 'workshop'], { code: 'any' });
  await aiwm(['connectors', 'ask', 'workshop', '--prompt', 'Say something.'], { code: 'any' });
  const { items } = JSON.parse(await aiwm(['workflows', 'list', '--json', '--quiet'])) as { readonly items: readonly { readonly slug: string }[] };
  expect(items.length).toBeGreaterThan(5);
  await Promise.all(items.map(({ slug }) => aiwm(['run', slug, '--json'], { code: 'any' })));
  await aiwm(['connectors', 'activate', 'workshop']);
  for (const query of [['credentials', 'list'], ['credentials', 'export'], ['settings', 'list'], ['audit', 'list'], ['connectors', 'list'], ['connectors', 'get', 'workshop'], ['runs', 'list'], ['system', 'doctor'], ['vault', 'status'], ['workflows', 'export', 'hello'], ['logs', 'list', '--limit', '500'], ['audit', 'export']]) await aiwm([...query, '--json'], { code: 'any' });
  const bundle = path.join(outside, 'bundle.zip');
  await aiwm(['system', 'logs', 'bundle', '--out', bundle]);
  const { items: [run] } = JSON.parse(await aiwm(['runs', 'list', '--status', 'completed', '--limit', '1', '--json', '--quiet'])) as { readonly items: readonly { readonly id: string }[] };
  const made = path.join(outside, 'run.zip');
  await aiwm(['artifacts', 'bundle', '--run', run?.id ?? '', '--out', made]);
  await aiwm(['runs', 'archive', '--to', path.join(home, 'files', 'archive')], { code: 'any' });

  host.kill('SIGTERM');
  await once(host, 'close');

  // It did reach the vendor, or nothing here would mean anything.
  expect(heard).toEqual(expect.arrayContaining([secrets.rejected, secrets.prod, secrets.rotated]));
  expect(namesIn(Buffer.from(said))).toEqual([]);
  const files = (await readdir(home, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(5);
  const leaks = await Promise.all(files.map(async (entry) => namesIn(await readFile(path.join(entry.parentPath, entry.name))).map((name) => `${name} in ${entry.name}`)));
  expect(leaks.flat()).toEqual([]);
  const packed = [...(await new ZipArchive().unpack(await readFile(bundle)))];
  expect(packed.map((file) => file.path)).toEqual(expect.arrayContaining(['doctor.json', 'logs/aiwm-000001.log', 'settings.json', 'system.json']));
  packed.push(...(await new ZipArchive().unpack(await readFile(made))));
  expect(packed.flatMap((file) => namesIn(Buffer.from(file.bytes)).map((name) => `${name} in ${file.path}`))).toEqual([]);
}, 240_000);
