import { lstat } from 'node:fs/promises';
import path from 'node:path';

import { isMissing } from './file-errors.ts';
import type { DescriptorGuard } from './file-sandbox-guard.ts';
import { GuardedDirectory } from './guarded-directory.ts';

/** The directory of the target, opened; what is missing of it is made from the nearest one that is there, each in the last. */
export async function openParent(guard: DescriptorGuard, target: string): Promise<GuardedDirectory> {
  const parent = path.dirname(target);
  const missing: string[] = [];
  let existing = parent;
  for (; existing !== path.dirname(existing) && !(await isThere(existing)); existing = path.dirname(existing)) missing.unshift(path.basename(existing));
  let directory = await GuardedDirectory.open(guard, existing, 'write');
  for (const name of missing) {
    await using parentDirectory = directory;
    directory = await parentDirectory.madeChild(name);
  }
  return directory;
}

/** The same where it is there already; nothing is made. */
export async function openExistingParent(guard: DescriptorGuard, target: string): Promise<GuardedDirectory | undefined> {
  try {
    return await GuardedDirectory.open(guard, path.dirname(target), 'write');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
