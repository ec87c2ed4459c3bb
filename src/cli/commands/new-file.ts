import { randomBytes } from 'node:crypto';
import { type FileHandle, link, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../core/domain/model/errors.ts';

/**
 * A file that is there when all of it is. Its bytes go to a file beside it, which takes its name at the end: whatever
 * happens before, there is nothing under that name, or what was there.
 */
export class NewFile {
  readonly #target: string;
  readonly #overwrite: boolean;
  readonly #temporary: string;
  readonly #handle: FileHandle;

  private constructor(target: string, overwrite: boolean, beside: { readonly temporary: string; readonly handle: FileHandle }) {
    this.#target = target;
    this.#overwrite = overwrite;
    this.#temporary = beside.temporary;
    this.#handle = beside.handle;
  }

  /** Refuses with `conflict` where the file exists and may not be replaced: before a byte is asked for. */
  static async begin(target: string, overwrite: boolean): Promise<NewFile> {
    if (!overwrite && (await exists(target))) throw there(target);
    const temporary = path.join(path.dirname(target), `.${path.basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}.part`);
    const handle = await open(temporary, 'wx').catch((cause: unknown) => { throw notWritten(target, cause); });
    return new NewFile(target, overwrite, { temporary, handle });
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#handle.writeFile(bytes).catch((cause: unknown) => { throw notWritten(this.#target, cause); });
  }

  /** Gives the bytes their name. */
  async finish(): Promise<void> {
    try {
      await this.#handle.sync();
      await this.#handle.close();
      if (this.#overwrite) await rename(this.#temporary, this.#target);
      else await this.#place();
    } catch (cause) {
      await rm(this.#temporary, { force: true });
      throw cause instanceof AppError ? cause : notWritten(this.#target, cause);
    }
  }

  /** Leaves nothing. */
  async abandon(): Promise<void> {
    await this.#handle.close();
    await rm(this.#temporary, { force: true });
  }

  /** A second name is refused where one exists, which no renaming is; some file systems have no second names. */
  async #place(): Promise<void> {
    try {
      await link(this.#temporary, this.#target);
      await rm(this.#temporary);
    } catch (cause) {
      if (codeOf(cause) === 'EEXIST' || (await exists(this.#target))) throw there(this.#target, cause);
      await rename(this.#temporary, this.#target);
    }
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw notWritten(file, error);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function there(file: string, cause?: unknown): AppError {
  return new AppError('conflict', `The file "${file}" exists already.`, { next: 'Name another file with --out, or replace it with --overwrite.', data: { path: file }, cause });
}

const reasons: ReadonlyMap<unknown, string> = new Map([
  ['ENOSPC', 'the disk is full'],
  ['ENOENT', 'its directory does not exist'],
  ['ENOTDIR', 'what should be its directory is a file'],
  ['EACCES', 'you may not write there'],
]);

function notWritten(file: string, cause: unknown): AppError {
  const why = reasons.get(codeOf(cause));
  return new AppError('precondition_failed', `The file "${file}" cannot be written${why === undefined ? '' : `: ${why}`}.`, { next: 'Name another file with --out.', data: { path: file }, cause });
}
