import { realpath } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../domain/model/errors.ts';
import { isMissing } from './file-errors.ts';
import type { DescriptorGuard } from './file-sandbox-guard.ts';

/** The guard with only what also lies in one of these directories: a path has to pass both, link or not. */
export function withinDirectories(guard: DescriptorGuard, directories: readonly string[]): DescriptorGuard {
  const demandPlace = async (realPath: string, asked: string, mayLeadThere: boolean): Promise<void> => {
    const permitted = await Promise.all(directories.map(placeOf));
    const isPermitted = permitted.some((place) => isInside(realPath, place.path) || (mayLeadThere && place.isMissing && isInside(place.path, realPath)));
    if (!isPermitted) throw notPermitted(asked, directories);
  };
  return {
    ...guard,
    async demand(realPath, access, asked) {
      await guard.demand(realPath, access, asked);
      await demandPlace(realPath, asked, access === 'write');
    },
    async check(given, access) {
      const real = await guard.check(given, access);
      await demandPlace(real, given, false);
      return real;
    },
  };
}

interface Place {
  readonly path: string;
  /** Writing makes it, so that what is above it is opened on the way. */
  readonly isMissing: boolean;
}

async function placeOf(directory: string): Promise<Place> {
  try {
    return { path: await realpath(directory), isMissing: false };
  } catch (error) {
    if (!isMissing(error) || path.dirname(directory) === directory) throw error;
    const above = await placeOf(path.dirname(directory));
    return { path: path.join(above.path, path.basename(directory)), isMissing: true };
  }
}

function isInside(realPath: string, directory: string): boolean {
  return realPath === directory || realPath.startsWith(directory.endsWith(path.sep) ? directory : directory + path.sep);
}

function notPermitted(asked: string, directories: readonly string[]): AppError {
  return new AppError('path_denied', `"${asked}" leads out of the directories the workflow permits.`, {
    next: `Add its directory to permissions of the workflow and of those that call it, or use one of: ${directories.join(', ') || 'none'}.`,
    data: { path: asked, reason: 'not_permitted' },
  });
}
