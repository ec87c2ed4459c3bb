import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { installChecks } from '../../../src/core/app/install-checks.ts';
import type { SystemCheck } from '../../../src/core/domain/services/system-service.ts';
import { newestMigration } from '../../../src/core/storage/local-sqlite/migrations.ts';
import { prepareDataDirectory } from '../../../src/core/storage/data-directory.ts';

async function temporary(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'aiwm-install-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** A built program of two files, with the list of its build. */
async function built(): Promise<string> {
  const directory = await temporary();
  const files = { 'cli/index.js': 'run()', 'renderer/index.html': '<html></html>' };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(directory, file)), { recursive: true });
    await writeFile(path.join(directory, file), text);
  }
  const sums = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, createHash('sha256').update(text).digest('hex')]));
  await writeFile(path.join(directory, 'cli', 'files.json'), JSON.stringify({ files: sums }));
  return directory;
}

interface Given {
  readonly program?: string;
  readonly facts?: { readonly schemaVersion: number; readonly integrity: string };
}

async function checked({ program, facts = { schemaVersion: newestMigration, integrity: 'ok' } }: Given = {}, root?: string): Promise<ReadonlyMap<string, SystemCheck>> {
  const directory = await prepareDataDirectory(root ?? (await temporary()));
  const checks = installChecks({ directory, built: program ?? (await built()), data: { inspect: () => Promise.resolve(facts) }, vault: { status: () => Promise.resolve({ state: 'absent', detail: 'Nobody set one up', keychainAvailable: false }) } });
  const done = new Map<string, SystemCheck>();
  for (const check of checks) {
    const found = await check();
    done.set(found.id, found);
  }
  return done;
}

describe('whether the program is whole and can work here', () => {
  it('is so of this one, and the look leaves nothing behind', async () => {
    const root = await temporary();
    const found = await checked({}, root);

    expect([...found.values()].filter(({ state }) => state === 'failed')).toEqual([]);
    expect([...found.keys()]).toEqual(expect.arrayContaining(['node', 'files', 'native-sqlite', 'native-keychain', 'native-passwords', 'migrations', 'vault', 'write-logs', 'space']));
    expect(found.get('native-sqlite')?.detail).toMatch(/^SQLite \d/u);
    expect((await readdir(root, { recursive: true })).filter((name) => name.includes('probe'))).toEqual([]);
  });

  it('is not so where a file was changed or is missing', async () => {
    const program = await built();
    await writeFile(path.join(program, 'cli', 'index.js'), 'steal()');
    await rm(path.join(program, 'renderer', 'index.html'));

    expect((await checked({ program })).get('files')).toMatchObject({ state: 'failed', detail: '2 of 2 files are missing or were changed: cli/index.js, renderer/index.html', next: expect.stringContaining('Install') });
  });

  it('is not so where the list of files is none, and unsure where there is none', async () => {
    const program = await built();
    await writeFile(path.join(program, 'cli', 'files.json'), '{"files":{"a":"b"}}');
    expect((await checked({ program })).get('files')?.state).toBe('failed');

    await rm(path.join(program, 'cli', 'files.json'));
    expect((await checked({ program })).get('files')?.state).toBe('warning');
  });

  it.each([
    [{ schemaVersion: newestMigration - 1, integrity: 'ok' }, 'aiwm serve'],
    [{ schemaVersion: newestMigration, integrity: 'row 7 missing from index' }, 'backup'],
  ])('is not so of a database with %j', async (facts, next) => {
    expect((await checked({ facts })).get('migrations')).toMatchObject({ state: 'failed', next: expect.stringContaining(next) });
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('is not so where nothing can be written', async () => {
    const root = await temporary();
    const { logs } = await prepareDataDirectory(root);
    await chmod(logs, 0o500);

    expect((await checked({}, root)).get('write-logs')).toMatchObject({ state: 'failed', next: expect.stringContaining('writable') });
  });
});
