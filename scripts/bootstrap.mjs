/**
 * The one entry of `npm start`, `npm test` and the other commands. It needs nothing but the host's own Node (18.19 or
 * newer): it installs what is missing, the pinned Node included, and lets that one do the work.
 */
import { fail } from './setup/console.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { at, environmentFor, run } from './setup/processes.mjs';

/**
 * Every command, given the pinned Node and its arguments; a number is its exit code.
 * @type {Record<string, (node: string, args: string[]) => Promise<number | void>>}
 */
const commands = {
  start: async (node, args) => (await import('./commands/start.mjs')).start(node, args),
  desktop: async (node, args) => (await import('./commands/desktop.mjs')).desktop(node, args),
  package: async (node) => (await import('./commands/package.mjs')).packageHere(node),
  dev: async (node, args) => (await import('./commands/dev.mjs')).dev(node, args),
  test: async (node) => (await import('./commands/test.mjs')).test(node),
  'test:long': async (node, args) => (await import('./commands/test-long.mjs')).testLong(node, args),
  check: async (node) => (await import('./commands/test.mjs')).check(node),
  bench: async (node, args) => (await import('./commands/bench.mjs')).bench(node, args),
  build: async (node) => ((await import('./setup/build.mjs')).build(node) ? 0 : 1),
  'build:cli': async (node) => ((await import('./setup/build.mjs')).build(node, { AIWM_BUILD: 'cli' }) ? 0 : 1),
  types: async (node, args) => run(node, [at('node_modules/typescript/bin/tsc'), '-b', '--force', ...args]),
  lint: async (node, args) => run(node, [at('node_modules/oxlint/bin/oxlint'), '--deny-warnings', ...args]),
  docs: async (node, args) => run(node, [at('scripts/generate-docs.ts'), ...args]),
  golden: async (node, args) => run(node, [at('test/domain/runtime/golden/write-golden-process.ts'), ...args]),
  new: async (node, args) => run(node, [at('scripts/new-variant.ts'), ...args], { env: environmentFor(node) }),
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 18 || (major === 18 && minor < 19)) fail(`Node 18.19 or newer is needed to begin; this is ${process.version}`);

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) fail(`unknown command '${name}'; known: ${Object.keys(commands).join(', ')}`);

const status = await command(ensureDependencies(), args);
if (typeof status === 'number') process.exitCode = status;
