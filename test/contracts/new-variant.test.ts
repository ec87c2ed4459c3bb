import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const repository = resolve(import.meta.dirname, '../..');

const below = ['domain/platform.d.ts', 'domain/model'];

/** What is begun, the rooms it must compile with, and what its list then holds. */
const variants = [
  {
    kind: 'action',
    name: 'mail.send',
    runtime: 'domain',
    rooms: ['domain/expression', 'domain/ports', 'domain/operations', 'domain/catalogue'],
    list: 'domain/catalogue/actions/action-kinds.ts',
    line: 'mailSend',
  },
  { kind: 'connector', name: 'acme cloud', runtime: 'core', rooms: ['domain/ports', 'llm'], list: 'llm/llm-connectors.ts', line: './acme-cloud-connector.ts' },
  { kind: 'operation', name: 'cards.weigh', runtime: 'domain', rooms: ['domain/operations'], list: 'domain/operations/cards.ts', line: 'cards.weigh' },
  { kind: 'operation', name: 'parcels.list', runtime: 'domain', rooms: ['domain/operations'], list: 'domain/operations/areas.ts', line: './parcels.ts' },
];

describe('npm run new', () => {
  let copy = '';

  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'aiwm-new-'));
    for (const name of ['package.json', 'tsconfig.base.json', 'tsconfig.domain.json', 'tsconfig.core.json']) take(copy, name);
    symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'), 'junction');
  });

  afterEach(() => rmSync(copy, { recursive: true, force: true }));

  it.each(variants)('begins the $kind $name in its list, and it compiles', ({ kind, name, runtime, rooms, list, line }) => {
    for (const room of [...below, ...rooms]) take(copy, join('src/core', room));

    const made = makeNew(copy, kind, name);

    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(copy, 'src/core', list), 'utf8')).toContain(line);
    expect(compile(copy, runtime)).toBe('');
  });

  it('refuses a name that is taken, and writes nothing', () => {
    take(copy, 'src/core/llm');
    const before = readFileSync(join(copy, 'src/core/llm/llm-connectors.ts'), 'utf8');

    const made = makeNew(copy, 'connector', 'mock');

    expect(made.status).toBe(2);
    expect(made.stderr).toContain('src/core/llm/mock-connector.ts is there already');
    expect(readFileSync(join(copy, 'src/core/llm/llm-connectors.ts'), 'utf8')).toBe(before);
  });
});

function take(root: string, path: string): void {
  cpSync(join(repository, path), join(root, path), { recursive: true });
}

function makeNew(root: string, kind: string, name: string) {
  return spawnSync(process.execPath, [join(repository, 'scripts/new-variant.ts'), kind, name], { env: { ...process.env, AIWM_NEW_ROOT: root }, encoding: 'utf8' });
}

/** What the compiler says of the copy; nothing when all is well. */
function compile(root: string, runtime: string): string {
  const compiler = join(repository, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [compiler, '-p', `tsconfig.${runtime}.json`], { cwd: root, encoding: 'utf8' }).stdout;
}
