import type { Plugin } from 'vite';

/** An import of a module of Node as the bundler writes it: the whole, names out of it, or both. */
const builtinImport = /^import (?:\* as )?([\w$]+)?(?:, )?(?:\{([^}]*)\} )?\s*from "(node:[\w/]+)";$/gmu;

/** Large, and asked for by the reader of command lines, which hardly ever starts a process. */
const atFirstUse: ReadonlySet<string> = new Set(['node:child_process']);

/** Functions and classes of modules that take long to load, out of chunks that every command reads and few commands call. */
const atFirstCall: ReadonlyMap<string, readonly string[]> = new Map([
  ['node:zlib', ['zstdCompressSync', 'zstdDecompressSync']],
  ['node:worker_threads', ['Worker']],
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
  const given = names?.split(',').map((name) => name.trim()) ?? [];
  if (whole === undefined && given.length > 0 && given.every((name) => atFirstCall.get(module)?.includes(name) === true)) return given.map((name) => calledThrough(name, module)).join(' ');
  const from = `globalThis.process.getBuiltinModule("${module}")`;
  const object = atFirstUse.has(module) ? `new Proxy({}, { get: (_, name) => ${from}[name] })` : from;
  const constants = [...(whole === undefined ? [] : [`${whole} = ${object}`]), ...(names === undefined ? [] : [`{${names.replaceAll(' as ', ': ')}} = ${from}`])];
  return `const ${constants.join(', ')};`;
}

/** Stands for a function or a class that is fetched when it is called. */
function calledThrough(name: string, module: string): string {
  const fetched = `globalThis.process.getBuiltinModule("${module}").${name}`;
  return `const ${name} = function (...given) { return new.target === undefined ? ${fetched}(...given) : new (${fetched})(...given); };`;
}
