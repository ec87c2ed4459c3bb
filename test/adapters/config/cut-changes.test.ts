import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSettingsDirectory } from '../../../src/core/config/settings-directory.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'aiwm-settings-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

it('a change of several files that a crash cut is carried out by the next writer', async () => {
  const directory = createSettingsDirectory(root);
  await writeFile(path.join(root, 'config.json'), '{"old":1}');
  await writeFile(path.join(root, 'config.pending.json'), JSON.stringify({ user: '{"new":1}' }));

  await directory.finish();

  expect(await readFile(directory.fileOf('user'), 'utf8')).toBe('{"new":1}');
  expect(await readdir(root)).not.toContain('config.pending.json');
});
