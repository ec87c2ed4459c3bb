import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = resolve(import.meta.dirname, '../..');

/** One file of a room, and what lint must say of it. */
type Seed = readonly [path: string, text: string];

const sees = (from: string, what: string): Seed => [from, `import type { Thing } from '${what}';\nexport type Mine = Thing;\n`];

const crossings: Readonly<Record<string, Seed>> = {
  'the model sees no port': sees('core/domain/model/seed-a.ts', '../ports/thing.ts'),
  'the model sees no adapter': sees('core/domain/model/seed-b.ts', '../../storage/thing.ts'),
  'an expression sees no runtime': sees('core/domain/expression/seed.ts', '../runtime/thing.ts'),
  'a port sees no operation': sees('core/domain/ports/seed.ts', '../operations/thing.ts'),
  'an operation sees no service': sees('core/domain/operations/seed.ts', '../services/thing.ts'),
  'the catalogue sees no runtime': sees('core/domain/catalogue/actions/seed.ts', '../../runtime/thing.ts'),
  'the runtime sees no service': sees('core/domain/runtime/seed.ts', '../services/thing.ts'),
  'a service sees no variant of the catalogue': sees('core/domain/services/seed.ts', '../catalogue/nodes/thing.ts'),
  'an adapter sees no other adapter': sees('core/storage/local/seed.ts', '../../files/thing.ts'),
  'an adapter sees no runtime': sees('core/llm/seed-a.ts', '../domain/runtime/thing.ts'),
  'an adapter sees no operation': sees('core/llm/seed-b.ts', '../domain/operations/thing.ts'),
  'the composition root sees no door': sees('core/app/seed.ts', '../../server/thing.ts'),
  'the command line sees no adapter': sees('cli/seed-a.ts', '../core/storage/thing.ts'),
  'the command line sees no port': sees('cli/seed-b.ts', '../core/domain/ports/thing.ts'),
  'the server sees no page': sees('server/seed.ts', '../renderer/thing.ts'),
  'an assistant’s door sees no service': sees('assistants/seed.ts', '../core/domain/services/thing.ts'),
  'an assistant’s door sees no command line': sees('assistants/seed-b.ts', '../cli/thing.ts'),
  'the page sees no runtime': sees('renderer/screens/seed-a.tsx', '../../core/domain/runtime/thing.ts'),
  'the page sees no composition root': sees('renderer/seed-b.ts', '../core/app/thing.ts'),
  'the preload sees nothing of ours': sees('preload/seed.ts', '../core/domain/model/thing.ts'),
  'a lazy import is an import': ['core/domain/model/seed-lazy.ts', "export const load = () => import('../runtime/thing.ts');\n"],
  'a re-export is an import': ['core/domain/model/seed-again.ts', "export type { Thing } from '../runtime/thing.ts';\n"],
  'the domain uses no module of Node': ['core/domain/runtime/seed-node.ts', "export { readFile } from 'node:fs/promises';\n"],
  'the domain uses no driver': ['core/domain/services/seed-sdk.ts', "export type { Database } from 'better-sqlite3';\n"],
  'one adapter alone uses the driver': ['core/files/seed-sdk.ts', "export type { Database } from 'better-sqlite3';\n"],
  'the page reads no schema library': ['renderer/seed-zod.ts', "export { z } from 'zod';\n"],
  'the command line reads no schema library': ['cli/seed-zod.ts', "export { z } from 'zod';\n"],
};

