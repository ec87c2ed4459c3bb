import { execFile } from 'node:child_process';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareData } from '../../../src/core/app/open-host.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');
let home: string;

beforeAll(async () => {
  home = await realpath(await mkdtemp(path.join(tmpdir(), 'aiwm-start-')));
  await prepareData({ dataDirectory: home, samples: [] });
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** The files a command line loads: our own below `src/`, others below `node_modules/`. */
async function loadedBy(...words: readonly string[]): Promise<readonly string[]> {
  const list = path.join(home, 'loaded.json');
  await promisify(execFile)(process.execPath, ['--import', path.join(import.meta.dirname, 'loaded-modules.ts'), path.join(root, 'src', 'cli', 'index.ts'), ...words], {
    env: { ...process.env, AIWM_HOME: home, LOADED_MODULES: list, NODE_OPTIONS: '' },
  });
  const urls = JSON.parse(await readFile(list, 'utf8')) as readonly string[];
  return urls.filter((url) => url.startsWith('file:')).map((url) => path.relative(root, fileURLToPath(url)).replaceAll(path.sep, '/'));
}

const among = (files: readonly string[], ...folders: readonly string[]): readonly string[] => files.filter((file) => folders.some((folder) => file.startsWith(folder)));

const engine = ['src/core/domain/runtime/compile', 'src/core/domain/runtime/executor', 'src/core/domain/catalogue/', 'src/core/domain/expression/', 'node_modules/@bufbuild/'];
const otherAdapters = ['src/core/llm/', 'src/core/documents/', 'src/core/files/', 'src/core/archives/', 'src/core/config/', 'src/core/vault/', 'src/server/'];

describe('a command line loads', () => {
  it('nothing of the inside to tell its version', async () => {
    expect(among(await loadedBy('--version'), 'src/core/domain/services/', 'src/core/storage/', 'node_modules/zod/', 'node_modules/@orpc/', ...engine, ...otherAdapters)).toEqual([]);
  });

  it.each([['runs', 'list'], ['workflows', 'list'], ['cards', 'list'], ['audit', 'list']])('no adapter but the storage, and nothing of the engine, for `%s %s`', async (area, verb) => {
    const files = await loadedBy(area, verb);

    expect(among(files, 'src/core/storage/local-sqlite/')).not.toEqual([]);
    expect(among(files, ...engine, ...otherAdapters)).toEqual([]);
  });

  it('the operations and the service of the area that is asked, and no other', async () => {
    const files = await loadedBy('audit', 'list');

    expect(among(files, 'src/core/domain/services/').filter((file) => file.endsWith('-service.ts'))).toEqual(['src/core/domain/services/audit-service.ts']);
    expect(among(files, 'src/core/domain/operations/runs', 'src/core/domain/operations/workflows', 'src/core/domain/operations/settings')).toEqual([]);
  });

  it('everything that understands a definition once a query needs it', async () => {
    expect(among(await loadedBy('catalogue', 'list'), 'src/core/domain/catalogue/')).not.toEqual([]);
  });
});
