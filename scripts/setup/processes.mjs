import { spawn, spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A path inside the repository. */
export function at(/** @type {string[]} */ ...parts) {
  return join(root, ...parts);
}

/**
 * The environment for children: the given Node and the installed commands come first in `PATH`.
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentFor(node) {
  const plain = process.stdout.isTTY || process.env['FORCE_COLOR'] ? {} : { NO_COLOR: '1' };
  return { ...process.env, ...plain, PATH: [dirname(node), at('node_modules', '.bin'), process.env['PATH']].join(delimiter) };
}

/**
 * Runs a program to its end with our own terminal and gives its exit code.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function run(file, args, options = {}) {
  const { error, status } = spawnSync(file, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) process.stderr.write(`${file}: ${error.message}\n`);
  return status ?? 1;
}

/**
 * Starts a program that stays; our signals become its signals, its exit code becomes ours.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function stayWith(file, args, options = {}) {
  const child = spawn(file, args, { cwd: root, stdio: 'inherit', ...options });
  // In a terminal the child has already had the Ctrl+C; a second one would tell it to hurry.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    process.stderr.write(`${file}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
  return child;
}
