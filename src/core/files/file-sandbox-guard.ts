import { access, constants, lstat, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../domain/model/errors.ts';
import type { DirectoryInspection, FileSandboxGuard, SandboxDirectory } from '../domain/ports/file-connector.ts';
import { type ClosedPlaces, nothingClosed } from './closed-places.ts';
import { explainFileError, isMissing } from './file-errors.ts';
import { outsideSandbox } from './outside-sandbox.ts';
import { acceptPathText } from './path-text.ts';

export type FileAccess = 'read' | 'write';

/** The allow-list as it stands now; asked on every use, since settings change while runs go on. */
export type AllowedDirectories = () => Promise<readonly SandboxDirectory[]>;

export interface DescriptorGuard extends FileSandboxGuard {
  /** Refuses a real path outside the allow-list. For paths the system itself reports of an open descriptor. */
  demand(realPath: string, access: FileAccess, asked: string): Promise<void>;
}

interface Wanted {
  readonly asked: string;
  /** Where that is or would be, links followed. */
  readonly place: string;
}

/**
 * Decides by real paths. What `check` answers is only where to look: a link may be swapped the moment after, so whoever
 * opens the path asks {@link DescriptorGuard.demand} again with the path of the opened descriptor. What is closed stays
 * closed, however wide a directory above it was allowed.
 */
export function createFileSandboxGuard(directories: AllowedDirectories, closed: ClosedPlaces = nothingClosed): DescriptorGuard {
  const demand = async (realPath: string, wanted: FileAccess, asked: string): Promise<void> => demandFor({ asked, place: realPath }, realPath, wanted);
  const demandFor = async ({ asked, place }: Wanted, realPath: string, wanted: FileAccess): Promise<void> => {
    const isClosed = closed.holds(realPath);
    const allowed = await directories();
    const may = (use: FileAccess): boolean => !isClosed && allowed.some((directory) => directory[use] && isInside(realPath, directory.path));
    if (!may(wanted)) throw await outsideSandbox({ asked, place, access: wanted, isReadable: may('read'), isClosed }, closed, allowed);
  };

  return {
    demand,
    async check(given, wanted) {
      const plain = acceptPathText(given);
      try {
        const real = wanted === 'read' ? await realpath(plain) : await resolveTarget(plain);
        await demand(real, wanted, given);
        // Directories are made on the way to a file, but never the allowed one itself.
        if (wanted === 'write') await demandFor({ asked: given, place: real }, (await nearestExisting(real)).path, wanted);
        return real;
      } catch (error) {
        // Whether something exists outside is not ours to tell: there, a missing file is denied like any other.
        if (isMissing(error)) {
          const nearest = await nearestExisting(plain);
          await demandFor({ asked: given, place: path.join(nearest.path, nearest.missing) }, nearest.path, wanted);
        }
        throw explainFileError(error, wanted, given);
      }
    },
    inspect: (given) => inspect(given, closed),
  };
}

/** Text comparison of real paths; a root names itself and everything below. */
function isInside(realPath: string, root: string): boolean {
  return realPath === root || realPath.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

/** Where a write would land: the real file if there is one, else what is missing of the path below the real rest of it. */
async function resolveTarget(plain: string): Promise<string> {
  const real = await realpath(plain).catch(ignoreMissing);
  if (real === undefined) return resolveMissing(plain);
  await refuseTwin(plain, real);
  return real;
}

async function resolveMissing(plain: string): Promise<string> {
  const parent = path.dirname(plain);
  const target = path.join((await realpath(parent).catch(ignoreMissing)) ?? (await resolveMissing(parent)), path.basename(plain));
  if ((await lstat(target).catch(ignoreMissing))?.isSymbolicLink() === true) {
    throw new AppError('path_denied', `"${plain}" is a link to nothing.`, { next: 'Remove the link, or name the file itself.', data: { path: plain } });
  }
  return target;
}

/** A file system that folds case or Unicode would let "Report.md" replace "report.md"; the real path shows its spelling. */
async function refuseTwin(plain: string, real: string): Promise<void> {
  const asked = path.basename(plain);
  const found = path.basename(real);
  if (asked === found || (await lstat(plain)).isSymbolicLink()) return;
  throw new AppError('path_denied', `"${plain}" exists under the other spelling "${found}".`, {
    next: 'Use the spelling on disk, or another name.',
    data: { path: plain, found },
  });
}

function ignoreMissing(error: unknown): undefined {
  if (isMissing(error)) return undefined;
  throw error;
}

/** The real path of what is there of a path, and the rest of it. */
async function nearestExisting(plain: string): Promise<{ readonly path: string; readonly missing: string }> {
  for (let at = plain; ; at = path.dirname(at)) {
    try {
      return { path: await realpath(at), missing: path.relative(at, plain) };
    } catch (error) {
      if (!isMissing(error) || at === path.dirname(at)) throw error;
    }
  }
}

async function inspect(given: string, closed: ClosedPlaces): Promise<DirectoryInspection> {
  const plain = acceptPathText(given);
  try {
    const real = await realpath(plain);
    if (!(await stat(real)).isDirectory()) {
      throw new AppError('input_invalid', `"${given}" is no directory.`, { next: 'Name the directory that holds the file.', data: { path: given } });
    }
    const can = (mode: number): Promise<boolean> => access(real, mode).then(() => true, () => false);
    const refusal = closed.refusal(real);
    return { path: real, readable: await can(constants.R_OK | constants.X_OK), writable: await can(constants.W_OK | constants.X_OK), ...(refusal === undefined ? {} : { refusal }) };
  } catch (error) {
    throw explainFileError(error, 'list', given);
  }
}
