import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { glob, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { assemble, packagesIn } from '../../scripts/desktop/assemble.ts';
import { rendererDirectory } from '../../src/core/app/product-files.ts';

const run = promisify(execFile);
const target = { platform: process.platform, arch: process.arch };

/** What installers hold, but for Electron itself: put together far from the packages of the repository, and run. */
let into: string;
test.beforeAll(async () => {
  into = await mkdtemp(path.join(tmpdir(), 'aiwm-package-'));
  assemble(target, { node: process.execPath, into });
});
test.afterAll(() => rm(into, { recursive: true, force: true }));

test('the package holds the programs, the page, the samples and the licence, and no source maps', async () => {
  for (const part of ['dist/main/main.js', 'dist/preload/preload.js', 'dist/preload/package.json', 'dist/cli/cli/index.js', 'dist/renderer/index.html', 'dist/renderer/tray.png', 'examples/hello/workflow.json', 'LICENSE', 'package.json']) {
    expect(existsSync(path.join(into, 'app', part)), part).toBe(true);
  }
  expect(existsSync(path.join(into, 'cli', 'dist', 'main'))).toBe(false);
  for (const tree of ['app', 'cli']) {
    expect(await Array.fromAsync(glob('dist/**/*.map', { cwd: path.join(into, tree) }))).toEqual([]);
    expect(await Array.fromAsync(glob('node_modules/better-sqlite3/**/*.node', { cwd: path.join(into, tree) }))).toHaveLength(1);
    expect(packagesIn(path.join(into, tree))).not.toContain('electron');
  }
});

test('the bill of materials names every package that is shipped, in the bundles or beside them', async () => {
  const { components } = JSON.parse(await readFile(path.join(into, 'sbom.cdx.json'), 'utf8')) as { readonly components: readonly { readonly name: string }[] };
  const named = new Set(components.map(({ name }) => name));
  const bundled = new Set<string>();
  const dist = path.dirname(rendererDirectory());
  for await (const file of glob('**/*.js.map', { cwd: dist })) {
    const { sources } = JSON.parse(await readFile(path.join(dist, file), 'utf8')) as { readonly sources: readonly string[] };
    for (const source of sources) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(source)?.[1];
      if (name !== undefined) bundled.add(name);
    }
  }

  expect(bundled.size).toBeGreaterThan(20);
  // The builder's own few lines for each bundle are no package that is shipped.
  expect([...bundled, ...packagesIn(path.join(into, 'app'))].filter((name) => !named.has(name) && !['vite', 'rolldown'].includes(name))).toEqual([]);
});

test('the command line of the package works where there is neither a window nor another Node', async () => {
  const home = path.join(into, 'home');
  const program = path.join(into, 'cli', 'bin', process.platform === 'win32' ? 'aiwm.cmd' : 'aiwm');
  const aiwm = async (...words: readonly string[]): Promise<string> => (await run(program, [...words, '--data-dir', home], { cwd: into, env: { PATH: '/usr/bin:/bin', HOME: into, AIWM_KEYCHAIN: 'off' }, shell: process.platform === 'win32' })).stdout;

  const { checks } = JSON.parse(await aiwm('system', 'doctor', '--json')) as { readonly checks: readonly { readonly id: string; readonly state: string }[] };
  expect(checks.filter(({ state }) => state === 'failed')).toEqual([]);
  expect(await aiwm('run', 'hello', '--json')).toContain('completed');
});

test('the main program of the package starts with what lies beside it, and keeps its data where it is told', async () => {
  const checklist = fileURLToPath(new URL('../desktop/checklist-process.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [checklist, path.join(into, 'app', 'dist', 'main', 'main.js'), path.join(into, 'app', 'dist', 'preload', 'preload.js')], { env: { ...process.env, AIWM_HOME: path.join(into, 'desktop-home'), AIWM_KEYCHAIN: 'off' } });

  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ 'the page is the built one': [200, 'text/html; charset=utf-8', true], exits: [0] });
});
