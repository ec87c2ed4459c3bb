import { existsSync } from 'node:fs';
import { externalPackages, nativePart } from './external-packages.ts';

/** What is read of an entry of the lock file. */
export interface Locked {
  readonly version: string;
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly license?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
export interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}
export interface Target {
  readonly platform: string;
  readonly arch: string;
}

/**
 * The folders of the packages that have to lie beside the bundles: those the bundles leave out, with all they need on this
 * platform, such as `node_modules/pdfkit`. Throws where one of them is not in the lock file.
 */
export function shippedFolders(lock: Lock, target: Target): string[] {
  const found = new Set<string>();
  const take = (name: string, from: string, isOptional: boolean): void => {
    // Types are read by compilers only.
    if (name.startsWith('@types/')) return;
    const folder = folderOf(lock, name, from);
    const locked = folder === undefined ? undefined : lock.packages[folder];
    if (folder === undefined || locked === undefined) {
      if (isOptional) return;
      throw new Error(`${name}, which ${from} needs, is not in the lock file`);
    }
    if (found.has(folder) || !fits(locked, target)) return;
    found.add(folder);
    for (const dependency of Object.keys(locked.dependencies ?? {})) take(dependency, folder, false);
    for (const dependency of Object.keys(locked.optionalDependencies ?? {})) take(dependency, folder, true);
  };
  for (const name of externalPackages) take(name, '', false);
  // What finds the database's native part is in the bundles already.
  found.add(`node_modules/${nativePart}`);
  return [...found].toSorted();
}

/** As Node finds it: in the nearest folder, then in those above. */
function folderOf(lock: Lock, name: string, from: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const folder = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (lock.packages[folder] !== undefined) return folder;
    if (at === '') return undefined;
  }
}

function fits({ os, cpu, libc }: Locked, { platform, arch }: Target): boolean {
  return (os === undefined || os.includes(platform)) && (cpu === undefined || cpu.includes(arch)) && (libc === undefined || libc.includes(isMusl() ? 'musl' : 'glibc'));
}

/** Installers are made for the usual library; only on a system of the other one that one is taken. */
function isMusl(): boolean {
  return process.platform === 'linux' && existsSync('/etc/alpine-release');
}
