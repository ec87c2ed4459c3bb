import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { program } from '../../support/program.ts';
import { freshHome } from './aiwm-process.ts';

const run = promisify(execFile);

it('one id leads from a command line to its audit row and its log lines; a bundle opens with another program', async () => {
  const home = await freshHome();
  const aiwm = async (...args: string[]) => (await run(process.execPath, [program, ...args], { env: { ...process.env, AIWM_HOME: home, NO_COLOR: '1' } })).stdout;

  await aiwm('--correlation-id', 'my-own-id', 'workflows', 'create', 'Traced');
  const { items: rows } = JSON.parse(await aiwm('audit', 'list', '--correlation', 'my-own-id', '--json')) as { items: readonly { operation: string; outcome: string }[] };
  expect(rows).toMatchObject([{ operation: 'workflows.create', outcome: 'ok' }]);
  const { items: lines } = JSON.parse(await aiwm('logs', 'list', '--correlation', 'my-own-id', '--json')) as { items: readonly { module: string; message: string }[] };
  expect(lines).toMatchObject([{ module: 'commands', message: 'workflows.create ended with ok', facts: { code: 'ok', door: 'cli' } }]);

  const bundle = path.join(path.dirname(home), 'bundle.zip');
  await aiwm('ops', 'logs', 'bundle', '--out', bundle, '--reason', 'to see');
  const { stdout } = await run('python3', ['-c', 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print("\\n".join(z.namelist())); print(z.read("logs/aiwm-000001.log").decode())', bundle]);
  expect(stdout).toContain('system.json');
  expect(stdout).toContain('my-own-id');
  expect((await readFile(bundle)).subarray(0, 2).toString()).toBe('PK');

  expect(JSON.parse(await aiwm('audit', 'verify', '--json'))).toMatchObject({ intact: true });
  const [first] = (await aiwm('audit', 'export', '--operation', 'logs.bundle')).trim().split('\n');
  const { stdout: hash } = await run('python3', ['-c', 'import sys, json, hashlib; r = json.loads(sys.argv[1]); h = r.pop("hash"); t = json.dumps(r, sort_keys=True, separators=(",", ":"), ensure_ascii=False); print(h == hashlib.sha256(t.encode()).hexdigest(), r["reason"])', first ?? '']);
  expect(hash.trim()).toBe('True to see');
});
