import { closeSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../domain/model/errors.ts';

/** A master password, or nothing; each is handed out once. */
export type VaultPassword = () => Promise<string | undefined>;

export interface VaultPasswordSources {
  /** The command line's `--vault-password-fd`. */
  readonly descriptor?: number | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

const inFile = 'AIWM_VAULT_PASSWORD_FILE';
const inEnvironment = 'AIWM_VAULT_PASSWORD';

/**
 * The master password this program was started with: from a descriptor, else from the file `AIWM_VAULT_PASSWORD_FILE`, else
 * from `AIWM_VAULT_PASSWORD`. The variable is deleted at once, so that no program started from here inherits it; the
 * others are read when something needs them.
 */
export function takeVaultPassword({ descriptor, environment }: VaultPasswordSources): VaultPassword {
  const named = environment[inFile];
  let given = environment[inEnvironment];
  Reflect.deleteProperty(environment, inEnvironment);
  let isDescriptorRead = false;
  return async () => {
    if (descriptor !== undefined) {
      if (isDescriptorRead) return undefined;
      isDescriptorRead = true;
      return readDescriptor(descriptor);
    }
    if (named !== undefined && named !== '') return readPrivateFile(named, environment);
    const once = given;
    given = undefined;
    return once === '' ? undefined : once;
  };
}

function readDescriptor(descriptor: number): string {
  try {
    const text = readFileSync(descriptor, 'utf8');
    closeSync(descriptor);
    return withoutLineEnd(text);
  } catch (cause) {
    throw new AppError('usage', `No password can be read from the descriptor ${descriptor}.`, { next: 'Open it for reading: `aiwm … --vault-password-fd 3 3< file`.', cause });
  }
}

/** A file others may read is no secret; what systemd hands over is below its own directory, with other rights. */
function readPrivateFile(file: string, environment: NodeJS.ProcessEnv): string {
  try {
    if (!isPrivate(file, environment)) {
      throw new AppError('precondition_failed', `The file "${file}" of ${inFile} may be read by others, or is another user's.`, { next: `Run \`chmod 600 ${file}\` as its owner.`, data: { path: file } });
    }
    return withoutLineEnd(readFileSync(file, 'utf8'));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('precondition_failed', `The file "${file}" of ${inFile} cannot be read.`, { next: 'Name a file with the master password that you alone may read.', data: { path: file }, cause });
  }
}

function isPrivate(file: string, environment: NodeJS.ProcessEnv): boolean {
  if (process.platform === 'win32') return true;
  const handed = environment['CREDENTIALS_DIRECTORY'];
  if (handed !== undefined && handed !== '' && path.resolve(file).startsWith(`${path.resolve(handed)}${path.sep}`)) return true;
  const { uid, mode } = statSync(file);
  return uid === process.getuid?.() && (mode & 0o077) === 0;
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/u, '');
}