const others: Readonly<Record<string, readonly [rule: string, ...Seed]>> = {
  'a circle of types is a circle': ['no-cycle', 'core/domain/model/circle-a.ts', "import type { B } from './circle-b.ts';\nexport type A = B | 1;\n"],
  'the domain reads no clock': ['no-restricted-properties', 'core/domain/runtime/seed-clock.ts', 'export const now = (): number => Date.now();\n'],
  'the domain draws no chance': ['no-restricted-properties', 'core/domain/runtime/seed-chance.ts', 'export const chance = (): number => Math.random();\n'],
  'the domain sets no timer': ['no-restricted-globals', 'core/domain/runtime/seed-timer.ts', 'setTimeout(() => undefined, 1);\n'],
  'the domain prints nothing': ['no-restricted-globals', 'core/domain/runtime/seed-print.ts', "console.log('x');\n"],
  'text never becomes a program': ['no-eval', 'core/app/seed-eval.ts', "eval('1');\n"],
  'a function fits a screen': ['max-lines-per-function', 'core/app/seed-long.ts', `export function long(): void {\n${'  void 0;\n'.repeat(51)}}\n`],
  'a file has one subject': ['max-lines', 'core/app/seed-file.ts', 'export const line = 1;\n'.replace('line', 'first') + '// more\n'.repeat(400)],
  'a promise is awaited': ['no-floating-promises', 'core/app/seed-float.ts', 'export function go(): void {\n  Promise.resolve(1);\n}\n'],
};

const lawful: readonly Seed[] = [
  ['core/domain/model/circle-b.ts', "import type { A } from './circle-a.ts';\nexport type B = A | 2;\n"],
  ['core/domain/model/thing.ts', "import { z } from 'zod';\nexport const Thing = z.string();\nexport type Thing = z.infer<typeof Thing>;\n"],
  ['core/domain/ports/thing.ts', "import type { Thing as Model } from '../model/thing.ts';\nexport type Thing = Model;\n"],
  ['core/storage/thing.ts', "import 'node:fs';\nimport type { Thing as Port } from '../domain/ports/thing.ts';\nexport type Thing = Port;\n"],
  ['core/app/thing.ts', "import type { Thing as Stored } from '../storage/thing.ts';\nexport type Thing = Stored;\n"],
  ['renderer/thing.ts', "import type { Thing as Model } from '../core/domain/model/thing.ts';\nexport type Thing = Model;\n"],
];

describe('the import law', () => {
  let house = '';
  let found: readonly { readonly file: string; readonly rule: string }[] = [];

  beforeAll(() => {
    house = mkdtempSync(join(tmpdir(), 'aiwm-law-'));
    const projects = readdirSync(repository).filter((name) => /^tsconfig\..*json$/u.test(name));
    for (const name of ['oxlint.config.ts', 'package.json', 'scripts/lint', ...projects]) cpSync(join(repository, name), join(house, name), { recursive: true });
    symlinkSync(join(repository, 'node_modules'), join(house, 'node_modules'), 'junction');
    const seeds = [...Object.values(crossings), ...Object.values(others).map(([, path, text]): Seed => [path, text]), ...lawful];
    for (const [path, text] of seeds) write(join(house, 'src', path), text);
    found = lint(house);
  });

  afterAll(() => rmSync(house, { recursive: true, force: true }));

  it.each(Object.entries(crossings))('%s', (_, [path]) => {
    expect(found).toContainEqual({ file: `src/${path}`, rule: 'no-restricted-imports' });
  });

  it.each(Object.entries(others))('%s', (_, [rule, path]) => {
    expect(found).toContainEqual({ file: `src/${path}`, rule });
  });

  it('lets every room see what lies below it', () => {
    const files = lawful.map(([path]) => `src/${path}`);

    expect(found.filter(({ file, rule }) => files.includes(file) && rule === 'no-restricted-imports')).toEqual([]);
  });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function lint(folder: string): { file: string; rule: string }[] {
  const oxlint = join(repository, 'node_modules/oxlint/bin/oxlint');
  const { stdout, stderr } = spawnSync(process.execPath, [oxlint, '-f', 'json'], { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (!stdout.startsWith('{')) throw new Error(`oxlint did not answer: ${stdout}${stderr}`);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; code: string }[] };
  return diagnostics.map(({ filename, code }) => ({ file: filename.replaceAll('\\', '/'), rule: /\(([^)]+)\)/u.exec(code)?.[1] ?? code }));
}
