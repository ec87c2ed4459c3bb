import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { elapsed, fail, say } from './console.mjs';
import { linkPinnedNode, pinnedNode } from './pinned-node.mjs';
import { at, environmentFor, run } from './processes.mjs';

const stamp = at('node_modules', '.aiwm-dependencies');

/**
 * Installs what the lock names unless that has been done, and gives the Node to run everything else with.
 * The lock and the work tree stay as they are.
 */
export function ensureDependencies() {
  const key = dependenciesKey();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return pinnedNode();
  const startedAt = Date.now();
  say('installing dependencies (the first time, and when they change) …');
  install(process.execPath);
  const node = pinnedNode();
  const missing = node === process.execPath ? [] : missingPackages();
  if (missing.length > 0) {
    say(`this Node was too old for ${missing.join(', ')}: installing again with the pinned one …`);
    install(node);
  }
  linkPinnedNode(node);
  writeFileSync(stamp, key);
  say(`dependencies ready in ${elapsed(startedAt)}`);
  return node;
}

function dependenciesKey() {
  /** @type {Record<string, unknown>} */
  const { dependencies, devDependencies, optionalDependencies, overrides } = readJson('package.json');
  return createHash('sha256')
    .update(JSON.stringify([dependencies, devDependencies, optionalDependencies, overrides, process.platform, process.arch]))
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');
}

/** @returns {any} */
function readJson(/** @type {string} */ name) {
  return JSON.parse(readFileSync(at(name), 'utf8'));
}

/** `npm ci` would refuse a lock that lacks other platforms' optional packages; `install --no-save` follows the lock and leaves it alone. */
function install(/** @type {string} */ node) {
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  const options = { env: environmentFor(node), shell: process.platform === 'win32' };
  const status = npm?.endsWith('npm-cli.js') ? run(node, [npm, ...args], { env: options.env }) : run('npm', args, options);
  if (status !== 0) fail('npm install failed (see above): check the network and the registry, then try again');
}

/** Packages of the lock that belong on this machine but are not on disk: npm drops an optional one whose `engines` refuses the host's Node. */
function missingPackages() {
  /** @type {Record<string, { optional?: boolean; os?: Platforms; cpu?: Platforms; libc?: Platforms }>} */
  const packages = readJson('package-lock.json').packages;
  return Object.entries(packages)
    .filter(([path, entry]) => entry.optional && entry.os && entry.cpu && belongsHere(entry) && !existsSync(at(path)))
    .map(([path]) => path.replace(/^.*node_modules\//u, ''));
}

/** @typedef {string | string[]} Platforms the lock writes one as a text, several as a list */

function belongsHere(/** @type {{ os?: Platforms; cpu?: Platforms; libc?: Platforms }} */ { os, cpu, libc }) {
  return accepts(os, process.platform) && accepts(cpu, process.arch) && (process.platform !== 'linux' || accepts(libc, libcHere()));
}

/** npm's rule for `os`, `cpu` and `libc`: named, or everything but what is named with an exclamation mark. */
function accepts(/** @type {Platforms} */ platforms = [], /** @type {string} */ value) {
  const list = [platforms].flat();
  return list.includes(value) || (list.every((entry) => entry.startsWith('!')) && !list.includes(`!${value}`));
}

function libcHere() {
  /** @type {{ header?: { glibcVersionRuntime?: string } }} */
  const report = process.report.getReport();
  return report.header?.glibcVersionRuntime ? 'glibc' : 'musl';
}
