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
