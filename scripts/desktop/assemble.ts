import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { externalPackages, nativePart } from './external-packages.ts';
import { sbomOf } from './sbom.ts';
import { type Lock, shippedFolders, type Target } from './shipped-packages.ts';

const root = join(import.meta.dirname, '..', '..');

export interface AssembleOptions {
  /** The Node that ships with the command line. */
  readonly node: string;
  /** @default `release/<platform>-<arch>` */
  readonly into?: string;
}

/**
 * Puts together what installers hold, but for Electron itself: `app`, which goes into the archive of the desktop program,
 * `cli`, the command line with a Node of its own, since the desktop's binary does not run as Node, and the bill of
 * materials. Answers their folder; throws where something is not built or not installed for that platform.
 */
export function assemble(target: Target, { node, into = join(root, 'release', `${target.platform}-${target.arch}`) }: AssembleOptions): string {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  rmSync(into, { recursive: true, force: true });
  const shared = ['dist/cli', 'dist/renderer'];
  put(join(into, 'app'), [...shared, 'dist/main', 'dist/preload'], { lock, target });
  put(join(into, 'cli'), shared, { lock, target });
  putProgram(join(into, 'cli', 'bin'), node, target);
  writeFileSync(join(into, 'sbom.cdx.json'), `${JSON.stringify(sbomOf(lock, { version: manifest.version, node: process.versions.node }), null, 2)}\n`);
  return into;
}

function put(folder: string, parts: readonly string[], { lock, target }: { readonly lock: Lock; readonly target: Target }): void {
  const folders = shippedFolders(lock, target);
  for (const part of [...parts, 'examples', 'LICENSE', ...folders]) {
    if (!existsSync(join(root, part))) throw new Error(`${part} is not here: build first, and install for ${target.platform} on ${target.arch}`);
    cpSync(join(root, part), join(folder, part), { recursive: true, filter: (source) => isShipped(source, target) });
  }
  const { name, version, description, license } = manifest;
  const dependencies = Object.fromEntries([...externalPackages, nativePart].map((one) => [one, lock.packages[`node_modules/${one}`]?.version]));
  // The program finds its own folder by the name in this file, as it is written here.
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ name, version, description, license, author: name, private: true, type: 'module', main: 'dist/main/main.js', dependencies }, null, 2)}\n`);
}

/** Maps of the source stay out, and of the database all but what this platform runs. */
function isShipped(source: string, { platform, arch }: Target): boolean {
  if (source.endsWith('.map')) return false;
  const inside = source.split(`${sep}node_modules${sep}${nativePart}${sep}`)[1]?.replaceAll(sep, '/');
  if (inside === undefined) return true;
  return !/^(?:deps|src|binding\.gyp)(?:\/|$)/u.test(inside) && (!inside.endsWith('.node') || inside === `prebuilds/${platform}-${arch}.node`);
}

const programs = {
  windows: { file: 'aiwm.cmd', text: '@"%~dp0node.exe" "%~dp0..\\dist\\cli\\cli\\index.js" %*\r\n' },
  others: { file: 'aiwm', text: '#!/bin/sh\nhere=$(dirname "$(readlink -f "$0")")\nexec "$here/node" "$here/../dist/cli/cli/index.js" "$@"\n' },
} as const;

function putProgram(folder: string, node: string, { platform }: Target): void {
  const isWindows = platform === 'win32';
  const { file, text } = programs[isWindows ? 'windows' : 'others'];
  mkdirSync(folder, { recursive: true });
  cpSync(node, join(folder, isWindows ? 'node.exe' : 'node'), { dereference: true });
  writeFileSync(join(folder, file), text);
  chmodSync(join(folder, file), 0o755);
}

/** The packages that lie in an assembled folder. */
export function packagesIn(folder: string): string[] {
  const modules = join(folder, 'node_modules');
  return readdirSync(modules).flatMap((name) => (name.startsWith('@') ? readdirSync(join(modules, name)).map((own) => `${name}/${own}`) : [name]));
}
