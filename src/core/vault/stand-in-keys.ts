import { createDecipheriv } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../domain/model/errors.ts';
import { RunId } from '../domain/model/ids.ts';
import { missing, readWhere } from './private-files.ts';

const mainFile = 'main.key';
const nonceBytes = 12;
const tagBytes = 16;

/** The suffix of keys that lie wrapped with a main key beside them, as data directories had them before there was a vault. */
export const standInSuffix = '.key';

/** Hands each such key to `keep`, forgets it once that is done, and the main key when none is left. */
export async function takeOverStandIns(directory: string, keep: (run: RunId, key: Uint8Array) => Promise<void>): Promise<void> {
  const main = await readWhere(join(directory, mainFile));
  if (main === undefined) return;
  for (const name of (await readdir(directory).catch(missing)) ?? []) {
    const run = RunId.safeParse(name.endsWith(standInSuffix) ? name.slice(0, -standInSuffix.length) : '');
    const bytes = run.success ? await readWhere(join(directory, name)) : undefined;
    if (!run.success || bytes === undefined) continue;
    await keep(run.data, opened(bytes, main, run.data));
    await rm(join(directory, name), { force: true });
  }
  await rm(join(directory, mainFile), { force: true });
}

function opened(bytes: Uint8Array, main: Uint8Array, run: RunId): Uint8Array {
  try {
    const decipher = createDecipheriv('aes-256-gcm', main, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes)), decipher.final()]);
  } catch (cause) {
    throw new AppError('integrity', `The key of run '${run}' does not open with the main key.`, { next: 'Restore both from the same backup.', cause });
  }
}
