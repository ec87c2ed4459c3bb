import path from 'node:path';

import { AppError } from '../domain/model/errors.ts';
import { windowsNameProblem } from '../domain/model/file-name.ts';

/** The path without `.`, `..` and doubled separators, if its text alone is acceptable; nothing on disk is looked at. */
export function acceptPathText(given: string, platform: NodeJS.Platform = process.platform): string {
  const rules = platform === 'win32' ? path.win32 : path.posix;
  if (given.includes('\0')) throw refuse(given.replaceAll('\0', '\\0'), 'holds a NUL character');
  if (!rules.isAbsolute(given)) {
    throw new AppError('input_invalid', `The path "${given}" is relative, and a run has no current directory.`, {
      next: 'Give the whole path, from the root of the disk.',
      data: { path: given },
    });
  }
  const plain = rules.resolve(given);
  if (platform === 'win32') refuseWindowsForms(plain);
  return plain;
}

/** Network shares, device paths, device names and alternate streams: none of them is a plain file on a disk. */
function refuseWindowsForms(plain: string): void {
  if (!/^[a-z]:\\/iu.test(plain)) throw refuse(plain, 'is a network or device path');
  for (const name of plain.slice(3).split('\\')) {
    const problem = name === '' ? undefined : windowsNameProblem(name);
    if (problem !== undefined) throw refuse(plain, `holds the part "${name}", which ${problem}`);
  }
}

function refuse(given: string, why: string): AppError {
  return new AppError('path_denied', `The path "${given}" ${why}.`, { next: 'Name a plain file inside an allowed directory.', data: { path: given } });
}
