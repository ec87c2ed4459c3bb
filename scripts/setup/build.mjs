import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { elapsed, say } from './console.mjs';
import { at, environmentFor, run } from './processes.mjs';

const stamp = at('dist', '.aiwm-build');

/** Builds everything under `dist/` unless nothing has changed since the last time; says whether that went well. */
export function ensureBuilt(/** @type {string} */ node) {
  const key = sourceKey();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return true;
  const startedAt = Date.now();
  say('building …');
  if (!build(node)) return false;
  writeFileSync(stamp, key);
  say(`built in ${elapsed(startedAt)}`);
  return true;
}

/**
 * Builds from nothing: the page, the programs that run on Node, the preload script.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} [extra] `AIWM_BUILD=cli` builds the command line alone
 */
export function build(node, extra = {}) {
  rmSync(at('dist'), { recursive: true, force: true });
  mkdirSync(at('dist'), { recursive: true });
  const env = { ...environmentFor(node), ...extra };
  if (run(node, [at('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--app', '--logLevel', 'warn'], { env }) !== 0) return false;
  writeFileList();
  return true;
}

/** What `aiwm system validate` compares the shipped files with. Maps of the source are not shipped. */
function writeFileList() {
  const made = ['cli', 'renderer'].filter((part) => existsSync(at('dist', part))).flatMap((part) => [...filesUnder(at('dist', part))]);
  const files = made.filter((file) => !file.endsWith('.map')).sort().map((file) => [relative(at('dist'), file).replaceAll(sep, '/'), createHash('sha256').update(readFileSync(file)).digest('hex')]);
  writeFileSync(at('dist', 'cli', 'files.json'), `${JSON.stringify({ files: Object.fromEntries(files) })}\n`);
}

function sourceKey() {
  const hash = createHash('sha256');
  for (const path of [...filesUnder(at('src')), at('vite.config.ts'), at('package-lock.json')].sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}:${size}:${mtimeMs};`);
  }
  return hash.digest('hex');
}

/** @returns {Generator<string>} */
function* filesUnder(/** @type {string} */ folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}
