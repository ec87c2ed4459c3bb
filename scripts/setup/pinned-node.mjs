import { existsSync, symlinkSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fail } from './console.mjs';
import { at } from './processes.mjs';

const needed = 24;

/** The Node the product runs on: the one that came with the packages, or this one where it is new enough. */
export function pinnedNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const bundled = at('node_modules', `node-${system}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(bundled)) return bundled;
  if (Number(process.versions.node.split('.')[0]) >= needed) return process.execPath;
  return fail(`Node ${needed} is needed: this is ${process.version}, and no package brings one for ${system}-${process.arch}. Install Node ${needed} and try again.`);
}

/** Links the pinned Node as `node_modules/.bin/node`, which npm 10 leaves out when the lock names several platforms. */
export function linkPinnedNode(/** @type {string} */ node) {
  const link = at('node_modules', '.bin', 'node');
  if (process.platform === 'win32' || node === process.execPath || existsSync(link)) return;
  symlinkSync(relative(dirname(link), node), link);
}
