import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { assemble } from '../../scripts/desktop/assemble.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');
const text = await readFile(path.join(root, 'deploy', 'Containerfile'), 'utf8');
const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const after = (word: string): string[] => lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
const list = (line: string | undefined): string[] => JSON.parse(line ?? '[]') as string[];

test('what the container file copies is there, and it runs as nobody with rights', async () => {
  for (const copied of after('COPY').filter((line) => !line.startsWith('--from'))) {
    for (const source of copied.split(' ').slice(0, -1)) expect(existsSync(path.join(root, source)), source).toBe(true);
  }
  expect(after('USER')).toEqual(['10001:10001']);
  const from = lines.findLastIndex((line) => line.startsWith('FROM '));
  expect(lines.slice(from).findIndex((line) => line.startsWith('USER '))).toBeLessThan(lines.slice(from).findIndex((line) => line.startsWith('ENTRYPOINT ')));
  const ignored = (await readFile(path.join(root, '.dockerignore'), 'utf8')).split('\n');
  for (const folder of ['.git', 'node_modules', 'dist', 'release', 'deploy/secrets']) expect(ignored).toContain(folder);
});

test('its command starts, is healthy by its own check, and ends in good order', async () => {
  test.skip(process.platform !== 'linux', 'A container is Linux.');
  test.slow();
  const folder = await mkdtemp(path.join(tmpdir(), 'aiwm-container-'));
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: 10_001, gid: 10_001 } : {};
  try {
    assemble({ platform: process.platform, arch: process.arch }, { node: process.execPath, into: path.join(folder, 'package') });
    const home = path.join(folder, 'data');
    await mkdir(home);
    const files = { cert: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') };
    await run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', files.key, '-out', files.cert, '-subj', '/CN=aiwm', '-addext', 'subjectAltName=DNS:localhost', '-days', '2']);
    const owned = [folder, home, files.cert, files.key];
    if (isRoot) for (const one of owned) await chown(one, 10_001, 10_001);
    await chmod(files.key, 0o400);
    const inFolder = (word: string): string => word.replace('/opt/aiwm', path.join(folder, 'package', 'cli')).replace('/run/secrets/aiwm-cert', files.cert).replace('/run/secrets/aiwm-key', files.key).replace('8443', '41081').replace('4319', '41080');
    const said: { readonly [name: string]: string } = Object.fromEntries(after('ENV').flatMap((line) => line.split(' ')).map((word) => word.replace('/var/lib/aiwm', home).split('=') as [string, string]));
    const environment = { PATH: '/usr/bin:/bin', ...said };
    const [program = '', ...first] = [...list(after('ENTRYPOINT')[0]), ...list(after('CMD')[0])].map(inFolder);
    const server = spawn(program, first, { cwd: folder, env: environment, ...user });
    server.stderr.pipe(process.stderr);
    const ended = once(server, 'exit');

    const [check = '', ...words] = list(/CMD (\[.*\])/u.exec(after('HEALTHCHECK')[0] ?? '')?.[1]).map(inFolder);
    const isHealthy = (): Promise<boolean> => run(check, words, { env: environment, ...user }).then(() => true, () => false);
    await expect.poll(isHealthy, { timeout: 60_000 }).toBe(true);

    server.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(await isHealthy()).toBe(false);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
