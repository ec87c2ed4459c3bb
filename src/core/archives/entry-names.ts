import { windowsNameProblem } from '../domain/model/file-name.ts';
import { archiveLimits } from './archive-limits.ts';
import { refuseArchive } from './archive-refusal.ts';

const plainName = /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/u;

/** Refuses a name that is not plain and portable. `name` has no slash at its end. */
export function refuseOddName(name: string): void {
  if (Buffer.byteLength(name) > archiveLimits.nameBytes) throw refuseArchive(`has a name of more than ${archiveLimits.nameBytes} bytes`, name);
  if (!plainName.test(name)) throw refuseArchive('has a name with characters other than letters, digits, ".", "_", "-" and "/"', name);
  const parts = name.split('/');
  if (parts.length > archiveLimits.levels) throw refuseArchive(`lies more than ${archiveLimits.levels} folders deep`, name);
  for (const part of parts) {
    const problem = part === '.' || part === '..' ? 'leads to another folder' : windowsNameProblem(part);
    if (problem !== undefined) throw refuseArchive(`has the part "${part}" in its name, which ${problem}`, name);
  }
}

/** Refuses names that would meet on some disk: equal ones, equal but for case, and a file that is also a folder. */
export function refuseClashes(files: readonly string[], folders: readonly string[]): void {
  const fold = (name: string): string => name.normalize('NFC').toLowerCase();
  const taken = new Set<string>();
  for (const name of files) {
    if (taken.has(fold(name))) throw refuseArchive('appears twice, or differs from another only in case', name);
    taken.add(fold(name));
  }
  const spellings = new Map<string, string>();
  for (const folder of [...folders, ...files.flatMap(foldersAbove)]) {
    if (taken.has(fold(folder))) throw refuseArchive('is both a file and a folder', folder);
    const first = spellings.get(fold(folder)) ?? folder;
    if (first !== folder) throw refuseArchive(`differs from the folder "${first}" only in case`, folder);
    spellings.set(fold(folder), folder);
  }
}

function foldersAbove(name: string): readonly string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
