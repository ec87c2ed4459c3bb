import type { FileChange, FileEntry } from '../../domain/ports/file-connector.ts';

interface Pending {
  readonly file: FileEntry;
  /** When it was first seen as it is now. */
  readonly since: number;
}

/**
 * Compares one look at files with the one before, and tells of a file when it has looked the same for a while: one that is
 * still being written grows. What has come and gone in between is not told.
 */
export class SettledFiles {
  readonly #told: Map<string, FileEntry>;
  readonly #pending = new Map<string, Pending>();

  /** What is there already is not told. */
  constructor(files: readonly FileEntry[]) {
    this.#told = new Map(files.map((file) => [file.path, file]));
  }

  /** Whether a file has changed and is not told of yet. */
  get isWaiting(): boolean {
    return this.#pending.size > 0;
  }

  files(): readonly FileEntry[] {
    return [...this.#told.values()];
  }

  *look(files: readonly FileEntry[], { at, debounceMs }: { readonly at: number; readonly debounceMs: number }): Generator<FileChange, void, void> {
    const now = new Map(files.map((file) => [file.path, file]));
    for (const path of this.#pending.keys()) if (!now.has(path)) this.#pending.delete(path);
    for (const file of files) {
      const told = this.#told.get(file.path);
      if (told !== undefined && looksSame(told, file)) {
        this.#pending.delete(file.path);
        continue;
      }
      const pending = this.#pending.get(file.path);
      if (pending === undefined || !looksSame(pending.file, file)) {
        this.#pending.set(file.path, { file, since: at });
      } else if (at - pending.since >= debounceMs) {
        this.#pending.delete(file.path);
        this.#told.set(file.path, file);
        yield { kind: told === undefined ? 'created' : 'changed', file };
      }
    }
    for (const [path, file] of this.#told) {
      if (now.has(path)) continue;
      this.#told.delete(path);
      yield { kind: 'removed', file };
    }
  }
}

function looksSame(one: FileEntry, other: FileEntry): boolean {
  return one.bytes === other.bytes && one.modifiedAt === other.modifiedAt;
}
