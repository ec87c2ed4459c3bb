import { constants, type Dirent } from 'node:fs';
import { mkdir, open, readdir, realpath, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

import { descriptorPath, guardedOpen, hasDescriptorPaths } from './descriptor-path.ts';
import { errnoOf } from './file-errors.ts';
import type { DescriptorGuard, FileAccess } from './file-sandbox-guard.ts';

interface Opened {
  readonly guard: DescriptorGuard;
  readonly access: FileAccess;
  /** Undefined on Windows, which opens no directories. */
  readonly handle: FileHandle | undefined;
}

/**
 * An open directory that was inside the sandbox when it was opened. Names are used through its descriptor where the
 * system can, so that whatever happens to the path above it, they stay in this directory.
 */
export class GuardedDirectory implements AsyncDisposable {
  /** Real path at the time of opening. */
  readonly path: string;
  readonly #opened: Opened;

  private constructor(realPath: string, opened: Opened) {
    this.path = realPath;
    this.#opened = opened;
  }

  /** Opens a path that the guard resolved, and checks what was opened. */
  static async open(guard: DescriptorGuard, resolved: string, access: FileAccess): Promise<GuardedDirectory> {
    const handle = await openHandle(resolved);
    try {
      const real = handle === undefined ? await realpath(resolved) : await descriptorPath(handle, resolved);
      await guard.demand(real, access, resolved);
      return new GuardedDirectory(real, { guard, access, handle });
    } catch (error) {
      await handle?.close();
      throw error;
    }
  }

  /** How to reach `name`, one component, in this very directory. */
  at(name: string): string {
    return path.join(this.#base(), name);
  }

  /** A directory directly below, opened the same way; a link in its place is refused by the system. */
  child(name: string): Promise<GuardedDirectory> {
    return GuardedDirectory.open(this.#opened.guard, this.at(name), this.#opened.access);
  }

  /** As {@link child}, made first where there is none; its name then survives a power cut. */
  async madeChild(name: string): Promise<GuardedDirectory> {
    try {
      await mkdir(this.at(name));
      await this.sync();
    } catch (error) {
      // Made by someone else meanwhile, or a link or file: opening tells.
      if (errnoOf(error) !== 'EEXIST') throw error;
    }
    return this.child(name);
  }

  /** Refuses if the directory has meanwhile been moved out of the sandbox. */
  async confirm(): Promise<void> {
    const { guard, access, handle } = this.#opened;
    await guard.demand(handle === undefined ? await realpath(this.path) : await descriptorPath(handle, this.path), access, this.path);
  }

  entries(): Promise<Dirent[]> {
    return readdir(this.#base(), { withFileTypes: true });
  }

  /** Makes a rename inside survive a power cut; Windows does so by itself. */
  async sync(): Promise<void> {
    await this.#opened.handle?.sync();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.handle?.close();
  }

  #base(): string {
    const { handle } = this.#opened;
    return hasDescriptorPaths && handle !== undefined ? `/proc/self/fd/${handle.fd}` : this.path;
  }
}

async function openHandle(resolved: string): Promise<FileHandle | undefined> {
  if (process.platform === 'win32') return undefined;
  return open(resolved, constants.O_RDONLY | constants.O_DIRECTORY | guardedOpen);
}
