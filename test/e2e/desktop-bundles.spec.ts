import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { rendererDirectory } from '../../src/core/app/product-files.ts';

const run = promisify(execFile);
const dist = path.dirname(rendererDirectory());
const checklist = fileURLToPath(new URL('../desktop/checklist-process.ts', import.meta.url));

test('the built main program and preload keep every point of Electron’s security checklist', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'aiwm-checklist-'));
  const { stdout } = await run(process.execPath, [checklist, path.join(dist, 'main', 'main.js'), path.join(dist, 'preload', 'preload.js')], { env: { ...process.env, AIWM_HOME: home, AIWM_KEYCHAIN: 'off' } });
  await rm(home, { recursive: true, force: true });

  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
    'only content of its own, by a scheme of its own': [['app://aiwm/'], { cancel: true }],
    'no Node in the page': [false, false, false],
    'context isolation': true,
    'sandbox, for every process': [true, true],
    'every permission denied': [false, false, false, {}],
    'web security': true,
    'a content policy with trusted types': [true, false],
    'no insecure content': false,
    'no experimental features': false,
    'no Blink features': '',
    'no webview': false,
    'no webview attached': true,
    'no navigation': [true, true, true],
    'no new windows': 'deny',
    'only https and mail outside': ['https://example.org/', 'mailto:a@b.c'],
    'senders are checked': [[], { failure: expect.objectContaining({ code: 'access_denied' }) }],
    'no file addresses': [['app'], 404, 404],
    'nothing of Electron in the page': [['electron'], { aiwm: ['kind', 'copy', 'server', 'chooseServer'] }],
    'one program at a time': true,
    'the page is the built one': [200, 'text/html; charset=utf-8', true],
    exits: [0],
  });
});

test('the built preload is one file that loads nothing but Electron', async () => {
  const code = await readFile(path.join(dist, 'preload', 'preload.js'), 'utf8');

  expect([...code.matchAll(/require\(([^)]*)\)/gu)].map(([, name]) => name)).toEqual(['"electron"']);
});
