import type { Plugin } from 'vite';

/** An import of a module of Node as the bundler writes it: the whole, names out of it, or both. */
const builtinImport = /^import (?:\* as )?([\w$]+)?(?:, )?(?:\{([^}]*)\} )?\s*from "(node:[\w/]+)";$/gmu;

/** Large, and asked for by the reader of command lines, which hardly ever starts a process. */
const atFirstUse: ReadonlySet<string> = new Set(['node:child_process']);

/** Functions and classes of modules that take long to load, out of chunks that every command reads and few commands call. */
const atFirstCall: ReadonlyMap<string, readonly string[]> = new Map([
  ['node:crypto', ['createHash', 'hash', 'randomBytes', 'randomFillSync', 'randomUUID']],
  ['node:fs/promises', ['access', 'chmod', 'link', 'lstat', 'mkdir', 'mkdtemp', 'open', 'readFile', 'readdir', 'readlink', 'realpath', 'rename', 'rm', 'rmdir', 'stat', 'unlink', 'utimes', 'writeFile']],
  ['node:stream/consumers', ['buffer', 'json', 'text']],
  ['node:timers/promises', ['setImmediate', 'setTimeout']],
  ['node:worker_threads', ['Worker']],
  ['node:zlib', ['zstdCompressSync', 'zstdDecompressSync']],
]);

/**
 * Takes Node's own modules as objects instead of importing them. An import makes every export at once, the streams and
 * sockets behind `node:fs` and `node:process` included, which takes longer than all that a short command does.
 */
export function builtinsByNeed(environment: string): Plugin {
  return {
    name: 'aiwm:builtins-by-need',
    applyToEnvironment: ({ name }) => name === environment,
    renderChunk: (code) => ({ code: code.replaceAll(builtinImport, (...[, whole, names, module = '']: readonly (string | undefined)[]) => taken({ whole, names, module })), map: null }),
  };
}

interface BuiltinImport {
  readonly whole: string | undefined;
  readonly names: string | undefined;
  readonly module: string;
}

function taken({ whole, names, module }: BuiltinImport): string {
  const given = (names?.split(',') ?? []).map((name) => name.trim()).filter((name) => name !== '');
  const later = given.filter((name) => atFirstCall.get(module)?.includes(exported(name)) === true);
  const now = given.filter((name) => !later.includes(name));
  const from = `globalThis.process.getBuiltinModule("${module}")`;
  const object = atFirstUse.has(module) ? `new Proxy({}, { get: (_, name) => ${from}[name] })` : from;
  const constants = [...(whole === undefined ? [] : [`${whole} = ${object}`]), ...(now.length === 0 ? [] : [`{ ${now.join(', ').replaceAll(' as ', ': ')} } = ${from}`])];
  return [...(constants.length === 0 ? [] : [`const ${constants.join(', ')};`]), ...later.map((name) => calledThrough(name, module))].join(' ');
}

/** The name in the module, of `name as other` the first. */
function exported(name: string): string {
  return name.split(' as ')[0] ?? name;
}

/** Stands for a function or a class that is fetched when it is called. */
function calledThrough(name: string, module: string): string {
  const fetched = `globalThis.process.getBuiltinModule("${module}").${exported(name)}`;
  return `const ${name.split(' as ').at(-1) ?? name} = function (...given) { return new.target === undefined ? ${fetched}(...given) : new (${fetched})(...given); };`;
}
