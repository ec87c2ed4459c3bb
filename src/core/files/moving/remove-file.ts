import { unlink } from 'node:fs/promises';
import path from 'node:path';

import { isSameFile, seenIn } from './file-identity.ts';
import type { DescriptorGuard } from '../file-sandbox-guard.ts';
import { ignoreMissing } from '../publish-file.ts';
import { openExistingParent } from '../open-parent.ts';
import { refuseOddFile } from '../open-regular-file.ts';

export interface RemoveRequest {
  readonly asked: string;
  readonly identity: string;
  readonly signal?: AbortSignal;
}

/** Removes the file with this identity, and no other that has its name by now. Answers whether it was there. */
export async function removeFile(guard: DescriptorGuard, { asked, identity, signal }: RemoveRequest): Promise<boolean> {
  signal?.throwIfAborted();
  const target = await guard.check(asked, 'write');
  const name = path.basename(target);
  await using directory = await openExistingParent(guard, target);
  const there = directory === undefined ? undefined : await seenIn(directory, name);
  if (directory === undefined || there === undefined || !isSameFile(there, identity)) return false;
  refuseOddFile(there, asked);
  await directory.confirm();
  await unlink(directory.at(name)).catch(ignoreMissing);
  await directory.sync();
  return true;
}
