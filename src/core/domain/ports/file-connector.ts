/** A file as a listing shows it. Times are ISO 8601 UTC. */
export interface FileEntry {
  /** Absolute, after links are resolved. */
  readonly path: string;
  readonly name: string;
  readonly kind: 'file' | 'directory';
  readonly bytes: number;
  readonly modifiedAt: string;
}

export interface ReadFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The address of the bytes, where the platform makes it faster than the domain could. */
  readonly sha256?: string;
}

/** What every use of a file may say besides. */
export interface FileUse {
  readonly signal?: AbortSignal;
  /** Only inside these directories, which need not be allowed themselves; links are followed before that is decided. */
  readonly within?: readonly string[];
}

/** A file, and which one it is: another file under the same name has another identity, the same one under another name has not. */
export interface SeenFile extends FileEntry {
  readonly identity: string;
}

/** Where a path leads, and what is there now; `other` is a device, a pipe or a socket. */
export interface ResolvedPath {
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'other' | 'missing';
}

/** How a file is put under a name. */
export interface PlacingUse extends FileUse {
  /** `false` refuses an existing file with `conflict`. */
  readonly overwrite: boolean;
}

export interface MoveUse extends PlacingUse {
  /** Only the file with this identity is moved; one that is under the new name already counts as moved. */
  readonly identity: string;
}

/** The file has its new name; it has still the old one, if only besides; or it is under neither. */
export type TracedMove = { readonly kind: 'moved'; readonly file: FileEntry } | { readonly kind: 'waiting' } | { readonly kind: 'lost' };

export interface WatchUse extends FileUse {
  readonly glob?: string;
  readonly recursive: boolean;
  /** A file is told of when it has not changed for so long. */
  readonly debounceMs: number;
}

export interface FileChange {
  readonly kind: 'created' | 'changed' | 'removed';
  /** As it was last seen, where it was removed. */
  readonly file: FileEntry;
}

/**
 * Files inside the directories a person allowed. Every path is checked on the opened descriptor, so that a link swapped
 * between check and use changes nothing. Outside: `path_denied`; missing: `not_found`; a directory where a file is meant,
 * a device, a FIFO, a hard link out of the sandbox: `path_denied`; too large: `input_invalid`; full disk, locked: `precondition_failed`.
 */
export interface FileConnector {
  read(path: string, options: FileUse & { readonly maxBytes: number }): Promise<ReadFile>;
  /** Writes beside the target and renames over it; `overwrite: false` refuses an existing file with `conflict`. */
  write(path: string, bytes: Uint8Array, options: FileUse & { readonly overwrite: boolean }): Promise<FileEntry>;
  list(path: string, options: FileUse & { readonly glob?: string; readonly recursive: boolean; readonly limit: number }): Promise<readonly FileEntry[]>;
  /** Where the path leads, links followed, if it may be used so. */
  resolve(path: string, options: FileUse & { readonly access: 'read' | 'write' }): Promise<ResolvedPath>;
  /** Which file is there, for {@link move} and {@link remove}; it must be one that may be written. Nothing where there is none. */
  look(path: string, options?: FileUse): Promise<SeenFile | undefined>;
  /** The bytes piece by piece, of a file of any size; every reading of it opens the file anew. */
  stream(path: string, options?: FileUse): AsyncIterable<Uint8Array>;
  /** As {@link write}, from bytes that come one piece after another. A file with these very bytes is no conflict. */
  writeStream(path: string, pieces: AsyncIterable<Uint8Array>, options: PlacingUse): Promise<FileEntry & { readonly sha256: string }>;
  /** Puts a file of the same bytes under another name. A file with these very bytes is no conflict. */
  copy(from: string, to: string, options: PlacingUse): Promise<FileEntry>;
  /** Gives the file another name: in one step, and across file systems by copying, syncing and removing. */
  move(from: string, to: string, options: MoveUse): Promise<FileEntry>;
  /** What became of a {@link move} that nobody saw the end of. Nothing is changed. */
  traceMove(from: string, to: string, options: FileUse & { readonly identity: string }): Promise<TracedMove>;
  /** Removes the file with this identity; where it is no longer, nothing. Answers whether it was there. */
  remove(path: string, options: FileUse & { readonly identity: string }): Promise<boolean>;
  /** Tells of files that come, change and go from now on, until `signal` is aborted; links, directories and pipes are left out. */
  watch(path: string, options: WatchUse & { readonly signal: AbortSignal }): AsyncIterable<FileChange>;
}

/** One allowed directory; `path` is absolute and real. */
export interface SandboxDirectory {
  readonly path: string;
  readonly read: boolean;
  readonly write: boolean;
}

/** What the system says about a directory that a person wants to allow. */
export interface DirectoryInspection {
  /** Absolute, links resolved: what belongs in the allow-list. */
  readonly path: string;
  readonly readable: boolean;
  readonly writable: boolean;
  /** Why it may not be allowed, as the end of a sentence about it, and what to do instead: it is too wide or not a person's to share. */
  readonly refusal?: { readonly why: string; readonly next: string };
}

/** Says whether a path may be touched, and where it really is; refuses with `path_denied`. */
export interface FileSandboxGuard {
  /** Resolves links of what exists and checks the result against the allow-list. */
  check(path: string, access: 'read' | 'write'): Promise<string>;
  /** Looks at a directory whether or not it is allowed; `not_found` when missing, `input_invalid` when it is no directory. */
  inspect(path: string): Promise<DirectoryInspection>;
}
