import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { at, environmentFor } from './processes.mjs';

/** What a program printed last is enough to find its failures in. */
const keptCharacters = 4_000_000;
/** How long what a program's own children still hold open is read on after its end. */
const drainedWithin = 5000;

/**
 * @typedef {{ ok: boolean; output: string }} Ended Whether a program ended with 0, and what it printed, without colours.
 */

/**
 * Runs a program of the repository with the pinned Node, shows what it prints as it prints it, and keeps that.
 * @param {string} node
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [extra]
 * @returns {Promise<Ended>}
 */
export function runKept(node, args, extra = {}) {
  const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const env = { ...environmentFor(node), ...colours, ...extra };
  const child = spawn(node, args, { cwd: at(), env, stdio: ['inherit', 'pipe', 'pipe'] });
  let output = '';
  const keep = (/** @type {string} */ text) => {
    output = (output + text).slice(-keptCharacters);
  };
  for (const [from, to] of /** @type {const} */ ([[child.stdout, process.stdout], [child.stderr, process.stderr]])) {
    from.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      to.write(text);
      keep(text);
    });
  }
  return new Promise((ended) => {
    const end = (/** @type {boolean} */ ok) => ended({ ok, output: stripVTControlCharacters(output) });
    child.on('error', (error) => {
      keep(`${node}: ${error.message}\n`);
      end(false);
    });
    child.on('exit', (code, signal) => {
      if (signal) keep(`ended by ${signal}\n`);
      const drained = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, drainedWithin);
      child.on('close', () => {
        clearTimeout(drained);
        end(code === 0);
      });
    });
  });
}
